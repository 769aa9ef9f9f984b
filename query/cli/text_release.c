/*
 * A release as text for people.
 */
#include "text.h"

#include "day.h"
#include "messages.h"

static void print_heading(struct printer *printer, const char *heading)
{
    printer_end(printer);
    printer_begin(printer, 0);
    printer_styled(printer, STYLE_TITLE, heading);
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
    char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
    day_show(date->first_day, first);
    day_show(date->last_day, last);
    if (date->last_day != date->first_day)
        printer_format(printer, _("%s to %s"), first, last);
    else
        printer_string(printer, first);
    if (date->precision == FUND_PRECISION_APPROXIMATE)
        printer_string(printer, _(", roughly"));
    if (date->precision == FUND_PRECISION_RECURRING)
        printer_string(printer, _(", each week"));
    printer_string(printer, ": ");
    printer_text(printer, release->text + date->range.start, date->range.end - date->range.start);
    printer_end(printer);
}

/* The text, its title set off: it begins with it. */
static void print_text(struct printer *printer, const struct fund_release_view *release)
{
    size_t title_end = release->title.start == 0 ? release->title.end : 0;
    printer_begin(printer, 0);
    if (title_end > 0) {
        printer_style(printer, STYLE_TITLE);
        printer_text(printer, release->text, title_end);
        printer_style(printer, STYLE_PLAIN);
    }
    printer_lines(printer, release->text + title_end, release->text_size - title_end);
}

void text_print_release(struct printer *printer, const struct fund_release_view *release)
{
    char day[DAY_TEXT_SIZE];
    day_show(release->published, day);
    printer_field(printer, _("Date"), day);
    printer_field(printer, _("Issuer"), release->issuer);
    printer_field(printer, _("File"), release->file);
    printer_field(printer, _("URL"), release->url);
    printer_end(printer);
    print_text(printer, release);
    print_entities(printer, _("Persons"), release->persons, release->person_count);
    print_entities(printer, _("Organisations"), release->organisations,
                   release->organisation_count);
    print_entities(printer, _("Places"), release->places, release->place_count);
    if (release->date_count > 0)
        print_heading(printer, _("Dates"));
    for (size_t i = 0; i < release->date_count; i++)
        print_date(printer, release, &release->dates[i]);
}
