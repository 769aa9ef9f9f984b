/*
 * The library tells in English how it relaxed a query: "any of the words", "corrected: Biotonne,
 * Wochenmarkt; any of the words". The steps are few, so each has a translation.
 */
#include "relaxed.h"

#include "messages.h"

#include <string.h>

#define CORRECTED "corrected: "
#define STEP_MARK "; "

/* As fund_results_relaxed tells them; here for their translation. */
static const char *const steps[] = {
    N_("the parts of a compound near each other"),
    N_("the parts of a compound anywhere"),
    N_("some of the parts of a compound"),
    N_("any of the words"),
    N_("any of the words, or others of the same meaning"),
    N_("words of the same meaning"),
};

/* A step of a newer library stays as it is. */
static const char *translated(const char *step)
{
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        if (strcmp(step, steps[i]) == 0)
            return _(steps[i]);
    return step;
}

bool relaxed_is_correction(const char *relaxed)
{
    return strncmp(relaxed, CORRECTED, strlen(CORRECTED)) == 0;
}

static void print_correction(struct printer *printer, const char *correction)
{
    const char *mark = strstr(correction, STEP_MARK);
    printer_string(printer, _("corrected"));
    printer_string(printer, ": ");
    if (mark == NULL) {
        printer_string(printer, correction);
        return;
    }
    printer_text(printer, correction, (size_t)(mark - correction));
    printer_string(printer, STEP_MARK);
    printer_string(printer, translated(mark + strlen(STEP_MARK)));
}

void relaxed_print(struct printer *printer, const char *label, const char *relaxed)
{
    if (relaxed == NULL || !relaxed_is_correction(relaxed)) {
        printer_field(printer, label, relaxed != NULL ? translated(relaxed) : NULL);
        return;
    }
    printer_begin(printer, 0);
    printer_label(printer, label);
    print_correction(printer, relaxed + strlen(CORRECTED));
    printer_end(printer);
}
