/*
 * Stub files as Xapian reads them (backends/dbfactory.cc of xapian-core 1.4.22): lines of a kind and
 * a path, which is taken from the stub's folder where it is a relative one; those that are empty or
 * begin with # are left out.
 */
#include "core/store/shards.hh"

#include <cstdio>
#include <fstream>
#include <sys/stat.h>

#define STUB "/XAPIANDB"
/* How often a database is moved on where commits come as it is opened. */
#define TRIES_MAX 5

static bool exists(const std::string &path, mode_t kind)
{
    struct stat info;
    return stat(path.c_str(), &info) == 0 && (info.st_mode & S_IFMT) == kind;
}

static bool is_glass(const std::string &folder)
{
    return exists(folder + "/iamglass", S_IFREG);
}

static std::vector<std::string> read_stub(const std::string &path)
{
    std::vector<std::string> folders;
    std::ifstream file(path);
    size_t slash = path.rfind('/');
    std::string base = slash == std::string::npos ? "" : path.substr(0, slash + 1);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        size_t space = line.find(' ');
        std::string kind = line.substr(0, space);
        std::string folder = space == std::string::npos ? "" : line.substr(space + 1);
        if (!folder.empty() && folder[0] != '/')
            folder.insert(0, base);
        if ((kind != "auto" && kind != "glass") || folder.empty() || !is_glass(folder))
            return {};
        folders.push_back(folder);
    }
    return folders;
}

std::vector<std::string> shards_folders(const std::string &path)
{
    if (is_glass(path))
        return {path};
    if (exists(path + STUB, S_IFREG))
        return read_stub(path + STUB);
    return exists(path, S_IFREG) ? read_stub(path) : std::vector<std::string>();
}

/* As Xapian writes it. */
static std::string uuid_of(const struct glass_reader *reader)
{
    const unsigned char *bytes = glass_reader_uuid(reader);
    std::string text;
    for (int i = 0; i < GLASS_UUID_SIZE; i++) {
        char digits[4];
        std::snprintf(digits, sizeof(digits), "%02x", bytes[i]);
        text += i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "";
        text += digits;
    }
    return text;
}

/* FUND_MODIFIED where one is of another commit than the database. */
static fund_status open_all(const std::vector<std::string> &folders,
                            const Xapian::Database &database, glass_shards &shards,
                            struct fund_error *error)
{
    shards.clear();
    for (size_t i = 0; i < folders.size(); i++) {
        Xapian::Database one(database.internal[i].get());
        struct glass_reader *opened = nullptr;
        fund_status status = glass_reader_open(folders[i].c_str(), &opened, error);
        if (status != FUND_OK)
            return status;
        shards.emplace_back(opened);
        if (glass_reader_revision(opened) != one.get_revision() ||
            uuid_of(opened) != one.get_uuid())
            return error_set(error, FUND_MODIFIED, "'%s' is being changed; try again",
                             folders[i].c_str());
    }
    return FUND_OK;
}

fund_status shards_follow(const std::vector<std::string> &folders, Xapian::Database &database,
                          glass_shards &shards, bool *is_moved, struct fund_error *error)
{
    fund_status status = FUND_MODIFIED;
    shards.clear();
    *is_moved = false;
    if (folders.size() != database.size())
        return FUND_OK;
    for (int i = 0; i < TRIES_MAX && status == FUND_MODIFIED; i++) {
        status = open_all(folders, database, shards, error);
        if (status == FUND_MODIFIED && database.reopen())
            *is_moved = true;
    }
    if (status != FUND_OK)
        shards.clear();
    return status == FUND_UNSUPPORTED ? FUND_OK : status;
}

fund_status shards_require(const glass_shards &shards, uint32_t docid, struct fund_error *error)
{
    struct glass_lengths lengths;
    uint32_t length = 0;
    if (docid == 0)
        return error_set(error, FUND_INVALID_ARGUMENT, "documents are counted from 1");
    struct shard_place place = shards_place(shards, docid);
    fund_status status = glass_lengths_open(shards[place.shard].get(), &lengths, error);
    if (status == FUND_OK)
        status = glass_lengths_get(&lengths, place.docid, &length, error);
    if (status == FUND_OK)
        status = glass_lengths_check(&lengths, error);
    glass_lengths_close(&lengths);
    if (status == FUND_NOT_FOUND)
        return error_set(error, FUND_CORRUPT, "there is no document %lu",
                         static_cast<unsigned long>(docid));
    return status;
}
