/*
 * Iterators over terms: of the shards' files where they are at hand, else of Xapian. Each waits on a
 * term that it has not handed out yet or on one that it has; next() moves only in the second case, so
 * that nothing is skipped after a failure.
 */
#include "core/schema/schema.h"
#include "core/store/guard.hh"
#include "core/store/local.hh"

#include <memory>

/* Where the terms come from. It stands on one, whose bytes are its own until it moves, or at the end. */
class term_source
{
  public:
    virtual ~term_source() = default;
    virtual bool is_at_end() const = 0;
    virtual struct slice term() const = 0;
    virtual uint32_t frequency() const = 0;
    /* The first document that has it; 0: not known. */
    virtual store_docid first_document() const
    {
        return 0;
    }
    virtual fund_status next(struct fund_error *error) = 0;
    virtual fund_status skip(struct slice target, struct fund_error *error) = 0;
    /* Whether what was read last holds. */
    virtual fund_status check(struct fund_error *error) const = 0;
};

struct store_terms {
    std::unique_ptr<term_source> source;
    bool is_handed_out;
    std::string prefix;
    std::string term;
    std::string path;
    const hidden_documents *hidden; /* NULL: none, or of one document */
    bool are_forms;                 /* whose frequency may be 0 */
};

/* ---- Xapian --------------------------------------------------------------------------------- */

/* What the frequency of a term is. */
enum class counted { documents, within_document, nothing };

class xapian_terms : public term_source
{
  public:
    xapian_terms(Xapian::TermIterator first, enum counted frequency)
        : at(std::move(first)), counts(frequency)
    {
        read();
    }
    bool is_at_end() const override
    {
        return at == Xapian::TermIterator();
    }
    struct slice term() const override
    {
        return to_slice(text);
    }
    uint32_t frequency() const override
    {
        switch (counts) {
        case counted::documents:
            return at.get_termfreq();
        case counted::within_document:
            return at.get_wdf();
        case counted::nothing:
            break;
        }
        return 0;
    }
    fund_status next(struct fund_error *) override
    {
        ++at;
        read();
        return FUND_OK;
    }
    fund_status skip(struct slice target, struct fund_error *) override
    {
        at.skip_to(to_string(target));
        read();
        return FUND_OK;
    }
    fund_status check(struct fund_error *) const override
    {
        return FUND_OK;
    }

  private:
    void read()
    {
        if (!is_at_end())
            text = *at;
    }

    Xapian::TermIterator at;
    std::string text;
    enum counted counts;
};

/* ---- files ---------------------------------------------------------------------------------- */

class local_terms : public term_source
{
  public:
    fund_status open(const struct glass_reader *reader, struct slice prefix,
                     struct fund_error *error)
    {
        return glass_terms_open(reader, prefix, &walk.at, error);
    }
    bool is_at_end() const override
    {
        return walk.at.term.data == nullptr;
    }
    struct slice term() const override
    {
        return walk.at.term;
    }
    uint32_t frequency() const override
    {
        return walk.at.document_count;
    }
    store_docid first_document() const override
    {
        return walk.at.first_document;
    }
    fund_status next(struct fund_error *error) override
    {
        return glass_terms_next(&walk.at, error);
    }
    fund_status skip(struct slice target, struct fund_error *error) override
    {
        return glass_terms_skip(&walk.at, target, error);
    }
    fund_status check(struct fund_error *error) const override
    {
        return glass_terms_check(&walk.at, error);
    }

  private:
    terms_walk walk;
};

class document_terms : public term_source
{
  public:
    fund_status open(const glass_shards &shards, store_docid docid, struct fund_error *error)
    {
        struct shard_place place = shards_place(shards, docid);
        fund_status status = FUND_NOT_FOUND;
        if (docid != 0)
            status =
                glass_document_terms_open(shards[place.shard].get(), place.docid, &walk.at, error);
        return status == FUND_NOT_FOUND ? shards_require(shards, docid, error) : status;
    }
    bool is_at_end() const override
    {
        return walk.at.term.data == nullptr;
    }
    struct slice term() const override
    {
        return walk.at.term;
    }
    uint32_t frequency() const override
    {
        return walk.at.wdf;
    }
    fund_status next(struct fund_error *error) override
    {
        return glass_document_terms_next(&walk.at, error);
    }
    fund_status skip(struct slice target, struct fund_error *error) override
    {
        return glass_document_terms_skip(&walk.at, target, error);
    }
    fund_status check(struct fund_error *) const override
    {
        return FUND_OK; /* all were read when it was opened */
    }

  private:
    document_terms_walk walk;
};

/* ---- forms ---------------------------------------------------------------------------------- */

/* With those that are not written. */
class form_terms : public term_source
{
  public:
    form_terms(const struct store_reader *reader, const std::string &prefix)
        : walk(*reader, prefix), has_one(walk.next())
    {
    }
    bool is_at_end() const override
    {
        return !has_one;
    }
    struct slice term() const override
    {
        return to_slice(walk.term());
    }
    uint32_t frequency() const override
    {
        return walk.frequency();
    }
    fund_status next(struct fund_error *) override
    {
        has_one = walk.next();
        return FUND_OK;
    }
    fund_status skip(struct slice target, struct fund_error *) override
    {
        walk.skip_to(to_string(target));
        has_one = walk.next();
        return FUND_OK;
    }
    fund_status check(struct fund_error *) const override
    {
        return FUND_OK;
    }

