#!/bin/sh
# lexicon_bytes.sh LEXICON OUT: assembly that puts the file's bytes into read-only data.
set -eu
lexicon=$(realpath -- "$1")
cat >"$2" <<END
    .section .rodata
    .balign 16
    .global lexicon_bytes
    .hidden lexicon_bytes
    .global lexicon_bytes_end
    .hidden lexicon_bytes_end
lexicon_bytes:
    .incbin "$lexicon"
lexicon_bytes_end:
    .byte 0
    .section .note.GNU-stack, "", @progbits
END
