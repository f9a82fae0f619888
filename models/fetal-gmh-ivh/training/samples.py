"""Training samples: a normal slice, turned and stretched, with a pseudo-haemorrhage or without, as some scanner might have shown it."""
import numpy as np
from scipy import ndimage

import pseudo
from data import OUTSIDE, PLEXUS, VENTRICLE
from distractors import distract
from scanner import Scanner, contrast

CROP = 96

# Share of samples that are given a haemorrhage, of those from real anatomy where there is any, and of crops taken anywhere in the image.
POSITIVE, REAL, ANYWHERE = 0.6, 0.35, 0.2


class Sampler:
    """Sample k of step n is a function of (seed, n, k) alone: an interrupted training resumes exactly."""

    def __init__(self, phantoms, real, seed, draw=pseudo.bleed):
        self.sources = [split(slices) for slices in (phantoms, real)]
        self.seed = seed
        self.draw = draw
        self.fields = pseudo.Fields(seed)

    def batch(self, step, size):
        """Images [N, 1, H, W] and targets [N, 3, H, W]: lesion, ventricles, brain."""
        pairs = [self.sample(np.random.default_rng([self.seed, step, k])) for k in range(size)]
        return np.stack([p[0] for p in pairs])[:, None], np.stack([p[1] for p in pairs])

    def sample(self, rng):
        real = bool(self.sources[1][0]) and rng.random() < REAL
        positive = rng.random() < POSITIVE
        slices = self.sources[real][1 if positive else 0]
        image, region = crop(rng, *slices[rng.integers(len(slices))], anywhere=not positive and rng.random() < ANYWHERE / (1 - POSITIVE))
        if real or rng.random() < 0.2:
            image = surround(rng, image, region, self.fields)
        contrast(rng, image, region)
        distract(rng, image, region, self.fields)
        lesion = self.draw(rng, image, region, self.fields) if positive else np.zeros(region.shape, bool)
        targets = np.stack([lesion, np.isin(region, (VENTRICLE, PLEXUS)), region != OUTSIDE])
        return Scanner(rng).take(rng, image), targets.astype(np.float32)


def split(slices):
    """All slices, and those that show enough of a ventricle to bleed into."""
    return slices, [pair for pair in slices if np.isin(pair[1], (VENTRICLE, PLEXUS)).sum() >= 20]


def crop(rng, image, region, anywhere=False):
    """A square about a point of the brain, or of the whole image: any rotation and mirroring, scaled by up to a fifth."""
    angle, scale = rng.uniform(0, 2 * np.pi), rng.uniform(0.82, 1.2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) / scale
    if rng.random() < 0.5:
        turn[:, 1] *= -1
    if anywhere or not region.any():
        centre = rng.uniform(0, 1, 2) * region.shape
    else:
        rows, columns = np.nonzero(region)
        pick = rng.integers(rows.size)
        centre = np.array([rows[pick], columns[pick]]) * 0.5 + np.array([rows.mean(), columns.mean()]) * 0.5
    offset = centre - turn @ np.full(2, (CROP - 1) / 2)
    shape = (CROP, CROP)
    moved = ndimage.affine_transform(image.astype(np.float32), turn, offset, shape, order=1, mode="nearest")
    return moved, ndimage.affine_transform(region, turn, offset, shape, order=0, mode="constant", cval=OUTSIDE)


def surround(rng, image, region, fields):
    """Another background: the head cut out, a dark rim about it, then smooth grey of any brightness."""
    head = ndimage.binary_fill_holes(region != OUTSIDE)
    rim = ndimage.gaussian_filter(ndimage.binary_dilation(head, iterations=int(rng.integers(0, 5))).astype(np.float32), 0.6)
    level = rng.choice([0.0, rng.uniform(0, 0.1), rng.uniform(0.1, 0.4), rng.uniform(0.5, 1.3)])
    grey = np.maximum(level * (1 + rng.uniform(0.05, 0.5) * fields.cut(rng, image.shape, int(rng.integers(2, 4)))), 0)
    dark = rng.uniform(0, 0.08)
    return (np.where(head, image, dark) * rim + grey * (1 - rim)).astype(np.float32)
