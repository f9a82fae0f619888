"""
A training of a minute, for `npm test`: the same code on three phantoms, 60 steps of 4 crops; prints what came out and on what machine.

    python3 minute.py DIR          DIR as export_phantoms.mjs writes it
"""
import hashlib
import json
import pathlib
import sys
import tempfile

import numpy
import scipy
import torch

import data
import train
from samples import Sampler

STEPS, CROPS = 60, 4


def cpu():
    """What decides which kernels run: the processor's model and its vector instructions."""
    text = pathlib.Path("/proc/cpuinfo").read_text()
    field = lambda name: next((line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith(name)), "")
    return f"{field('model name')}; family {field('cpu family')} model {field('model')}; " + " ".join(f for f in field("flags").split() if f.startswith(("avx", "fma", "amx")))


def main(folder):
    sampler = Sampler(data.phantom_slices(folder), [], train.SEED)
    network, parts = train.prepare_run()
    losses = []

    def watched(output, target):
        value = train.loss_of(output, target)
        losses.append(float(value))
        return value

    with tempfile.TemporaryDirectory() as out:
        train.fit(network, parts, lambda step: sampler.batch(step, CROPS), STEPS, pathlib.Path(out), watched, log=lambda *_, **__: None)
    digest = hashlib.sha256()
    for value in parts["mean"].state_dict().values():
        digest.update(value.contiguous().numpy().tobytes())
    software = f"torch {torch.__version__}, numpy {numpy.__version__}, scipy {scipy.__version__}"
    print(json.dumps({"sha256": digest.hexdigest(), "firstTen": sum(losses[:10]) / 10, "lastTen": sum(losses[-10:]) / 10, "cpu": cpu(), "software": software}))


if __name__ == "__main__":
    main(sys.argv[1])
