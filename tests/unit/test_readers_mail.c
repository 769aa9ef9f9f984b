/*
 * E-mail releases.
 */
#include "tests/unit/readers_testing.h"

#define HEAD                                                                                       \
    "From: =?UTF-8?Q?Pressestelle_der_Stadt_Moorfurt?= <p@m.example>\nDate: Fri, 18 Aug 2023 "     \
    "22:30:00 +0000\nSubject: =?ISO-8859-1?Q?Br=FCcke?= wird saniert\nMessage-ID: <1@m.example>\n" \
    "MIME-Version: 1.0\n"
#define FIELDS "id 1@m.example\ndate 2023-08-19\nissuer Stadt Moorfurt\nT Brücke wird saniert\n"

static void test_messages(void **state)
{
    (void)state;
    static const struct reader_row rows[] = {
        {HEAD "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
              "quoted-printable\n\nDie Br=FCcke ist =\nzu.\n\nEnde.\n",
         FIELDS "L Die Brücke ist zu.\nB Ende.\n"},
        /* lines of format=flowed go on */
        {HEAD "Content-Type: text/plain; charset=utf-8; format=flowed\n\nDie Brücke \nist "
              "zu.\n\nEnde.\n",
         FIELDS "L Die Brücke ist zu.\nB Ende.\n"},
        /* text rather than HTML; HTML where there is no text; attachments are told */
        {HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n"
              "<p>Html</p>\n--b\nContent-Type: text/plain\n\nText.\n--b--\n",
         FIELDS "L Text.\n"},
        {HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; "
              "charset=utf-8\n\n<p>Eins.</p><p>Zwei.</p>\n--b\nContent-Type: application/pdf\n"
              "Content-Disposition: attachment\n\nx\n--b--\n",
         FIELDS "L Eins.\nB Zwei.\nodd 512\n"},
        {HEAD "Content-Type: text/plain; charset=klingon\n\nDie Br\xfc"
              "cke.\n",
         FIELDS "L Die Brücke.\nodd 1\n"},
        /* many in one file */
        {"From a@b Fri Aug 18 10:00:00 2023\nFrom: a@b\nDate: Fri, 18 Aug 2023 10:00:00 +0200\n"
         "Subject: Eins\n\nText.\n\nFrom a@b Fri Aug 18 10:00:00 2023\nFrom: a@b\nSubject: Zwei\n"
         "\n\n",
         "#1\ndate 2023-08-18\nT Eins\nL Text.\n#2\nT Zwei\n"},
    };
    CHECK_READERS(rows);
}

static void test_hostile(void **state)
{
    (void)state;
    struct buffer mail = buffer_init((size_t)1 << 22);
    buffer_append(&mail, SLICE("From: a\nDate: b\nSubject: c\n"), NULL);
    for (int i = 0; i < 20000; i++)
        buffer_append_format(&mail, NULL, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n",
                             i, i);
    check_bytes(NULL, buffer_slice(&mail), "! file: has more than 200 parts\n");
    buffer_finish(&mail);
    check_bytes(&format_mail, SLICE(""), "! file: is no e-mail\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_messages),
                                       cmocka_unit_test(test_hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
