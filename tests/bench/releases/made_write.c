/*
 * See made.h: the forms in which releases are written.
 */
#include "core/base/date.h"
#include "tests/bench/releases/made.h"

static fund_status append_all(struct buffer *out, const struct slice *parts, size_t count,
                              struct fund_error *error)
{
    fund_status status = FUND_OK;
    for (size_t i = 0; status == FUND_OK && i < count; i++)
        status = buffer_append(out, parts[i], error);
    return status;
}
#define APPEND_ALL(out, parts, error)                                                              \
    append_all(out, parts, sizeof(parts) / sizeof(*(parts)), error)

static fund_status append_media(const struct made *made, struct buffer *out,
                                struct fund_error *error)
{
    struct slice title = buffer_slice(&made->media_title);
    const struct slice parts[] = {
        SLICE("\n\nZu dieser Meldung können wir Ihnen folgendes Medium anbieten:\n\n"),
        title,
        SLICE("\n\n©  "),
        buffer_slice(&made->credit),
        SLICE("\n"),
        title,
        SLICE("\n\n"),
        buffer_slice(&made->caption),
        SLICE("\n")};
    return APPEND_ALL(out, parts, error);
}

fund_status made_append_text(const struct made *made, struct buffer *out, struct fund_error *error)
{
    struct date_civil day = date_to_civil(made->published);
    fund_status status = buffer_append_format(out, error, "Meldungsdatum: %02d.%02d.%04d\n\n",
                                              day.day, day.month, day.year);
    const struct slice parts[] = {buffer_slice(&made->title), SLICE("\n\n"),
                                  buffer_slice(&made->body), SLICE("\n")};
    if (status == FUND_OK)
        status = APPEND_ALL(out, parts, error);
    return status == FUND_OK && made->has_media ? append_media(made, out, error) : status;
}

/* The texts have no control characters but line ends. */
static fund_status append_string(struct buffer *out, const char *key, struct slice text,
                                 struct fund_error *error)
{
    fund_status status = buffer_append_format(out, error, "\"%s\":\"", key);
    for (size_t i = 0; status == FUND_OK && i < text.size; i++) {
        char byte = text.data[i];
        if (byte == '"' || byte == '\\')
            status = buffer_append_byte(out, '\\', error);
        if (status == FUND_OK)
            status = byte == '\n' ? buffer_append(out, SLICE("\\n"), error)
                                  : buffer_append_byte(out, byte, error);
    }
    return status == FUND_OK ? buffer_append_byte(out, '"', error) : status;
}

static fund_status append_json_media(const struct made *made, struct buffer *out,
                                     struct fund_error *error)
{
    fund_status status = buffer_append(out, SLICE(",\"media\":[{"), error);
    if (status == FUND_OK)
        status = append_string(out, "title", buffer_slice(&made->media_title), error);
    if (status == FUND_OK)
        status = buffer_append_byte(out, ',', error);
    if (status == FUND_OK)
        status = append_string(out, "credit", buffer_slice(&made->credit), error);
    if (status == FUND_OK)
        status = buffer_append_byte(out, ',', error);
    if (status == FUND_OK)
        status = append_string(out, "caption", buffer_slice(&made->caption), error);
    return status == FUND_OK ? buffer_append(out, SLICE("}]"), error) : status;
}

fund_status made_append_json(const struct made *made, struct buffer *out, struct fund_error *error)
{
    char day[DATE_ISO_SIZE];
    date_format_iso(made->published, day);
    fund_status status = buffer_append_format(
        out, error, "{\"id\":\"made-%07llu\",\"date\":\"%s\",\"issuer\":\"Stadt %.*s\",",
        (unsigned long long)made->number, day, (int)made->town.size, made->town.data);
    if (status == FUND_OK)
        status = append_string(out, "title", buffer_slice(&made->title), error);
    if (status == FUND_OK)
        status = buffer_append_byte(out, ',', error);
    if (status == FUND_OK)
        status = append_string(out, "body", buffer_slice(&made->body), error);
    if (status == FUND_OK && made->has_media)
        status = append_json_media(made, out, error);
    return status == FUND_OK ? buffer_append(out, SLICE("}\n"), error) : status;
}

fund_status made_append_persons(const struct made *made, struct buffer *out,
                                struct fund_error *error)
{
    fund_status status = buffer_append_format(out, error, "%llu", (unsigned long long)made->number);
    for (size_t i = 0; status == FUND_OK && i < MADE_PERSONS; i++)
        if (made->persons[i].size > 0)
            status = buffer_append_format(out, error, "\t%s", made->persons[i].data);
    return status == FUND_OK ? buffer_append_byte(out, '\n', error) : status;
}
