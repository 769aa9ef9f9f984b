/*
 * A release as text for people.
 */
#include "text.h"

#include "day.h"
#include "printer.h"

static void print_heading(struct printer *printer, const char *heading)
{
    printer_end(printer);
    printer_begin(printer, 0);
    printer_string(printer, heading);
    printer_end(printer);
}

/* "Dr. Name, Role" or "Name (Alias, Alias)" */
static void print_entity(struct printer *printer, const struct fund_entity *entity)
{
    printer_begin(printer, 2);
    if (entity->title != NULL && entity->title[0] != '\0') {
        printer_string(printer, entity->title);
        printer_string(printer, " ");
    }
    printer_string(printer, entity->name);
    if (entity->role != NULL && entity->role[0] != '\0') {
        printer_string(printer, ", ");
        printer_string(printer, entity->role);
    }
    for (size_t i = 0; i < entity->alias_count; i++) {
        printer_string(printer, i == 0 ? " (" : ", ");
        printer_string(printer, entity->aliases[i]);
    }
    printer_string(printer, entity->alias_count > 0 ? ")" : "");
    printer_end(printer);
}

static void print_entities(struct printer *printer, const char *heading,
                           const struct fund_entity *entities, size_t count)
{
    if (count == 0)
        return;
    print_heading(printer, heading);
    for (size_t i = 0; i < count; i++)
        print_entity(printer, &entities[i]);
}

static void print_date(struct printer *printer, const struct fund_release_view *release,
                       const struct fund_date *date)
{
    printer_begin(printer, 2);
    printer_day(printer, date->first_day);
    if (date->last_day != date->first_day) {
        printer_string(printer, " to ");
        printer_day(printer, date->last_day);
    }
    if (date->precision == FUND_PRECISION_APPROXIMATE)
        printer_string(printer, ", roughly");
    if (date->precision == FUND_PRECISION_RECURRING)
        printer_string(printer, ", each week");
    printer_string(printer, ": ");
    printer_text(printer, release->text + date->range.start, date->range.end - date->range.start);
    printer_end(printer);
}

void text_print_release(const struct fund_release_view *release)
{
    struct printer printer;
    printer_init(&printer);
    char day[DAY_TEXT_SIZE];
    day_show(release->published, day);
    printer_field(&printer, "Date", day);
    printer_field(&printer, "Issuer", release->issuer);
    printer_field(&printer, "File", release->file);
    printer_field(&printer, "URL", release->url);
    printer_end(&printer);
    printer_begin(&printer, 0);
    printer_lines(&printer, release->text, release->text_size);
    print_entities(&printer, "Persons", release->persons, release->person_count);
    print_entities(&printer, "Organisations", release->organisations, release->organisation_count);
    print_entities(&printer, "Places", release->places, release->place_count);
    if (release->date_count > 0)
        print_heading(&printer, "Dates");
    for (size_t i = 0; i < release->date_count; i++)
        print_date(&printer, release, &release->dates[i]);
}
