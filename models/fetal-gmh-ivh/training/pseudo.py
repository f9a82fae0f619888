"""
Pseudo-haemorrhages in normal slices: the only lesions the network ever learns from.

Medical priors, nothing else: blood arises at the germinal matrix or the ependyma, spreads in the ventricle, fills, settles or clots there, and may infarct the white
matter beside it; it is dark on T2w, patchy, sometimes with a darker rim and bright pockets. Drawn in 2D from masks and noise; it shares no code and no parameters with
the three-dimensional haemorrhages of libs/phantom, on which the model is tested.
"""
import numpy as np
from scipy import ndimage

from data import CSF, GREY, MATRIX, OUTSIDE, PLEXUS, VENTRICLE, WHITE

SIZE = 256


class Fields:
    """A bank of smooth noise (zero mean, unit deviation) to cut from, so that texture costs nothing per sample."""

    def __init__(self, seed, scales=(0.8, 1.3, 2.2, 3.5), copies=12):
        rng = np.random.default_rng(seed)
        self.scales = scales
        self.banks = [[self.make(rng, scale) for _ in range(copies)] for scale in scales]

    @staticmethod
    def make(rng, scale):
        field = ndimage.gaussian_filter(rng.standard_normal((SIZE, SIZE)), scale, mode="wrap")
        return (field / field.std()).astype(np.float32)

    def cut(self, rng, shape, scale):
        bank = self.banks[scale]
        y, x = (rng.integers(0, SIZE - n + 1) for n in shape)
        return bank[rng.integers(len(bank))][y : y + shape[0], x : x + shape[1]]


def ellipse(shape, centre, radii, angle):
    """Squared radius of each pixel in units of an ellipse: below one inside."""
    y, x = np.ogrid[: shape[0], : shape[1]]
    dy, dx = y - centre[0], x - centre[1]
    c, s = np.cos(angle), np.sin(angle)
    return ((c * dx + s * dy) / radii[0]) ** 2 + ((c * dy - s * dx) / radii[1]) ** 2


def some_pixel(rng, mask):
    places = np.flatnonzero(mask)
    return None if places.size == 0 else np.unravel_index(places[rng.integers(places.size)], mask.shape)


def in_ventricle(rng, lumen, fields):
    """Clot, cast or settled blood: part of the lumen."""
    centre = some_pixel(rng, lumen)
    if centre is None:
        return None
    rough = fields.cut(rng, lumen.shape, 2)
    reach = np.exp(rng.uniform(np.log(2.0), np.log(20), 2))
    blob = ellipse(lumen.shape, centre, reach, rng.uniform(0, np.pi)) + 0.3 * rough < 1
    where = ndimage.binary_dilation(lumen) if rng.random() < 0.3 else lumen
    mask = where & blob
    if rng.random() < 0.35:
        angle = rng.uniform(0, 2 * np.pi)
        y, x = np.ogrid[: lumen.shape[0], : lumen.shape[1]]
        mask &= (np.cos(angle) * (x - centre[1]) + np.sin(angle) * (y - centre[0]) + 0.6 * rough) > rng.uniform(-4, 2)
    return mask


def at_matrix(rng, lumen, matrix, brain, fields):
    """Small subependymal haematoma: at the germinal matrix where it is known, else anywhere along the ependyma."""
    edge = ndimage.binary_dilation(lumen, iterations=2) & ~ndimage.binary_erosion(lumen)
    centre = some_pixel(rng, matrix if matrix.any() and rng.random() < 0.6 else edge)
    if centre is None:
        return None
    radii = rng.uniform(1.2, 5, 1) * rng.uniform(0.65, 1.3, 2)
    rough = fields.cut(rng, lumen.shape, 1)
    return (ellipse(lumen.shape, centre, radii, rng.uniform(0, np.pi)) + 0.2 * rough < 1) & brain


def beside_ventricle(rng, lumen, white, brain, fields):
    """Infarction: a ragged patch of white matter near the lumen."""
    near = ndimage.binary_dilation(lumen, iterations=9) & ~ndimage.binary_dilation(lumen, iterations=2) & white
    centre = some_pixel(rng, near)
    if centre is None:
        return None
    radii = rng.uniform(3.5, 11) * rng.uniform(0.7, 1.3, 2)
    rough = fields.cut(rng, lumen.shape, 2)
    return (ellipse(lumen.shape, centre, radii, rng.uniform(0, np.pi)) + 0.45 * rough < 1) & brain & ~ndimage.binary_erosion(lumen, iterations=2)


