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


class Place:
    """Where a slice can bleed: its lumen, matrix, white matter and brain, and how bright its brain is."""

    def __init__(self, image, region):
        self.lumen = (region == VENTRICLE) | (region == PLEXUS)
        self.matrix = region == MATRIX
        self.white = region == WHITE
        self.tissue = (region != OUTSIDE) & (region != CSF)
        solid = self.white | (region == GREY)
        self.brightness = float(np.median(image[solid])) if solid.any() else 0.5


def ellipse(shape, centre, radii, angle):
    """Squared radius of each pixel in units of an ellipse: below one inside."""
    y, x = np.ogrid[: shape[0], : shape[1]]
    dy, dx = y - centre[0], x - centre[1]
    c, s = np.cos(angle), np.sin(angle)
    return ((c * dx + s * dy) / radii[0]) ** 2 + ((c * dy - s * dx) / radii[1]) ** 2


def some_pixel(rng, mask):
    places = np.flatnonzero(mask)
    return None if places.size == 0 else np.unravel_index(places[rng.integers(places.size)], mask.shape)


def in_ventricle(rng, place, fields):
    """Clot, cast or settled blood: part of the lumen, or all of the part of it that hangs together."""
    lumen = place.lumen
    centre = some_pixel(rng, lumen)
    if centre is None:
        return None
    rough = fields.cut(rng, lumen.shape, 2)
    reach = np.exp(rng.uniform(np.log(1.8), np.log(24), 2))
    where = ndimage.binary_dilation(lumen) if rng.random() < 0.3 else lumen
    if rng.random() < 0.2:
        labels, _ = ndimage.label(where)
        mask = labels == labels[centre]
    else:
        mask = where & (ellipse(lumen.shape, centre, reach, rng.uniform(0, np.pi)) + 0.3 * rough < 1)
    if rng.random() < 0.35:
        angle = rng.uniform(0, 2 * np.pi)
        y, x = np.ogrid[: lumen.shape[0], : lumen.shape[1]]
        mask &= (np.cos(angle) * (x - centre[1]) + np.sin(angle) * (y - centre[0]) + 0.6 * rough) > rng.uniform(-5, 2)
    return mask


def at_matrix(rng, place, fields):
    """Small subependymal haematoma: at the germinal matrix where it is known, else anywhere along the ependyma."""
    lumen, matrix = place.lumen, place.matrix
    edge = ndimage.binary_dilation(lumen, iterations=2) & ~ndimage.binary_erosion(lumen)
    centre = some_pixel(rng, matrix if matrix.any() and rng.random() < 0.6 else edge)
    if centre is None:
        return None
    radii = np.exp(rng.uniform(np.log(1.3), np.log(5.5))) * rng.uniform(0.65, 1.3, 2)
    rough = fields.cut(rng, lumen.shape, 1)
    return (ellipse(lumen.shape, centre, radii, rng.uniform(0, np.pi)) + 0.2 * rough < 1) & place.tissue


def beside_ventricle(rng, place, fields):
    """Infarction: a ragged patch of white matter near the lumen."""
    lumen = place.lumen
    near = ndimage.binary_dilation(lumen, iterations=9) & ~ndimage.binary_dilation(lumen, iterations=2) & place.white
    centre = some_pixel(rng, near)
    if centre is None:
        return None
    radii = rng.uniform(3.5, 11) * rng.uniform(0.7, 1.3, 2)
    rough = fields.cut(rng, lumen.shape, 2)
    return (ellipse(lumen.shape, centre, radii, rng.uniform(0, np.pi)) + 0.45 * rough < 1) & place.tissue & ~ndimage.binary_erosion(lumen, iterations=2)


MAKERS = (in_ventricle, at_matrix, beside_ventricle)


def bleed(rng, image, region, fields):
    """Draws one haemorrhage, of one to three parts, into a slice in place; returns its mask, empty where the slice shows no place for one."""
    place = Place(image, region)
    none = np.zeros(region.shape, bool)
    if place.lumen.sum() < 8 and not place.matrix.any():
        return none
    mask = none.copy()
    for kind in rng.choice(3, size=rng.choice([1, 1, 2, 3]), p=[0.45, 0.38, 0.17]):
        part = MAKERS[kind](rng, place, fields)
        if part is not None:
            mask |= part
    return none if mask.sum() < 4 else paint(rng, image, mask, place.brightness, fields)


def shuffled(rng, image, region, fields):
    """The ablation's lesions: shapes, sizes and textures of the same family, but where, how large and how bright is drawn without regard to medicine."""
    tissue = region != OUTSIDE
    centre = some_pixel(rng, tissue)
    if centre is None:
        return np.zeros(region.shape, bool)
    radii = rng.uniform(1.3, 24) * rng.uniform(0.65, 1.3, 2)
    mask = (ellipse(region.shape, centre, radii, rng.uniform(0, np.pi)) + 0.3 * fields.cut(rng, region.shape, 2) < 1) & tissue
    if mask.sum() < 4:
        return np.zeros(region.shape, bool)
    return paint(rng, image, mask, Place(image, region).brightness * rng.uniform(0.5, 4), fields)


def paint(rng, image, mask, brightness, fields):
    share = ndimage.gaussian_filter(mask.astype(np.float32), rng.uniform(0.35, 0.8)) * rng.uniform(0.75, 1)
    image[:] = image * (1 - share) + look(rng, image, mask, brightness, fields) * share
    return mask & (share > 0.35)


def look(rng, image, mask, brightness, fields):
    """Signal of blood: a fraction of the brain's own and clearly below what it replaces, patchy; with a rim or pockets by chance."""
    texture = 1 + rng.uniform(0.05, 0.35) * fields.cut(rng, mask.shape, int(rng.integers(3)))
    level = min(brightness * rng.uniform(0.08, 0.75), 0.78 * float(np.median(image[mask])))
    signal = np.full(mask.shape, level, np.float32)
    if rng.random() < 0.3:
        core = ndimage.binary_erosion(mask, iterations=int(rng.integers(1, 3)))
        signal[core] = max(level, brightness * rng.uniform(0.45, 0.9))
    if rng.random() < 0.35:
        pockets = fields.cut(rng, mask.shape, int(rng.integers(3))) > rng.uniform(0.6, 1.6)
        signal[pockets] = brightness * rng.uniform(0.9, 1.6)
    return np.maximum(signal * texture + rng.normal(0, 0.02, mask.shape), 0).astype(np.float32)
