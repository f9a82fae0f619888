"""What is dark and no haemorrhage, drawn into slices and left unlabelled: hard normals."""
import numpy as np
from scipy import ndimage

from data import CSF, MATRIX, OUTSIDE, PLEXUS, VENTRICLE, WHITE
from pseudo import ellipse, some_pixel


def distract(rng, image, region, fields):
    """Each kind by its own chance, in place."""
    lumen = (region == VENTRICLE) | (region == PLEXUS)
    brightness = float(np.median(image[region == WHITE])) if (region == WHITE).any() else 0.5
    if rng.random() < 0.35:
        spots(rng, image, region, lumen)
    if rng.random() < 0.35 and lumen.any():
        plexus(rng, image, lumen, brightness, fields)
    if rng.random() < 0.25:
        pulsation(rng, image, lumen | (region == CSF))
    if rng.random() < 0.2 and lumen.any():
        grey_wall(rng, image, region, lumen, brightness, fields)
    if rng.random() < 0.25:
        dark_band(rng, image)


def spots(rng, image, region, lumen):
    """Calcifications and vessels: small and black, away from the ventricles."""
    far = ~ndimage.binary_dilation(lumen | (region == MATRIX), iterations=6) & (region != OUTSIDE)
    for _ in range(rng.integers(1, 5)):
        centre = some_pixel(rng, far)
        if centre is not None:
            radii = rng.uniform(0.7, 1.8) * np.array([1, rng.uniform(1, 2.5)])
            image *= 1 - rng.uniform(0.4, 0.95) * np.exp(-ellipse(region.shape, centre, radii, rng.uniform(0, np.pi)))


def plexus(rng, image, lumen, brightness, fields):
    """Choroid plexus: grey as brain, grainy, within the lumen."""
    centre = some_pixel(rng, lumen)
    blob = lumen & (ellipse(lumen.shape, centre, rng.uniform(1.5, 5, 2), rng.uniform(0, np.pi)) + 0.3 * fields.cut(rng, lumen.shape, 1) < 1)
    share = ndimage.gaussian_filter(blob.astype(np.float32), 0.6)
    grey = brightness * rng.uniform(0.78, 1.15) * (1 + 0.12 * fields.cut(rng, lumen.shape, 1))
    image[:] = image * (1 - share) + grey * share


def pulsation(rng, image, fluid):
    """CSF that moved while it was read: soft loss of signal, never black."""
    centre = some_pixel(rng, fluid)
    if centre is not None:
        image *= 1 - rng.uniform(0.15, 0.5) * np.exp(-ellipse(fluid.shape, centre, rng.uniform(1.5, 4, 2), rng.uniform(0, np.pi))) * fluid


def grey_wall(rng, image, region, lumen, brightness, fields):
    """Germinal matrix without blood: a cellular, moderately dark and even band along a stretch of the wall."""
    thickness = int(rng.integers(1, 4))
    wall = ndimage.binary_dilation(lumen, iterations=thickness) & ~lumen & (region != OUTSIDE) & (region != CSF)
    centre = some_pixel(rng, wall)
    if centre is None:
        return
    stretch = wall & (ellipse(lumen.shape, centre, rng.uniform(4, 12, 2), 0) < 1)
    share = ndimage.gaussian_filter(stretch.astype(np.float32), 0.6)
    image[:] = image * (1 - share) + brightness * rng.uniform(0.68, 0.85) * (1 + 0.04 * fields.cut(rng, lumen.shape, 0)) * share


def dark_band(rng, image):
    """Movement while a slice was read."""
    at, width = rng.uniform(0, image.shape[0]), rng.uniform(6, 40)
    band = 1 - rng.uniform(0.2, 0.65) * np.exp(-(((np.arange(image.shape[0]) - at) / width) ** 2))
    image *= (band[:, None] if rng.random() < 0.5 else band[None, :]).astype(np.float32)
