#!/bin/sh
# Functions that the house style bans: no bounds, no errors, or the whole process's state.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

names='strcpy|strcat|v?sprintf|gets|atoi|strtol|strtok|setlocale'
product_sources | while read -r path; do
    grep -nE "(^|[^A-Za-z0-9_])($names)[[:space:]]*\(" "$path" |
        sed "s|^|$path: banned function, line |"
done | finish
