/*
 * Building releases: lists that grow in the release's arena.
 */
#include "core/schema/release.h"

/* Text, names and the slack of doubling lists. */
#define ARENA_LIMIT         ((size_t)512 * 1024 * 1024)
#define FIELDS_BEFORE_MEDIA 4
#define FIELDS_PER_MEDIUM   3

void release_init(struct release *release)
{
    *release = (struct release){.arena = arena_init(ARENA_LIMIT),
                                .published = DATE_NONE,
                                .updated = CLOCK_NONE,
                                .embargo = CLOCK_NONE};
}

void release_finish(struct release *release)
{
    arena_finish(&release->arena);
    release_init(release);
}

static struct range field_at(const struct release *release, size_t at, enum schema_field *field)
{
    static const enum schema_field media_fields[FIELDS_PER_MEDIUM] = {
        SCHEMA_FIELD_MEDIA_TITLE, SCHEMA_FIELD_MEDIA_CREDIT, SCHEMA_FIELD_MEDIA_CAPTION};
    const struct range front[FIELDS_BEFORE_MEDIA] = {release->title, release->subtitle,
                                                     release->lead, release->body};
    if (at < FIELDS_BEFORE_MEDIA) {
        *field = (enum schema_field)(SCHEMA_FIELD_TITLE + at);
        return front[at];
    }
    size_t in_media = at - FIELDS_BEFORE_MEDIA;
    if (in_media >= release->media_count * FIELDS_PER_MEDIUM) {
        *field = SCHEMA_FIELD_CONTACT;
        return release->contact;
    }
    const struct release_media *medium = &release->media[in_media / FIELDS_PER_MEDIUM];
    const struct range parts[FIELDS_PER_MEDIUM] = {medium->title, medium->credit, medium->caption};
    *field = media_fields[in_media % FIELDS_PER_MEDIUM];
    return parts[in_media % FIELDS_PER_MEDIUM];
}

bool release_next_field(const struct release *release, size_t *state, enum schema_field *field,
                        struct range *range)
{
    size_t count = FIELDS_BEFORE_MEDIA + release->media_count * FIELDS_PER_MEDIUM + 1;
    while (*state < count) {
        struct range candidate = field_at(release, (*state)++, field);
        if (candidate.start < candidate.end) {
            *range = candidate;
            return true;
        }
    }
    return false;
}

struct release_media *release_add_media(struct release *release)
{
    void *items = release->media;
    if (release->media_count >= RELEASE_MEDIA_MAX ||
        !arena_grow(&release->arena, &items, release->media_count, &release->media_capacity,
                    sizeof(*release->media)))
        return NULL;
    release->media = items;
    return &release->media[release->media_count++];
}

struct release_entity *release_add_entity(struct release *release, struct release_entities *list)
{
    void *items = list->items;
    if (list->count >= RELEASE_ENTITIES_MAX ||
        !arena_grow(&release->arena, &items, list->count, &list->capacity, sizeof(*list->items)))
        return NULL;
    list->items = items;
    return &list->items[list->count++];
}

struct release_date *release_add_date(struct release *release)
{
    void *items = release->dates;
    if (release->date_count >= RELEASE_ENTITIES_MAX ||
        !arena_grow(&release->arena, &items, release->date_count, &release->date_capacity,
                    sizeof(*release->dates)))
        return NULL;
    release->dates = items;
    return &release->dates[release->date_count++];
}

bool release_add_mention(struct release *release, struct release_entity *entity,
                         struct range mention)
{
    void *items = entity->mentions;
    if (entity->mention_count >= RELEASE_MENTIONS_MAX ||
        !arena_grow(&release->arena, &items, entity->mention_count, &entity->mention_capacity,
                    sizeof(*entity->mentions)))
        return false;
    entity->mentions = items;
    entity->mentions[entity->mention_count++] = mention;
    return true;
}

bool release_add_alias(struct release *release, struct release_entity *entity, struct slice alias)
{
    void *items = entity->aliases;
    if (entity->alias_count >= RELEASE_ALIASES_MAX ||
        !arena_grow(&release->arena, &items, entity->alias_count, &entity->alias_capacity,
                    sizeof(*entity->aliases)))
        return false;
    entity->aliases = items;
    entity->aliases[entity->alias_count++] = alias;
    return true;
}
