/*
 * Forms of words as if each were a term, though an archive writes only what core/forms tells.
 */
#ifndef CORE_STORE_FORMS_HH
#define CORE_STORE_FORMS_HH

#include "core/forms/forms.h"
#include "core/store/written.hh"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

struct store_reader;

struct forms_free {
    void operator()(struct forms *forms) const noexcept
    {
        forms_destroy(forms);
    }
};

/* A table, and which of the reader's databases go by it. */
struct form_table {
    std::shared_ptr<struct forms> forms;
    std::vector<size_t> shards;
};

/* The different tables of a reader's databases; those without forms are left out. Where all of them
 * go by the same one, its shards are empty. */
using form_tables = std::vector<form_table>;

/* Those of the reader, which are read when they are first asked for. Throws what Xapian does, and
 * Xapian::DatabaseCorruptError. */
const form_tables &form_tables_of(const store_reader &reader);

/* How many releases have the form: hidden ones are not counted. */
uint32_t form_frequency(const store_reader &reader, const std::string &term);

/* A walk over all terms that begin with a prefix which begins with SCHEMA_FORM, in byte order, with
 * those that are not written. */
class form_walk
{
  public:
    form_walk(const store_reader &reader, const std::string &prefix);
    /* Moves to the first one, or to the next; false at the end. */
    bool next();
    /* next() then moves to the first one that is not before the target. */
    void skip_to(const std::string &target);
    /* Of the one it stands at. */
    const std::string &term() const
    {
        return text;
    }
    /* 0 where no release has it any more. Takes some look-ups for a form that is not written. */
    uint32_t frequency();

  private:
    struct cursor {
        const form_table *table;
        uint32_t at;
        std::vector<uint32_t> counts; /* of each stem's usual form, once many were asked for */
        uint32_t stem;                /* whose usual form it stands at; FORMS_NONE */
    };

    bool find_least();
    void take_least();

    const store_reader &reader;
    std::string prefix, text;
    written_terms written, instead;
    std::vector<cursor> cursors;
    uint32_t count = 0; /* of what is written */
    size_t looked_up = 0;
};

#endif
