/*
 * Snowball stemmers as Xapian carries them.
 */
#include "core/store/guard.hh"
#include "core/store/handles.hh"

struct store_stemmer {
    Xapian::Stem stem;
    std::string result;
};

extern "C" {

fund_status store_stemmer_create(const char *language, struct store_stemmer **stemmer,
                                 struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        try {
            *stemmer = new store_stemmer{Xapian::Stem(language), std::string()};
        } catch (const Xapian::InvalidArgumentError &) {
            return error_set(error, FUND_UNSUPPORTED, "no stemmer for the language '%s'", language);
        }
        return FUND_OK;
    });
}

fund_status store_stemmer_stem(struct store_stemmer *stemmer, struct slice word, struct slice *stem,
                               struct fund_error *error) noexcept
{
    return guard(error, nullptr, [&] {
        stemmer->result = stemmer->stem(to_string(word));
        *stem = to_slice(stemmer->result);
        return FUND_OK;
    });
}

void store_stemmer_destroy(struct store_stemmer *stemmer) noexcept
{
    delete stemmer;
}

} // extern "C"
