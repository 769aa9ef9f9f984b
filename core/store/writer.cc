/*
 * Writing. A writer is always inside a transaction: Xapian would otherwise commit on its own, when
 * a number of changes has come together and when the database is closed.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

#include <cstdlib>
#include <memory>
#include <mutex>

static int open_flags(enum store_create how)
{
    switch (how) {
    case STORE_CREATE:
        return Xapian::DB_CREATE;
    case STORE_OPEN_OR_CREATE:
        return Xapian::DB_CREATE_OR_OPEN;
    case STORE_OPEN:
        break;
    }
    return Xapian::DB_OPEN;
}

/* Sets a variable of the environment and puts the old state back. */
class scoped_variable
{
  public:
    scoped_variable(const char *variable, const std::string &value) : name(variable)
    {
        const char *old = std::getenv(name);
        was_set = old != nullptr;
        if (was_set)
            before = old;
        setenv(name, value.c_str(), 1);
    }
    ~scoped_variable()
    {
        if (was_set)
            setenv(name, before.c_str(), 1);
        else
            unsetenv(name);
    }
    scoped_variable(const scoped_variable &) = delete;
    scoped_variable &operator=(const scoped_variable &) = delete;

  private:
    const char *name;
    bool was_set;
    std::string before;
};

/* Xapian 1.4 takes the threshold from the environment alone, when a database is opened. */
static Xapian::WritableDatabase open_database(const char *path, int flags, uint32_t threshold)
{
    if (threshold == 0)
        return Xapian::WritableDatabase(path, flags);
    static std::mutex one_at_a_time;
    std::lock_guard<std::mutex> lock(one_at_a_time);
    scoped_variable variable("XAPIAN_FLUSH_THRESHOLD", std::to_string(threshold));
    return Xapian::WritableDatabase(path, flags);
}

static bool is_database(const char *path) noexcept
{
    try {
        Xapian::Database database(path);
        return true;
    } catch (const Xapian::DatabaseModifiedError &) {
        return true;
    } catch (...) {
        return false;
    }
}

/* One change of a writer. What fails leaves the writer unusable, as Xapian has then dropped all
 * that was not committed. */
template <typename Action>
static fund_status change(struct store_writer *writer, struct fund_error *error, Action action)
{
    if (writer->failure != FUND_OK)
        return error_set(error, writer->failure,
                         "'%s': an earlier change failed and the changes since the last commit "
                         "are lost; open the database again",
                         writer->path.c_str());
    fund_status status = guard(error, writer->path.c_str(), [&] {
        action();
        return FUND_OK;
    });
    writer->failure = status;
    return status;
}

static void fill_terms(Xapian::Document &filled, const struct glass_document &gathered)
{
    for (uint32_t i = 0; i < gathered.term_count; i++) {
        const struct document_term &term = gathered.terms[i];
        std::string bytes = to_string(document_bytes(&gathered, term.at, term.size));
        filled.add_term(bytes, term.wdf);
        for (uint32_t at = term.first; at != 0; at = gathered.positions[at - 1].next)
            filled.add_posting(bytes, gathered.positions[at - 1].position, 0);
    }
    for (uint32_t i = 0; i < gathered.value_count; i++) {
        const struct document_value &value = gathered.values[i];
        filled.add_value(value.slot, to_string(document_bytes(&gathered, value.at, value.size)));
    }
}

/* As Xapian has it, with its data packed by the database's dictionary. */
static Xapian::Document packed(struct store_writer &writer, const struct store_document &document)
{
    Xapian::Document filled;
    fill_terms(filled, document.gathered);
    if (writer.packing == nullptr)
        writer.packing = std::make_unique<packer>(
            packing_unwrap(writer.database.get_metadata(STORE_META_DICTIONARY)));
    if (!document.data.empty())
        filled.set_data(writer.packing->pack(document.data, document.first_size));
    return filled;
}