  private:
    mutable form_walk walk; /* it counts when it is asked to */
    bool has_one;
};

/* ---- all ------------------------------------------------------------------------------------ */

static struct store_terms *make_terms(const struct store_reader *reader,
                                      std::unique_ptr<term_source> source,
                                      const std::string &prefix, bool hides)
{
    const hidden_documents *hidden = hides ? reader->hidden.get() : nullptr;
    return new store_terms{std::move(source), false,  prefix, std::string(),
                           reader->path,      hidden, false};
}

/* Leaves the documents that are not hidden; true where none is left. */
static bool is_hidden(const struct store_terms *terms, uint32_t *count)
{
    if (terms->hidden != nullptr)
        *count = terms->hidden->leave(terms->term, *count);
    return *count == 0 && (terms->hidden != nullptr || terms->are_forms);
}

/* Moves on where the term at hand was handed out, and takes the one that is at hand then; its frequency
 * where count is not NULL. */
static fund_status take(struct store_terms *terms, bool *more, uint32_t *count,
                        struct fund_error *error)
{
    term_source &source = *terms->source;
    fund_status status = FUND_OK;
    if (terms->is_handed_out && !source.is_at_end())
        status = source.next(error);
    if (status != FUND_OK)
        return status;
    terms->is_handed_out = false;
    *more = !source.is_at_end() && slice_starts_with(source.term(), to_slice(terms->prefix));
    if (*more) {
        terms->term.assign(source.term().data, source.term().size);
        if (count != nullptr)
            *count = source.frequency();
    }
    status = source.check(error);
    if (status == FUND_OK)
        terms->is_handed_out = *more;
    return status;
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
        std::unique_ptr<term_source> source;
        fund_status opened = FUND_OK;
        bool are_forms =
            slice_starts_with(prefix, slice_from(SCHEMA_FORM)) && !form_tables_of(*reader).empty();
        if (are_forms) {
            source = std::make_unique<form_terms>(reader, text);
        } else if (reader->glass.size() == 1) {
            auto local = std::make_unique<local_terms>();
            opened = local->open(reader->glass[0].get(), prefix, error);
            source = std::move(local);
        } else {
            source = std::make_unique<xapian_terms>(reader->database.allterms_begin(text),
                                                    counted::documents);
        }
        if (opened == FUND_OK) {
            *terms = make_terms(reader, std::move(source), text, !are_forms);
            (*terms)->are_forms = are_forms;
        }
        return local_failure(reader->path.c_str(), opened, error);
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
        std::unique_ptr<term_source> source;
        fund_status opened = FUND_OK;
        if (is_local(reader)) {
            auto local = std::make_unique<document_terms>();
            opened = local->open(reader->glass, docid, error);
            source = std::move(local);
        } else {
            source = std::make_unique<xapian_terms>(reader->database.termlist_begin(docid),
                                                    counted::within_document);
        }
        if (opened == FUND_OK && !source->is_at_end())
            opened = source->skip(prefix, error);
        if (opened == FUND_OK)
            *terms = make_terms(reader, std::move(source), to_string(prefix), false);
        return local_failure(reader->path.c_str(), opened, error);
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
        *terms = make_terms(reader,
                            std::make_unique<xapian_terms>(
                                reader->database.metadata_keys_begin(text), counted::nothing),
                            text, false);
        return FUND_OK;
    });
}

fund_status store_terms_next(struct store_terms *terms, bool *more, struct slice *term,
                             uint32_t *frequency, struct fund_error *error) noexcept
{
    return guard(error, terms->path.c_str(), [&] {
        uint32_t count = 0;
        bool has_one = false;
        fund_status status = FUND_OK;
        do {
            status = take(terms, &has_one, frequency != nullptr ? &count : nullptr, error);
        } while (status == FUND_OK && has_one && frequency != nullptr && is_hidden(terms, &count));
        if (status != FUND_OK)
            return local_failure(terms->path.c_str(), status, error);
        *more = has_one;
        if (has_one) {
            *term = to_slice(terms->term);
            if (frequency != nullptr)
                *frequency = count;
        }
        return FUND_OK;
    });
}

store_docid store_terms_first_document(const struct store_terms *terms) noexcept
{
    return terms->hidden == nullptr && terms->is_handed_out ? terms->source->first_document() : 0;
}

fund_status store_terms_skip_to(struct store_terms *terms, struct slice target,
                                struct fund_error *error) noexcept
{
    fund_status status = check_prefix(target, error);
    if (status != FUND_OK)
        return status;
    return guard(error, terms->path.c_str(), [&] {
        term_source &source = *terms->source;
        if (source.is_at_end() || slice_compare(target, source.term()) <= 0)
            return FUND_OK;
        terms->is_handed_out = false;
        return local_failure(terms->path.c_str(), source.skip(target, error), error);
    });
}

void store_terms_destroy(struct store_terms *terms) noexcept
{
    delete terms;
}

} // extern "C"
