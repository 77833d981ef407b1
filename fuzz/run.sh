#!/usr/bin/env bash
# Runs one fuzz target for so many seconds, on the stable compiler; needs g++.
#
#   fuzz/run.sh TARGET SECONDS     bodies, chunks, filter, jwt, metadata, policy, saml, sigv4 or tokens; a crash is left in
#                                  fuzz/artifacts/TARGET/
#
# What was found interesting stays in fuzz/corpus/TARGET/, and the next run begins with it and with fuzz/seeds/TARGET/.

set -eu -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ $# -ne 2 ] || [ ! -f "targets/$1.rs" ]; then
    sed -n '2,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
target=$1 seconds=$2

# The compiler's own coverage pass, as libFuzzer reads it; no sanitizer, which stable does not have.
flags='--cfg fuzzing -Cpasses=sancov-module'
for option in level=4 inline-8bit-counters pc-table trace-compares; do
    flags="$flags -Cllvm-args=-sanitizer-coverage-$option"
done
# A target of its own keeps the flags away from build scripts and macros.
host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS=$flags cargo build --release --locked --target "$host" --bin "$target"

mkdir -p "corpus/$target" "artifacts/$target"
begin=("corpus/$target")
[ -d "seeds/$target" ] && begin+=("seeds/$target")
exec "target/$host/release/$target" "${begin[@]}" -artifact_prefix="artifacts/$target/" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
