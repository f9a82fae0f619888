#!/usr/bin/env bash
# The comparators and ablations of README.md, each trained for 800 steps, packaged on the same validation data and measured on the same test cases.
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
variants=(pseudo shuffled none supervised autoencoder)
for variant in "${variants[@]}"; do
  [ -e "$out/800/$variant/training.json" ] && continue
  case $variant in
    supervised | autoencoder) "$python" "$here/comparators.py" --variant $variant --train-data "$out/data/train" --annotated "$out/data/annotated" ${LECTERN_ATLAS:+--atlas "$LECTERN_ATLAS"} --out "$out/800/$variant" ;;
    *) "$python" "$here/train.py" --variant $variant --data "$out/data/train" ${LECTERN_ATLAS:+--atlas "$LECTERN_ATLAS"} --out "$out/800/$variant" --steps 800 ;;
  esac
done
measured=()
results=$here/../evaluation/comparators
mkdir -p "$results"
for variant in "${variants[@]}"; do
  "$python" "$here/package_model.py" --run "$out/800/$variant" --variant $variant --validation "$out/data/validation" --cases 20 --out "$out/800/$variant/package"
  cp "$out/800/$variant/package/evaluation/validation.json" "$results/$variant.validation.json"
  measured+=(--model "$out/800/$variant/package" --out "$results/$variant.jsonl")
done
node --import ./tools/register.mjs tools/validate/model/measure-package.ts "${measured[@]}" --cases "$cases"
