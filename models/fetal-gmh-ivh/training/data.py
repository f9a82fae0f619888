"""Normal brains to learn from: exported phantoms, and real anatomy from the CC0 atlas where it is present. All at 1 mm in-plane."""
import gzip
import json
import pathlib

import numpy as np
from scipy import ndimage
from scipy.spatial.transform import Rotation

from pipeline import Stack
from preprocess import CLIP, prepare

# What a pixel belongs to; all that the pseudo-haemorrhages know about anatomy.
OUTSIDE, WHITE, VENTRICLE, CSF, MATRIX, PLEXUS, GREY = range(7)

# Tissue numbers of libs/phantom, in order, and of the atlas.
PHANTOM_REGIONS = np.array([OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, CSF, GREY, WHITE, GREY, MATRIX, VENTRICLE, CSF, CSF, CSF, GREY, GREY, PLEXUS, GREY, WHITE, CSF, GREY], np.uint8)
ATLAS_REGIONS = np.array([OUTSIDE, WHITE, VENTRICLE, GREY, CSF, GREY, GREY, GREY, GREY], np.uint8)

# Atlas weeks that are learned from: those that no examination of fetal-cases was made of, so that these stay unseen anatomy.
ATLAS_WEEKS = (24, 28)


def read_case(path):
    """An exported phantom: its description and, for each stack, values, lesion mask and tissue as [S, R, C]."""
    about = json.loads(pathlib.Path(path).read_text())
    raw = np.fromfile(pathlib.Path(path).with_suffix(".bin"), np.uint8)
    at, stacks = 0, []
    for stack in about["stacks"]:
        shape = (stack["slices"], stack["rows"], stack["columns"])
        n = int(np.prod(shape))
        values = raw[at : at + 2 * n].view("<u2").reshape(shape)
        mask = raw[at + 2 * n : at + 3 * n].reshape(shape)
        tissue = raw[at + 3 * n : at + 4 * n].reshape(shape)
        stacks.append((values, mask, tissue))
        at += 4 * n
    return about, stacks


def placed(about, values):
    """A stack as pipeline.py takes it."""
    return Stack(values, about["pixelSpacing"], about["spacingBetweenSlices"], np.array(about["positions"]), np.array(about["orientationCosines"]).reshape(2, 3))


def cases_in(folder):
    return sorted(pathlib.Path(folder).glob("[0-9]*.json"))


def phantom_slices(folder, cases=None):
    """Normal phantoms as (image float16 in units of the stack's scale, region uint8), one entry a slice that shows brain."""
    slices = []
    for path in cases_in(folder)[:cases]:
        about, stacks = read_case(path)
        if about["truth"]["positive"]:
            raise ValueError(f"{path} holds a haemorrhage; training takes normal brains only")
        for stack, (values, _, tissue) in zip(about["stacks"], stacks):
            images, (height, width) = prepare(values, stack["pixelSpacing"])
            regions = nearest(PHANTOM_REGIONS[tissue], stack["pixelSpacing"], (height, width))
            slices += keep_brain(images[:, 0, :height, :width], regions, margin=40)
    return slices


def nearest(labels, spacing, size):
    rows = np.clip(np.floor((np.arange(size[0]) + 0.5) / spacing[0]).astype(int), 0, labels.shape[1] - 1)
    columns = np.clip(np.floor((np.arange(size[1]) + 0.5) / spacing[1]).astype(int), 0, labels.shape[2] - 1)
    return labels[:, rows][:, :, columns]


def keep_brain(images, regions, margin=24):
    """Slices that show brain, cut to it with a margin."""
    kept = []
    for image, region in zip(images, regions):
        rows, columns = np.nonzero(region)
        if rows.size < 150:
            continue
        box = tuple(slice(max(0, a.min() - margin), a.max() + margin + 1) for a in (rows, columns))
        kept.append((image[box].astype(np.float16), region[box].copy()))
    return kept


def read_nifti(path):
    """Voxels of a NIfTI-1 file in (x, y, z) order, and its spacing."""
    raw = gzip.open(path).read()
    shape = np.frombuffer(raw, "<i2", 8, 40)[1:4]
    code = int(np.frombuffer(raw, "<i2", 1, 70)[0])
    spacing = np.frombuffer(raw, "<f4", 8, 76)[1:4].astype(float)
    slope, intercept = np.frombuffer(raw, "<f4", 2, 112)
    kind = {2: "u1", 4: "<i2", 8: "<i4", 16: "<f4", 64: "<f8", 256: "i1", 512: "<u2", 768: "<u4"}[code]
    offset = int(np.frombuffer(raw, "<f4", 1, 108)[0])
    voxels = np.frombuffer(raw, kind, int(np.prod(shape)), offset).reshape(shape, order="F").astype(np.float32)
    return (voxels * slope + intercept if slope not in (0, 1) else voxels), spacing


def atlas_slices(folder, variants, seed):
    """Real anatomy as 2D stacks: each atlas week cut `variants` times in each direction, tilted, stretched and thick-sliced. Empty where there is no atlas."""
    slices = []
    for week in ATLAS_WEEKS:
        home = pathlib.Path(folder) / f"GA{week}"
        if not home.exists():
            continue
        image, spacing = read_nifti(home / "srr.nii.gz")
        labels, _ = read_nifti(home / "parcellation.nii.gz")
        mask, _ = read_nifti(home / "mask.nii.gz")
        image = np.where(mask > 0, np.maximum(image, 0), 0)
        image = image / np.quantile(image[mask > 0], 0.99)
        for variant in range(variants):
            rng = np.random.default_rng([seed, week, variant])
            slices += cut(image, labels, spacing, variant % 3, rng)
    return slices


def cut(image, labels, spacing, axis, rng):
    """One thick-sliced stack through a volume, 1 mm in-plane."""
    thickness = rng.uniform(2.5, 5)
    turn = Rotation.from_euler("xyz", rng.normal(0, 8, 3), degrees=True).as_matrix() / rng.uniform(0.9, 1.15, 3)
    centre = (np.array(image.shape) - 1) / 2
    rows, columns = [a for a in (2, 1, 0) if a != axis]
    extent = np.array(image.shape) * spacing * 1.1
    along = np.arange(-extent[axis] / 2, extent[axis] / 2, thickness) + rng.uniform(0, thickness)
    row, column = (np.arange(-extent[a] / 2, extent[a] / 2) for a in (rows, columns))
    points = np.zeros((3, len(along), len(row), len(column)))
    points[axis], points[rows], points[columns] = np.meshgrid(along, -row, column, indexing="ij")

    def read(source, order, depth):
        shifted = points.copy()
        shifted[axis] += depth
        voxels = np.einsum("ij,j...->i...", turn, shifted) / spacing[:, None, None, None] + centre[:, None, None, None]
        return ndimage.map_coordinates(source, voxels, order=order, output=np.float32)

    mean = sum(read(image, 1, (d + 0.5) / 4 * thickness - thickness / 2) for d in range(4)) / 4
    regions = ATLAS_REGIONS[read(labels, 0, 0).astype(int)]
    return keep_brain(np.clip(mean, 0, CLIP), regions)
