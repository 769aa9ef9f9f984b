#!/bin/sh
# Each function of the public headers is documented: since which version, from how many threads;
# where it may fail, what it returns; what it fills, by what that is freed or closed.
set -eu
# shellcheck source=tests/format/lib.sh
. "$(dirname -- "$0")/lib.sh"
cd "$1"

tree_find -path './query/include/*.h' | while read -r path; do
    awk -v path="$path" '
        function missing(what) {
            all = all (all == "" ? "" : ", ") what
        }
        # An object that is handed out ("fund_results **results").
        function hands_out() {
            return text ~ /[(, ](struct )?fund_[a-z]+ [*][*][a-z]+/
        }
        function check() {
            name = text
            sub(/[(].*/, "", name)
            sub(/.*[ *]/, "", name)
            all = ""
            if (comment !~ /@since [0-9]/)
                missing("@since")
            if (comment !~ /@threads (any|one)/)
                missing("@threads")
            if (text ~ /^FUND_API fund_status / && comment !~ /@return /)
                missing("@return")
            if (hands_out() && comment !~ /(free|close|end) it with fund_[a-z_]+/)
                missing("what frees it")
            if (all != "")
                print path ": " name ": its comment lacks " all
        }
        /^\/[*][*]/ { comment = ""; inside = 1 }
        inside { comment = comment " " $0 }
        /[*]\// { inside = 0 }
        /^FUND_API / { text = ""; declaring = 1 }
        declaring { text = text $0 }
        declaring && /;$/ { check(); declaring = 0; comment = "" }
    ' "$path"
done | finish
