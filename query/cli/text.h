/*
 * What the library answers as text for people on standard output.
 */
#ifndef QUERY_CLI_TEXT_H
#define QUERY_CLI_TEXT_H

#include "fundstelle.h"
#include "printer.h"

/* query: as it was asked. */
void text_print_results(struct printer *printer, const char *query, const fund_results *results);
void text_print_similar(struct printer *printer, const fund_results *results);
void text_print_explanation(struct printer *printer, const fund_explanation *explanation);
void text_print_release(struct printer *printer, const struct fund_release_view *release);
void text_print_names(struct printer *printer, const fund_names *names);
void text_print_completions(struct printer *printer, const fund_completions *completions);
/* text: what was analysed. */
void text_print_analysis(struct printer *printer, const char *text, const fund_analysis *analysis);
void text_print_info(struct printer *printer, const struct fund_info *info,
                     const struct fund_compounds *compounds);

#endif
