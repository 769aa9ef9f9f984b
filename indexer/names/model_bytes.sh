#!/bin/sh
# model_bytes.sh MODEL OUT: assembly that puts the file's bytes into read-only data.
set -eu
model=$(realpath -- "$1")
cat >"$2" <<END
    .section .rodata
    .balign 16
    .global names_model_bytes
    .hidden names_model_bytes
    .global names_model_bytes_end
    .hidden names_model_bytes_end
names_model_bytes:
    .incbin "$model"
names_model_bytes_end:
    .byte 0
    .section .note.GNU-stack, "", @progbits
END