extern "C" {

fund_status store_writer_open(const char *path, enum store_create how, uint32_t flush_threshold,
                              struct store_writer **writer, struct fund_error *error) noexcept
{
    return guard(error, path, [&] {
        try {
            auto opened = std::make_unique<store_writer>();
            opened->path = path;
            opened->failure = FUND_OK;
            opened->database = open_database(path, open_flags(how), flush_threshold);
            opened->database.begin_transaction();
            *writer = opened.release();
        } catch (const Xapian::DatabaseCreateError &) {
            if (how != STORE_CREATE || !is_database(path))
                throw;
            return error_set(error, FUND_INVALID_ARGUMENT, "'%s' is a database already", path);
        }
        return FUND_OK;
    });
}

void store_writer_close(struct store_writer *writer) noexcept
{
    delete writer;
}

fund_status store_writer_add(struct store_writer *writer, const struct store_document *document,
                             store_docid *docid, struct fund_error *error) noexcept
{
    return change(writer, error,
                  [&] { *docid = writer->database.add_document(packed(*writer, *document)); });
}

fund_status store_writer_replace(struct store_writer *writer, struct slice unique_term,
                                 const struct store_document *document, store_docid *docid,
                                 struct fund_error *error) noexcept
{
    fund_status status = check_term(unique_term, "term", error);
    if (status != FUND_OK)
        return status;
    return change(writer, error, [&] {
        *docid =
            writer->database.replace_document(to_string(unique_term), packed(*writer, *document));
    });
}

fund_status store_writer_delete(struct store_writer *writer, struct slice unique_term,
                                struct fund_error *error) noexcept
{
    fund_status status = check_term(unique_term, "term", error);
    if (status != FUND_OK)
        return status;
    return change(writer, error, [&] { writer->database.delete_document(to_string(unique_term)); });
}

fund_status store_writer_delete_docid(struct store_writer *writer, store_docid docid,
                                      struct fund_error *error) noexcept
{
    /* Asked before, because a deletion that fails drops all changes since the last commit. */
    fund_status status = guard(error, writer->path.c_str(), [&] {
        try {
            (void)writer->database.get_doclength(docid);
        } catch (const Xapian::DocNotFoundError &) {
            return error_set(error, FUND_NOT_FOUND, "there is no document %u", docid);
        }
        return FUND_OK;
    });
    if (status != FUND_OK)
        return status;
    return change(writer, error, [&] { writer->database.delete_document(docid); });
}

fund_status store_writer_set_metadata(struct store_writer *writer, struct slice key,
                                      struct slice value, struct fund_error *error) noexcept
{
    fund_status status = check_term(key, "key", error);
    if (status != FUND_OK)
        return status;
    return change(writer, error,
                  [&] { writer->database.set_metadata(to_string(key), to_string(value)); });
}

fund_status store_writer_set_dictionary(struct store_writer *writer, struct slice dictionary,
                                        struct fund_error *error) noexcept
{
    std::unique_ptr<packer> made;
    std::string wrapped;
    if (dictionary.size > STORE_DICTIONARY_MAX)
        return error_set(error, FUND_LIMIT, "a dictionary is larger than %zu bytes",
                         STORE_DICTIONARY_MAX);
    fund_status status = guard(error, writer->path.c_str(), [&] {
        std::string bytes = to_string(dictionary);
        made = std::make_unique<packer>(bytes);
        wrapped = packing_wrap(bytes);
        return FUND_OK;
    });
    if (status == FUND_OK)
        status = change(writer, error,
                        [&] { writer->database.set_metadata(STORE_META_DICTIONARY, wrapped); });
    if (status == FUND_OK)
        writer->packing.swap(made);
    return status;
}

fund_status store_writer_commit(struct store_writer *writer, struct fund_error *error) noexcept
{
    return change(writer, error, [&] {
        writer->database.commit_transaction();
        writer->database.begin_transaction();
    });
}

fund_status store_writer_reader(struct store_writer *writer, struct store_reader **reader,
                                struct fund_error *error) noexcept
{
    return guard(error, writer->path.c_str(), [&] {
        auto opened = std::make_unique<store_reader>();
        opened->path = writer->path;
        opened->database = writer->database;
        *reader = opened.release();
        return FUND_OK;
    });
}

} // extern "C"