def bleed(rng, image, region, fields):
    """Draws one haemorrhage, of one to three parts, into a slice in place; returns its mask, empty where the slice shows no place for one."""
    lumen = (region == VENTRICLE) | (region == PLEXUS)
    white, brain = region == WHITE, (region != OUTSIDE) & (region != CSF)
    none = np.zeros(region.shape, bool)
    if lumen.sum() < 8 and not (region == MATRIX).any():
        return none
    mask = none.copy()
    for kind in rng.choice(3, size=rng.choice([1, 1, 2, 3]), p=[0.5, 0.3, 0.2]):
        makers = (
            lambda: in_ventricle(rng, lumen, fields),
            lambda: at_matrix(rng, lumen, region == MATRIX, brain, fields),
            lambda: beside_ventricle(rng, lumen, white, brain, fields),
        )
        part = makers[kind]()
        if part is not None:
            mask |= part
    if mask.sum() < 4:
        return none
    share = ndimage.gaussian_filter(mask.astype(np.float32), rng.uniform(0.35, 0.8)) * rng.uniform(0.72, 1)
    image[:] = image * (1 - share) + look(rng, image, region, mask, fields) * share
    return mask & (share > 0.35)


def look(rng, image, region, mask, fields):
    """Signal of blood: a fraction of the brain's own, patchy; with a rim or pockets by chance."""
    brain = float(np.median(image[(region == WHITE) | (region == GREY)])) if ((region == WHITE) | (region == GREY)).any() else 0.5
    texture = 1 + rng.uniform(0.05, 0.35) * fields.cut(rng, region.shape, int(rng.integers(3)))
    level = rng.uniform(0.08, 0.62)
    signal = np.full(region.shape, brain * level, np.float32)
    if rng.random() < 0.25:
        core = ndimage.binary_erosion(mask, iterations=int(rng.integers(1, 3)))
        signal[core] = brain * rng.uniform(max(level, 0.45), 0.85)
    if rng.random() < 0.35:
        pockets = fields.cut(rng, region.shape, int(rng.integers(3))) > rng.uniform(0.6, 1.6)
        signal[pockets] = brain * rng.uniform(0.9, 1.6)
    return np.maximum(signal * texture + rng.normal(0, 0.02, region.shape), 0).astype(np.float32)


def distract(rng, image, region, fields):
    """What is dark and no haemorrhage, drawn in place and left unlabelled: spots far from the ventricles, grey plexus, pulsation, dark bands."""
    lumen = (region == VENTRICLE) | (region == PLEXUS)
    brain = float(np.median(image[region == WHITE])) if (region == WHITE).any() else 0.5
    if rng.random() < 0.3:
        far = ~ndimage.binary_dilation(lumen | (region == MATRIX), iterations=6) & (region != OUTSIDE)
        for _ in range(rng.integers(1, 5)):
            centre = some_pixel(rng, far)
            if centre is not None:
                spot = np.exp(-ellipse(region.shape, centre, rng.uniform(0.7, 1.8, 2), rng.uniform(0, np.pi)))
                image *= 1 - rng.uniform(0.4, 0.95) * spot
    if rng.random() < 0.3 and lumen.any():
        centre = some_pixel(rng, lumen)
        blob = lumen & (ellipse(region.shape, centre, rng.uniform(1.5, 5, 2), rng.uniform(0, np.pi)) + 0.3 * fields.cut(rng, region.shape, 1) < 1)
        share = ndimage.gaussian_filter(blob.astype(np.float32), 0.6)
        grey = brain * rng.uniform(0.72, 1.1) * (1 + 0.12 * fields.cut(rng, region.shape, 1))
        image[:] = image * (1 - share) + grey * share
    if rng.random() < 0.2 and (lumen | (region == CSF)).any():
        centre = some_pixel(rng, lumen | (region == CSF))
        image *= 1 - rng.uniform(0.15, 0.4) * np.exp(-ellipse(region.shape, centre, rng.uniform(1.5, 4, 2), rng.uniform(0, np.pi))) * (lumen | (region == CSF))
    if rng.random() < 0.2:
        at, width = rng.uniform(0, region.shape[0]), rng.uniform(6, 40)
        band = 1 - rng.uniform(0.2, 0.65) * np.exp(-(((np.arange(region.shape[0]) - at) / width) ** 2))
        image *= (band[:, None] if rng.random() < 0.5 else band[None, :]).astype(np.float32)
