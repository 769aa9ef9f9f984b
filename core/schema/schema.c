/*
 * The table of fields.
 */
#include "core/schema/schema.h"

/* Title above lead above body above caption (DESIGN, section 6); first values, not yet tuned. */
const struct schema_field_entry schema_fields[SCHEMA_FIELD_COUNT] = {
    [SCHEMA_FIELD_TITLE] = {"title", 5, SCHEMA_TITLE},
    [SCHEMA_FIELD_SUBTITLE] = {"subtitle", 3, SCHEMA_TITLE},
    [SCHEMA_FIELD_LEAD] = {"lead", 2, NULL},
    [SCHEMA_FIELD_BODY] = {"body", 1, NULL},
    [SCHEMA_FIELD_MEDIA_TITLE] = {"title", 1, NULL},
    [SCHEMA_FIELD_MEDIA_CREDIT] = {"credit", 1, NULL},
    [SCHEMA_FIELD_MEDIA_CAPTION] = {"caption", 1, NULL},
    [SCHEMA_FIELD_CONTACT] = {"contact", 1, NULL},
};
