"""
The comparators of the paper and the ablations, each with the network, steps and augmentation of the model itself (README.md, "Comparators").

    python3 comparators.py --variant supervised|autoencoder --train-data DIR [--annotated DIR] [--atlas DIR] --out DIR [--steps N]
"""
import argparse
import json
import pathlib

import numpy as np
import torch
from torch import nn

import data
import train
from distractors import distract
from network import UNet, block
from preprocess import prepare
from samples import Sampler, crop, surround
from scanner import Scanner, contrast

# Annotated examinations of hospital A that the supervised network may learn from.
ANNOTATED = 12


def annotated_slices(folder):
    """Slices of haemorrhage with their outlines, as (image, region, outline): the outline rides on the region's upper bits through rotation and crop."""
    slices = []
    for path in data.cases_in(folder)[:ANNOTATED]:
        about, stacks = data.read_case(path)
        for stack, (values, mask, tissue) in zip(about["stacks"], stacks):
            images, size = prepare(values, stack["pixelSpacing"])
            joint = data.PHANTOM_REGIONS[tissue] + OUTLINE * (mask > 0)
            joint = data.nearest(joint.astype(np.uint8), stack["pixelSpacing"], size)
            cut = data.keep_brain(images[:, 0, : size[0], : size[1]], joint, margin=40)
            slices += [pair for pair in cut if (pair[1] >= OUTLINE).any()]
    return slices


OUTLINE = 16


class SupervisedSampler(Sampler):
    """Real outlines in the place of pseudo-haemorrhages; everything else alike."""

    def __init__(self, annotated, phantoms, real, seed):
        super().__init__(phantoms, real, seed)
        self.annotated = annotated

    def sample(self, rng):
        if rng.random() >= 0.6:
            return self.normal(rng)
        image, joint = crop(rng, *self.annotated[rng.integers(len(self.annotated))])
        lesion, region = joint >= OUTLINE, joint % OUTLINE
        return self.finish(rng, image, region, lesion)

    def normal(self, rng):
        real = bool(self.sources[1][0]) and rng.random() < 0.35
        slices = self.sources[real][0]
        image, region = crop(rng, *slices[rng.integers(len(slices))], anywhere=rng.random() < 0.5)
        if real:
            image = surround(rng, image, region, self.fields)
        return self.finish(rng, image, region, np.zeros(region.shape, bool))

    def finish(self, rng, image, region, lesion):
        contrast(rng, image, region)
        if not lesion.any():
            distract(rng, image, region, self.fields)
        targets = np.stack([lesion, np.isin(region, (data.VENTRICLE, data.PLEXUS)), region != data.OUTSIDE])
        return Scanner(rng).take(rng, image), targets.astype(np.float32)


class Autoencoder(nn.Module):
    """The same encoder and decoder without the bridges between them, so that everything passes the bottleneck."""

    def __init__(self, widths=(8, 24, 48, 96, 128), bottleneck=32):
        super().__init__()
        self.encode = nn.Sequential(block(1, widths[0]), *(nn.Sequential(nn.MaxPool2d(2), block(a, b)) for a, b in zip(widths, widths[1:])), nn.Conv2d(widths[-1], bottleneck, 1))
        stages = list(zip((bottleneck, *widths[-2:0:-1]), widths[-2::-1]))
        self.decode = nn.Sequential(*(nn.Sequential(nn.Upsample(scale_factor=2, mode="nearest"), block(a, b)) for a, b in stages))
        self.out = nn.Conv2d(widths[0], 1, 1)

    def forward(self, x):
        return self.out(self.decode(self.encode(x)))


class NormalSampler(Sampler):
    """Normal slices, seen by a scanner; the target is the image itself."""

    def sample(self, rng):
        real = bool(self.sources[1][0]) and rng.random() < 0.35
        slices = self.sources[real][0]
        image, region = crop(rng, *slices[rng.integers(len(slices))])
        contrast(rng, image, region)
        seen = Scanner(rng).take(rng, image)
        return seen, np.stack([seen, region != data.OUTSIDE]).astype(np.float32)


def reconstruction_loss(output, target):
    """Mean absolute difference, brain counted four times."""
    weight = 1 + 3 * target[:, 1:]
    return ((output - target[:, :1]).abs() * weight).sum() / weight.sum()


def main(options):
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    phantoms = data.phantom_slices(options.train_data)
    real = data.atlas_slices(options.atlas, variants=18, seed=train.SEED) if options.atlas else []
    loss = train.loss_of
    if options.variant == "supervised":
        sampler = SupervisedSampler(annotated_slices(options.annotated), phantoms, real, train.SEED)
    else:
        sampler, loss = NormalSampler(phantoms, real, train.SEED), reconstruction_loss
    network, parts = train.prepare_run(UNet if options.variant == "supervised" else Autoencoder)
    seconds = train.fit(network, parts, lambda step: sampler.batch(step, train.BATCH), options.steps, out, loss)
    facts = {"variant": options.variant, "seed": train.SEED, "steps": options.steps, "batch": train.BATCH, "seconds": round(seconds), "phantomSlices": len(phantoms), "atlasSlices": len(real)}
    (out / "training.json").write_text(json.dumps(facts, indent=2) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--variant", choices=("supervised", "autoencoder"), required=True)
    parser.add_argument("--train-data", required=True)
    parser.add_argument("--annotated")
    parser.add_argument("--atlas")
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=train.SNAPSHOT)
    main(parser.parse_args())
