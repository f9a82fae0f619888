#!/usr/bin/env bash
# Data, training, package and test vectors, with fixed seeds and one thread. Resumes wherever it was ended.
#   bash train.sh OUT [STEPS]        LECTERN_ATLAS: folder of the CC0 atlas, where there is one; PYTHON: interpreter (default python3)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1; steps=${2:-4000}; python=${PYTHON:-python3}
export OMP_NUM_THREADS=1
cd "$here/../../.."
phantoms() { node --import ./tools/register.mjs "$here/export_phantoms.mjs" --hospital A --cases "$2" --positive "$3" --seed "$4" --out "$out/data/$1"; }
phantoms train 130 0 101
phantoms validation 60 0 202
"$python" "$here/train.py" --data "$out/data/train" ${LECTERN_ATLAS:+--atlas "$LECTERN_ATLAS"} --out "$out/pseudo" --steps "$steps"
"$python" "$here/package_model.py" --run "$out/pseudo" --validation "$out/data/validation"
"$python" "$here/test_vectors.py"
