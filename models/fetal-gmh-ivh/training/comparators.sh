#!/usr/bin/env bash
# The comparators and ablations of README.md, each trained for 800 steps, packaged on the same validation data and measured on the same test cases.
#   bash comparators.sh OUT          OUT as train.sh left it
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1; python=${PYTHON:-python3}; cases=${CASES:-40}
export OMP_NUM_THREADS=1
cd "$here/../../.."
node --import ./tools/register.mjs "$here/export_phantoms.mjs" --hospital A --cases 40 --positive 1 --seed 303 --out "$out/data/annotated"
for variant in pseudo shuffled none supervised autoencoder; do
  case $variant in
    supervised | autoencoder) "$python" "$here/comparators.py" --variant $variant --train-data "$out/data/train" --annotated "$out/data/annotated" ${LECTERN_ATLAS:+--atlas "$LECTERN_ATLAS"} --out "$out/800/$variant" ;;
    *) "$python" "$here/train.py" --variant $variant --data "$out/data/train" ${LECTERN_ATLAS:+--atlas "$LECTERN_ATLAS"} --out "$out/800/$variant" --steps 800 ;;
  esac
  "$python" "$here/package_model.py" --run "$out/800/$variant" --variant $variant --validation "$out/data/validation" --out "$out/800/$variant/package"
  node --import ./tools/register.mjs tools/validate/model/measure-package.ts --model "$out/800/$variant/package" --out "$out/800/$variant.jsonl" --cases "$cases"
done
