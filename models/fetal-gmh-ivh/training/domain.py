"""Whether a stack looks like what the model was calibrated on: spacing within range, and grey values of its middle not too far from those of validation stacks."""
import numpy as np

from preprocess import REACH, central

QUANTILES = (0.05, 0.25, 0.5, 0.75)


def features(volume, spacing, scale):
    """Of the middle of a stack (see stack_scale), in units of its scale: four quantiles, and the median step from a pixel to its right neighbour."""
    slices, rows, columns = volume.shape
    ends = slices // 4
    middle = volume[ends : slices - ends, central(rows, spacing[0], REACH), central(columns, spacing[1], REACH)].astype(np.float64)
    values = np.sort(middle, axis=None)
    steps = np.sort(np.abs(np.diff(middle, axis=2)), axis=None)
    at = lambda ordered, q: float(ordered[int(np.floor(q * (ordered.size - 1)))]) / scale
    return np.array([at(values, q) for q in QUANTILES] + [at(steps, 0.5)])


def fit(rows, share=0.99):
    """Mean and precision of features (rows), and the squared distance that `share` of them keep within."""
    x = np.array(rows)
    mean = x.mean(0)
    covariance = np.cov(x.T) + 1e-4 * np.eye(x.shape[1])
    precision = np.linalg.inv(covariance)
    distances = np.einsum("ni,ij,nj->n", x - mean, precision, x - mean)
    return {"mean": mean.round(6).tolist(), "precision": precision.round(4).tolist(), "limit": float(np.quantile(distances, share).round(4))}


def distance(values, domain):
    d = np.array(values) - np.array(domain["mean"])
    return float(d @ np.array(domain["precision"]) @ d)


def is_foreign(values, stack, domain):
    within = lambda v, range_: range_[0] <= v <= range_[1]
    fits = all(within(s, domain["pixelSpacingMm"]) for s in stack.spacing) and within(stack.slice_spacing, domain["sliceSpacingMm"])
    return not fits or distance(values, domain) > domain["limit"]
