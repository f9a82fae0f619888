"""Training samples: a normal slice, turned and stretched, with a pseudo-haemorrhage or without, as some scanner might have shown it."""
import numpy as np
from scipy import ndimage

from data import OUTSIDE, PLEXUS, VENTRICLE
from pseudo import Fields, bleed, distract
from preprocess import CLIP

CROP = 96

# Share of samples that are given a haemorrhage, and of those from real anatomy where there is any.
POSITIVE, REAL = 0.6, 0.4


class Sampler:
    """Sample k of step n is a function of (seed, n, k) alone: an interrupted training resumes exactly."""

    def __init__(self, phantoms, real, seed):
        self.sources = [split(slices) for slices in (phantoms, real)]
        self.seed = seed
        self.fields = Fields(seed)

    def batch(self, step, size):
        pairs = [self.sample(np.random.default_rng([self.seed, step, k])) for k in range(size)]
        return np.stack([p[0] for p in pairs])[:, None], np.stack([p[1] for p in pairs])[:, None]

    def sample(self, rng):
        real = bool(self.sources[1][0]) and rng.random() < REAL
        positive = rng.random() < POSITIVE
        slices = self.sources[real][1 if positive else 0]
        image, region = crop(rng, *slices[rng.integers(len(slices))])
        if real or rng.random() < 0.3:
            image = surround(rng, image, region, self.fields)
        distract(rng, image, region, self.fields)
        mask = bleed(rng, image, region, self.fields) if positive else np.zeros(region.shape, bool)
        return scan(rng, image, self.fields), mask.astype(np.float32)


def split(slices):
    """All slices, and those that show enough of a ventricle to bleed into."""
    return slices, [pair for pair in slices if np.isin(pair[1], (VENTRICLE, PLEXUS)).sum() >= 25]


def crop(rng, image, region):
    """A square about a point of the brain: any rotation and mirroring, scaled by up to a fifth."""
    angle, scale = rng.uniform(0, 2 * np.pi), rng.uniform(0.82, 1.2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) / scale
    if rng.random() < 0.5:
        turn[:, 1] *= -1
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
    level = rng.choice([rng.uniform(0, 0.1), rng.uniform(0.1, 0.4), rng.uniform(0.5, 1.1)])
    grey = np.maximum(level * (1 + rng.uniform(0.05, 0.5) * fields.cut(rng, image.shape, int(rng.integers(2, 4)))), 0)
    dark = rng.uniform(0, 0.08)
    return (np.where(head, image, dark) * rim + grey * (1 - rim)).astype(np.float32)


def scan(rng, image, fields):
    """Gain, gamma, shading, blur and Rician noise."""
    image = np.clip(image, 0, 3) ** rng.uniform(0.75, 1.35) * rng.uniform(0.7, 1.3)
    y, x = np.linspace(-1, 1, image.shape[0])[:, None], np.linspace(-1, 1, image.shape[1])[None]
    image = image * np.exp(rng.normal(0, 0.12) * x + rng.normal(0, 0.12) * y)
    if rng.random() < 0.3:
        image = ndimage.gaussian_filter(image, rng.uniform(0.3, 0.7))
    sigma = rng.uniform(0, 0.06)
    noisy = np.hypot(image + sigma * rng.standard_normal(image.shape), sigma * rng.standard_normal(image.shape))
    return np.clip(noisy, 0, CLIP).astype(np.float32)
