#!/usr/bin/env bash
# The comparators and ablations of README.md, trained for 800 steps (both comparators also for the 4,000 of the shipped model), packaged on the same validation data and measured on the same
# test cases.
# Resumes wherever it was ended.
#   bash comparators.sh OUT          OUT as train.sh left it, or empty; CASES: of each cohort (default 40)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1; python=${PYTHON:-python3}; cases=${CASES:-40}
export OMP_NUM_THREADS=1
cd "$here/../../.."
phantoms() { node --import ./tools/register.mjs "$here/export_phantoms.mjs" --hospital A --cases "$2" --positive "$3" --seed "$4" --only "$5" --out "$out/data/$1"; }
phantoms train 130 0 101 130
phantoms validation 60 0 202 20
phantoms annotated 40 1 303 12
trained() { [ -e "$1/training.json" ]; }
comparator() { "$python" "$here/comparators.py" --variant "$1" --steps "$2" --train-data "$out/data/train" --annotated "$out/data/annotated" ${LECTERN_ATLAS:+--atlas "$LECTERN_ATLAS"} --out "$3"; }
for variant in pseudo shuffled none; do
  trained "$out/800/$variant" || "$python" "$here/train.py" --variant $variant --data "$out/data/train" ${LECTERN_ATLAS:+--atlas "$LECTERN_ATLAS"} --out "$out/800/$variant" --steps 800
done
for variant in supervised autoencoder; do
  trained "$out/800/$variant" || comparator $variant 800 "$out/800/$variant"
  [ -e "$out/4000/$variant" ] || { mkdir -p "$out/4000/$variant.part" && cp "$out/800/$variant/checkpoint.pt" "$out/4000/$variant.part/" && mv "$out/4000/$variant.part" "$out/4000/$variant"; }
  trained "$out/4000/$variant" || comparator $variant 4000 "$out/4000/$variant"
done
measured=()
results=$here/../evaluation/comparators
mkdir -p "$results"
# package RUN VARIANT NAME: NAME is what the results are called
package() {
  "$python" "$here/package_model.py" --run "$1" --variant "$2" --validation "$out/data/validation" --cases 20 --out "$1/package"
  cp "$1/package/evaluation/validation.json" "$results/$3.validation.json"
  measured+=(--model "$1/package" --out "$results/$3.jsonl")
}
for variant in pseudo shuffled none supervised autoencoder; do package "$out/800/$variant" $variant $variant; done
for variant in supervised autoencoder; do package "$out/4000/$variant" $variant $variant-4000; done
node --import ./tools/register.mjs tools/validate/model/measure-package.ts "${measured[@]}" --cases "$cases"
