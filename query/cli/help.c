/*
 * Texts of the help: the query language, and which names a prefix means.
 */
#include "help.h"

#include "messages.h"

#include <stddef.h>
#include <string.h>

static const char prefix_help[] =
    N_("\nPREFIX is the beginning of any word of the name, in any case and with umlauts in\n"
       "either spelling: MUELL finds Anna Müller.\n");

static const struct {
    const char *command, *details;
} texts[] = {
    {"search",
     N_("\nA QUERY is made of these; all of them must hold:\n"
        "  word             in any form, or as a part of a compound: Vereinbarungen\n"
        "  \"a phrase\"       these words side by side: '\"Haus am See\"'\n"
        "  -word            releases without it: Markt -Karneval, -'\"am See\"'\n"
        "  a ODER b         one of them: Hochwasser Elbe ODER Röder\n"
        "  (a b) ODER -c    brackets; a UND b ODER c is (a b) ODER c\n"
        "  Schul*           words that begin so\n"
        "  =Müller          exactly this form; =Mueller is another\n"
        "  a NAHE/5 b       at most 5 words between them; without a number 10\n"
        "  titel:WORD       in the title: titel:Brücke, 'titel:\"Neue Brücke\"'\n"
        "  text:WORD        as a mere word, no name: text:Koch\n"
        "  person:NAME      names this person: person:Lampe, 'person:\"Dr. Lampe\"'\n"
        "  org:NAME         names this organisation: 'org:\"Feuerwehr Lippe\"'\n"
        "  ort:NAME         names this place: ort:Haltern\n"
        "  rolle:ROLE       names somebody in this role: rolle:Kämmerin\n"
        "  stadt:NAME       by this issuer: stadt:Haltern\n"
        "  datum:DATE       published then: datum:18.8.2023, datum:2023-08..2024\n"
        "  termin:DATE      the text names a day of then: termin:2024-04\n"
        "A word that no release has is taken for one that is spelled like it.\n"
        "Each field takes brackets: 'titel:(Brücke ODER Straße)'. NOT, AND, OR, NEAR,\n"
        "title:, place:, role:, issuer:, date: and event: are the same. Operators are in\n"
        "capitals. An option stands alone (-a DIR, though -n5 and -a./DIR are options too);\n"
        "what follows -- is all query. A query has at most 10240 bytes and 512 words, of\n"
        "which a compound counts once for each part; of longer text the first ones count.\n"
        "\n"
        "--format csv is RFC 4180 in UTF-8; a text in it that begins with = + - @ has a ' in\n"
        "front. bibtex is for biblatex, citation a line in German. The first line of a FILE\n"
        "for --batch names its columns: query, and as you like id, from, to, person,\n"
        "organisation, place, issuer; commas, semicolons or tabs stand between them.\n")},
    {"analyse",
     N_("\nA text on standard input has at most 4194304 bytes, a line for tsv 65536.\n")},
    {"complete",
     N_("\nThe last word of TEXT is being typed, in any case and with umlauts in any spelling:\n"
        "mul finds Müller. After person:, org:, ort: and titel: only that is offered.\n")},
    {"persons", prefix_help},
    {"organisations", prefix_help},
    {"places", prefix_help},
};

const char *help_details(const char *command)
{
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (strcmp(command, texts[i].command) == 0)
            return texts[i].details;
    return "";
}
