/*
 * packing: the data of documents, compressed by zstd with the database's dictionary, so that their
 * first part can be had without the rest.
 *
 * A packed data is the size of the first part (unsigned LEB128) and a zstd frame (RFC 8878) that
 * says its content's size, not its dictionary, and whose first blocks, where there is much behind
 * it, are the first part. In the place of the frame's magic number stands the number of the
 * dictionary, low byte first; 0 where there is none.
 */
#ifndef CORE_STORE_PACKING_HH
#define CORE_STORE_PACKING_HH

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <zstd.h>

/* Frees what zstd has made. */
struct zstd_free {
    void operator()(ZSTD_CCtx *context) const noexcept
    {
        ZSTD_freeCCtx(context);
    }
    void operator()(ZSTD_DCtx *context) const noexcept
    {
        ZSTD_freeDCtx(context);
    }
    void operator()(ZSTD_CDict *dictionary) const noexcept
    {
        ZSTD_freeCDict(dictionary);
    }
    void operator()(ZSTD_DDict *dictionary) const noexcept
    {
        ZSTD_freeDDict(dictionary);
    }
};

/*
 * The number of a dictionary in the format of zstd, as its maker has chosen it; 0 where the bytes
 * are none.
 */
uint32_t packing_number(const std::string &dictionary) noexcept;

/* A dictionary as it stands in a database's metadata, and back; empty is no dictionary. Throws
 * Xapian::DatabaseCorruptError where the bytes are none. */
std::string packing_wrap(const std::string &dictionary);
std::string packing_unwrap(const std::string &wrapped);

class packer
{
  public:
    /* An empty dictionary is none. Throws Xapian::InvalidArgumentError where it is not sound. */
    explicit packer(const std::string &dictionary);
    /* At most STORE_DATA_MAX bytes, of which the first `first` are the first part. */
    std::string pack(const std::string &data, size_t first);

  private:
    std::unique_ptr<ZSTD_CCtx, zstd_free> context;
    std::unique_ptr<ZSTD_CDict, zstd_free> dictionary;
    uint32_t number;
};

/* Throws Xapian::DatabaseCorruptError where something is damaged. */
class unpacker
{
  public:
    explicit unpacker(std::string dictionary);
    unpacker(const unpacker &) = delete;
    /* What was packed, or its first part; `packed` is changed on the way. */
    void unpack(std::string &packed, bool is_first_alone, std::string &data);

  private:
    size_t find_frame(std::string &packed, size_t &first) const;
    void unpack_all(const char *frame, size_t size, std::string &data);
    void unpack_first(const char *frame, size_t size, std::string &data);

    const std::string bytes; /* of the dictionary, which zstd reads where they lie */
    std::unique_ptr<ZSTD_DCtx, zstd_free> context;
    std::unique_ptr<ZSTD_DDict, zstd_free> dictionary;
    uint32_t number;
};

#endif
