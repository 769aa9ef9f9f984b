/*
 * Iterators over terms and postings: of the one shard's files where they are at hand, else of Xapian.
 * Each waits on an item that it has not handed out yet or on one
 * that it has; next() moves only in the second case, so that nothing is skipped after a failure.
 */
#include "core/store/guard.hh"
#include "core/store/local.hh"

#include <memory>

/* What the frequency of a term is. */
enum class counted { documents, within_document, nothing };

struct store_terms {
    Xapian::TermIterator at;
    std::unique_ptr<terms_walk> walk; /* NULL: at is used */
    bool is_handed_out;
    enum counted counts;
    std::string prefix;
    std::string term;
    std::string path;
    const hidden_documents *hidden; /* NULL: none, or of one document */
};

struct store_postings {
    Xapian::PostingIterator at;
    std::unique_ptr<postings_walk> walk; /* NULL: at is used */
    bool is_handed_out;
    bool is_all; /* of all documents */
    std::string path;
};

static bool starts_with(const std::string &text, const std::string &prefix)
{
    return text.compare(0, prefix.size(), prefix) == 0;
}

static struct store_terms *make_terms(const struct store_reader *reader, Xapian::TermIterator at,
                                      const std::string &prefix, enum counted counts)
{
    const hidden_documents *hidden = counts == counted::documents ? reader->hidden.get() : nullptr;
    return new store_terms{at, nullptr, false, counts, prefix, std::string(), reader->path, hidden};
}

/* The uniform end of all of Xapian's term iterators. */
static bool is_at_end(const struct store_terms *terms)
{
    return terms->walk != nullptr ? terms->walk->at.term.data == nullptr
                                  : terms->at == Xapian::TermIterator();
}

static std::string term_of(const struct store_terms *terms)
{
    return terms->walk != nullptr ? to_string(terms->walk->at.term) : *terms->at;
}

static fund_status advance(struct store_terms *terms, struct fund_error *error)
{
    if (terms->walk != nullptr)
        return glass_terms_next(&terms->walk->at, error);
    ++terms->at;
    return FUND_OK;
}

static uint32_t frequency_of(const struct store_terms *terms)
{
    if (terms->walk != nullptr)
        return terms->walk->at.document_count;
    switch (terms->counts) {
    case counted::documents:
        return terms->at.get_termfreq();
    case counted::within_document:
        return terms->at.get_wdf();
    case counted::nothing:
        break;
    }
    return 0;
}

/* Leaves the documents that are not hidden; true where none is left. */
static bool is_hidden(const struct store_terms *terms, const std::string &term, uint32_t *count)
{
    if (terms->hidden == nullptr)
        return false;
    *count = terms->hidden->leave(term, *count);
    return *count == 0;
}

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

fund_status store_terms_all(const struct store_reader *reader, struct slice prefix,
                            struct store_terms **terms, struct fund_error *error) noexcept
{
    fund_status status = check_prefix(prefix, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        std::string text = to_string(prefix);
        if (reader->glass.size() != 1) {
            *terms =
                make_terms(reader, reader->database.allterms_begin(text), text, counted::documents);
            return FUND_OK;
        }
        auto walk = std::make_unique<terms_walk>();
        fund_status opened = glass_terms_open(reader->glass[0].get(), prefix, &walk->at, error);
        if (opened != FUND_OK)
            return local_failure(reader->path.c_str(), opened, error);
        *terms = make_terms(reader, Xapian::TermIterator(), text, counted::documents);
        (*terms)->walk = std::move(walk);
        return FUND_OK;
    });
}

fund_status store_terms_of(const struct store_reader *reader, store_docid docid,
                           struct slice prefix, struct store_terms **terms,
                           struct fund_error *error) noexcept
{
    fund_status status = check_prefix(prefix, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        std::string text = to_string(prefix);
        Xapian::TermIterator at = reader->database.termlist_begin(docid);
        if (at != reader->database.termlist_end(docid))
            at.skip_to(text);
        *terms = make_terms(reader, at, text, counted::within_document);
        return FUND_OK;
    });
}

fund_status store_terms_metadata(const struct store_reader *reader, struct slice prefix,
                                 struct store_terms **terms, struct fund_error *error) noexcept
{
    fund_status status = check_prefix(prefix, error);
    if (status != FUND_OK)
        return status;
    return guard(error, reader->path.c_str(), [&] {
        std::string text = to_string(prefix);
        *terms =
            make_terms(reader, reader->database.metadata_keys_begin(text), text, counted::nothing);
        return FUND_OK;
    });
}

fund_status store_terms_next(struct store_terms *terms, bool *more, struct slice *term,
                             uint32_t *frequency, struct fund_error *error) noexcept
{
    return guard(error, terms->path.c_str(), [&] {
        uint32_t count = 0;
        std::string found;
        do {
            if (terms->is_handed_out && !is_at_end(terms)) {
                fund_status status = advance(terms, error);
                if (status != FUND_OK)
                    return local_failure(terms->path.c_str(), status, error);
                terms->is_handed_out = false;
            }
            found = is_at_end(terms) ? std::string() : term_of(terms);
            count = is_at_end(terms) ? 0 : frequency_of(terms);
            if (terms->walk != nullptr) {
                fund_status status = glass_terms_check(&terms->walk->at, error);
                if (status != FUND_OK)
                    return status;
            }
            if (is_at_end(terms) || !starts_with(found, terms->prefix)) {
                *more = false;
                return FUND_OK;
            }
            terms->is_handed_out = true;
        } while (is_hidden(terms, found, &count));
        terms->term.swap(found);
        *term = to_slice(terms->term);
        *frequency = count;
        *more = true;
        return FUND_OK;
    });
}

fund_status store_terms_skip_to(struct store_terms *terms, struct slice target,
                                struct fund_error *error) noexcept
{
    fund_status status = check_prefix(target, error);
    if (status != FUND_OK)
        return status;
    return guard(error, terms->path.c_str(), [&] {
        std::string text = to_string(target);
        if (is_at_end(terms) || text <= term_of(terms))
            return FUND_OK;
        terms->is_handed_out = false;
        if (terms->walk != nullptr)
            return local_failure(terms->path.c_str(),
                                 glass_terms_skip(&terms->walk->at, target, error), error);
        terms->at.skip_to(text);
        return FUND_OK;
    });
}

void store_terms_destroy(struct store_terms *terms) noexcept
{
    delete terms;
}

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
