"""The package's processing rules (../README.md) in NumPy: the reference that other implementations are tested against."""
import numpy as np
from scipy import ndimage

SPACING = 1.0
QUANTILE = 0.95
REACH = 35.0
CLIP = 2.5
MULTIPLE = 16


def central(count, spacing, reach):
    """Indices from the first to behind the last pixel whose centre lies at most `reach` mm from the middle of an axis."""
    inside = np.flatnonzero(np.abs((np.arange(count) + 0.5) - count / 2) * spacing <= reach)
    return slice(inside[0], inside[-1] + 1) if inside.size else slice(0, count)


def stack_scale(volume, spacing):
    """Value at rank floor(q (N - 1)) of the middle of a stack [S, R, C]: its inner half of slices, REACH mm about the centre of each."""
    slices, rows, columns = volume.shape
    ends = slices // 4
    middle = volume[ends : slices - ends, central(rows, spacing[0], REACH), central(columns, spacing[1], REACH)]
    values = np.sort(middle, axis=None)
    high = float(values[int(np.floor(QUANTILE * (values.size - 1)))])
    if high <= 0:
        raise ValueError("empty stack: the 95th percentile of its middle is not positive")
    return high


def axis_weights(length, source, target, size):
    """Indices and weights of bilinear reading along one axis; half-pixel centres, clamped at the edges."""
    at = np.clip((np.arange(size) + 0.5) * (target / source) - 0.5, 0, length - 1)
    low = np.floor(at).astype(np.int64)
    return low, np.minimum(low + 1, length - 1), at - low


def resample(volume, spacing, target=(SPACING, SPACING), size=None):
    """Bilinear in-plane resampling of [S, R, C] (float64) from `spacing` to `target` mm (rows, columns)."""
    rows, columns = volume.shape[1:]
    if size is None:
        size = [max(1, int(np.floor(n * s / t + 0.5))) for n, s, t in zip((rows, columns), spacing, target)]
    y0, y1, wy = axis_weights(rows, spacing[0], target[0], size[0])
    x0, x1, wx = axis_weights(columns, spacing[1], target[1], size[1])
    wy = wy[:, None]
    result = np.empty((len(volume), *size))
    for s, image in enumerate(volume.astype(np.float64)):
        top = image[y0][:, x0] * (1 - wx) + image[y0][:, x1] * wx
        bottom = image[y1][:, x0] * (1 - wx) + image[y1][:, x1] * wx
        result[s] = top * (1 - wy) + bottom * wy
    return result


def prepare(volume, spacing):
    """A stack of stored values, made ready: float32 [S, 1, Hp, Wp] and the size [H, W] before padding."""
    scaled = np.clip(resample(volume, spacing) / stack_scale(volume, spacing), 0, CLIP).astype(np.float32)
    height, width = scaled.shape[1:]
    padding = [(0, 0), (0, -height % MULTIPLE), (0, -width % MULTIPLE)]
    return np.pad(scaled, padding)[:, None], (height, width)
