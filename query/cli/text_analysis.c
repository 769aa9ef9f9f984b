/*
 * An analysis as text for people.
 */
#include "text.h"

#include "messages.h"

/* The parts as the text has them, or their stems. */
static void print_parts(struct printer *printer, const char *text, const struct fund_token *token)
{
    for (size_t i = token->whole_count; i < token->term_count; i++) {
        const struct fund_term *part = &token->terms[i];
        if (i > token->whole_count)
            printer_string(printer, " + ");
        if (text != NULL)
            printer_text(printer, text + part->range.start, part->range.end - part->range.start);
        else
            printer_string(printer, part->stem);
    }
}

/* "Clan-Projekt = Clan + Projekt: clanprojekt (clan + projekt)", "Häuser: haus". */
void text_print_analysis(struct printer *printer, const char *text, const fund_analysis *analysis)
{
    for (size_t i = 0; i < fund_analysis_count(analysis); i++) {
        const struct fund_token *token = fund_analysis_token(analysis, i);
        bool has_parts = token->term_count > token->whole_count + 1;
        printer_begin(printer, 0);
        printer_style(printer, STYLE_TITLE);
        printer_text(printer, text + token->range.start, token->range.end - token->range.start);
        printer_style(printer, STYLE_PLAIN);
        if (has_parts) {
            printer_string(printer, " = ");
            print_parts(printer, text, token);
        }
        printer_string(printer, ": ");
        printer_string(printer, token->terms[0].stem);
        if (token->whole_count > 1) {
            printer_string(printer, ", ");
            printer_string(printer, _("meant"));
            printer_string(printer, " ");
            printer_string(printer, token->terms[1].stem);
        }
        if (has_parts) {
            printer_string(printer, " (");
            print_parts(printer, NULL, token);
            for (size_t j = 0; j < token->inner_count; j++) {
                printer_string(printer, ", ");
                printer_string(printer, token->inner[j].stem);
            }
            printer_string(printer, ")");
        }
        printer_end(printer);
    }
}
