# A page that is found by looking deeper, since versions are one hit, tells the same total twice: the
# estimate of the first look is not kept beside the exact number.
. "$FUNCTIONS"

# 9,000 releases; 1,800 have both words, 400 of them side by side: 200 texts, each of them twice.
awk 'BEGIN {
    for (i = 0; i < 9000; i++) {
        text = i % 5 > 0 ? "Der Brunnen ist wieder offen." : "Der Brunnen steht neben dem Wochenmarkt."
        number = i
        if (i % 45 == 0 || i % 45 == 5) {
            text = "Der Brunnen Wochenmarkt ist offen."
            number = int(i / 45)
        }
        day = sprintf("2023-%02d-%02d", number % 12 + 1, number % 28 + 1)
        printf "{\"id\":\"r%d\",\"date\":\"%s\",\"title\":\"Meldung %d\",\"body\":\"%s", i, day, number, text
        for (word = 0; word < 20; word++)
            printf " w%dx%d", number, word
        print ".\"}"
    }
}' >releases.jsonl
fundstelle index -a archiv --no-names releases.jsonl >/dev/null 2>&1 || exit 99

fundstelle search -a archiv --format json --strict --limit 300 '"Brunnen Wochenmarkt"' |
    grep -oE '"total[a-z_]*":[a-z0-9]*|"strict_total":[0-9]*'
