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

/* Empty where one cannot be opened, or is of another commit. */
static glass_shards open_all(const std::vector<std::string> &folders,
                             const Xapian::Database &database)
{
    glass_shards shards;
    for (size_t i = 0; i < folders.size(); i++) {
        Xapian::Database one(database.internal[i].get());
        struct glass_reader *opened = nullptr;
        if (glass_reader_open(folders[i].c_str(), &opened, nullptr) != FUND_OK)
            return {};
        shards.emplace_back(opened);
        if (glass_reader_revision(opened) != one.get_revision() ||
            uuid_of(opened) != one.get_uuid())
            return {};
    }
    return shards;
}

bool shards_follow(const std::vector<std::string> &folders, Xapian::Database &database,
                   glass_shards &shards)
{
    bool is_moved = false;
    shards.clear();
    if (folders.size() != database.size())
        return false;
    for (int i = 0; i < TRIES_MAX; i++) {
        shards = open_all(folders, database);
        if (!shards.empty() || !database.reopen())
            break;
        is_moved = true;
    }
    return is_moved;
}
