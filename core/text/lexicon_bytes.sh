#!/bin/sh
# lexicon_bytes.sh FILE OUT [NAME]: assembly that puts the file's bytes into read-only data, from the
# symbol NAME (lexicon_bytes where none is given) up to NAME_end.
set -eu
file=$(realpath -- "$1")
name=${3:-lexicon_bytes}
cat >"$2" <<END
    .section .rodata
    .balign 16
    .global $name
    .hidden $name
    .global ${name}_end
    .hidden ${name}_end
$name:
    .incbin "$file"
${name}_end:
    .byte 0
    .section .note.GNU-stack, "", @progbits
END
