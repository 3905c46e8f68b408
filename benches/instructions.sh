#!/usr/bin/env bash
# Counts what one run costs in instructions, whole process, release build, beside a program that does nothing.
# Instructions are the same on every machine and in every run, times are not. Asserts nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v valgrind >/dev/null; then
    echo "valgrind is missing; install it to count instructions (apt-get install valgrind)" >&2
    exit 1
fi

cargo build --release --locked --quiet
cargo build --release --locked --quiet --example nothing
target=${CARGO_TARGET_DIR:-target}/release
program=$target/errlookup
nothing=$target/examples/nothing

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The environment decides language, colour and own catalogs; a fixed one keeps the counts comparable.
count() { # INPUT PROGRAM ARGUMENT...
    local input=$1
    shift
    env -i LC_ALL=C.UTF-8 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" <"$input" 2>&1 >/dev/null |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

row() { # NAME COUNT
    printf '%-44s %12s %9s\n' "$1" "$2" "$(awk -v n="$2" 'BEGIN { printf "%.2f M", n / 1e6 }')"
}

# A server's log that ends in one error, as large as asked.
log() { # BYTES
    awk -v want="$1" 'BEGIN {
        while (size < want) {
            line = sprintf("2026-11-21T10:%02d:%02d.%03dZ INFO request %d GET /v1/items/%d 200 %d ms", n / 60 % 60, n % 60, n * 7 % 1000, n, n * 31 % 9973, n * 17 % 400)
            print line
            size += length(line) + 1
            n++
        }
        print "{\"status\":{\"code\":\"40063\",\"message\":\"Invalid image ratio\"},\"result\":null}"
    }'
}

echo '{"status":{"code":"40063","message":"Invalid image ratio"},"result":null}' >"$work/body"
printf '%-44s %12s %9s\n' 'run' 'instructions' ''
row 'a program that does nothing' "$(count /dev/null "$nothing")"
row '--version' "$(count /dev/null "$program" --version)"
row 'an exact code: 40063 -p clova' "$(count /dev/null "$program" 40063 -p clova)"
row 'a pasted JSON body' "$(count "$work/body" "$program")"
row 'a mistyped message: Invalid image ration' "$(count /dev/null "$program" 'Invalid image ration')"

echo
printf '%-44s %12s %9s\n' 'a pasted log' 'instructions' 'growth'
before=
for size in 1000 10000 100000 1000000; do
    log "$size" >"$work/log"
    now=$(count "$work/log" "$program")
    growth=-
    if [ -n "$before" ]; then
        growth=$(awk -v now="$now" -v before="$before" 'BEGIN { printf "x %.1f", now / before }')
    fi
    printf '%-44s %12s %9s\n' "$size bytes" "$now" "$growth"
    before=$now
done

echo
printf '%-44s %12s bytes\n' 'size of the binary' "$(wc -c <"$program")"
printf '%-44s %12s bytes\n' 'size of the binary that does nothing' "$(wc -c <"$nothing")"
