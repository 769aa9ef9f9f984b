/*
 * Iterators over postings: of the one shard's files where they are at hand, else of Xapian. Each waits
 * on a document that it has not handed out yet or on one that it has; next() moves only in the second
 * case, so that nothing is skipped after a failure.
 */
#include "core/store/guard.hh"
#include "core/store/local.hh"

#include <memory>

struct store_postings {
    Xapian::PostingIterator at;
    std::unique_ptr<postings_walk> walk; /* NULL: at is used */
    bool is_handed_out;
    bool is_all; /* of all documents */
    std::string path;
};

/* Of all documents each counts once, as Xapian has it. */
static fund_status next_of_walk(struct store_postings *postings, bool *more, store_docid *docid,
                                uint32_t *wdf, struct fund_error *error)
{
    struct glass_postings *at = &postings->walk->at;
    fund_status status = FUND_OK;
    if (postings->is_handed_out)
        status = glass_postings_next(at, error);
    postings->is_handed_out = false;
    if (status == FUND_OK)
        status = glass_postings_check(at, error);
    if (status != FUND_OK)
        return status;
    *more = postings->is_handed_out = at->docid != GLASS_END;
    if (*more) {
        *docid = at->docid;
        *wdf = postings->is_all ? 1 : at->wdf;
    }
    return FUND_OK;
}

extern "C" {

fund_status store_postings_open(const struct store_reader *reader, struct slice term,
                                struct store_postings **postings, struct fund_error *error) noexcept
{
    fund_status status = check_prefix(term, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        auto opened = std::make_unique<store_postings>();
        fund_status result = FUND_OK;
        opened->path = reader->path;
        opened->is_all = term.size == 0;
        if (reader->glass.size() == 1) {
            opened->walk = std::make_unique<postings_walk>();
            result = glass_postings_open(reader->glass[0].get(), term, &opened->walk->at, error);
        } else {
            opened->at = reader->database.postlist_begin(to_string(term));
        }
        if (result == FUND_OK)
            *postings = opened.release();
        return local_failure(reader->path.c_str(), result, error);
    });
}

fund_status store_postings_next(struct store_postings *postings, bool *more, store_docid *docid,
                                uint32_t *wdf, struct fund_error *error) noexcept
{
    return guard(error, postings->path.c_str(), [&] {
        if (postings->walk != nullptr)
            return local_failure(postings->path.c_str(),
                                 next_of_walk(postings, more, docid, wdf, error), error);
        const Xapian::PostingIterator end;
        if (postings->is_handed_out && postings->at != end) {
            ++postings->at;
            postings->is_handed_out = false;
        }
        if (postings->at == end) {
            *more = false;
            return FUND_OK;
        }
        store_docid found = *postings->at;
        *wdf = postings->at.get_wdf();
        *docid = found;
        postings->is_handed_out = true;
        *more = true;
        return FUND_OK;
    });
}

void store_postings_destroy(struct store_postings *postings) noexcept
{
    delete postings;
}

} // extern "C"
