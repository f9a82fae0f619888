"""From stacks to a case's score and masks, by the rules of ../README.md in NumPy and SciPy: the reference for libs/inference and the other side of its benchmark."""
import dataclasses
import itertools
import json
import pathlib

import numpy as np
from scipy import ndimage

from preprocess import SPACING, prepare, resample, stack_scale
from domain import features, is_foreign

HOME = pathlib.Path(__file__).resolve().parent.parent
BATCH = 4


@dataclasses.dataclass
class Stack:
    """Values [S, R, C]; spacing (rows, columns) and distance of slices in mm; centre of each slice's first pixel; directions along a row and down a column."""

    values: np.ndarray
    spacing: tuple
    slice_spacing: float
    positions: np.ndarray
    directions: np.ndarray


def components(probability, stack, threshold, most):
    """The `most` heaviest face-connected components: mass (ml) and the box of their voxels' centres in patient coordinates, the heaviest first."""
    labels, count = ndimage.label(probability >= threshold)
    if count == 0:
        return []
    masses = ndimage.sum(probability.astype(np.float64), labels, index=np.arange(1, count + 1)) * SPACING * SPACING * stack.slice_spacing / 1000
    places = ndimage.find_objects(labels)
    order = np.argsort(-masses, kind="stable")[:most]
    return [(float(masses[n]), box_of(places[n], stack)) for n in order]


def box_of(place, stack):
    """Lowest and highest patient coordinates of the corners of a block of grid voxels."""
    ends = [(axis.start, axis.stop - 1) for axis in place]
    corners = [corner(stack, *each) for each in itertools.product(*ends)]
    return np.min(corners, 0), np.max(corners, 0)


def corner(stack, slice_index, row, column):
    rows, columns = stack.values.shape[1:]
    along = [min(max((at + 0.5) * SPACING / d - 0.5, 0), n - 1) * d for at, d, n in zip((row, column), stack.spacing, (rows, columns))]
    return stack.positions[slice_index] + along[1] * stack.directions[0] + along[0] * stack.directions[1]


def meet(a, b, reach):
    return bool(np.all(a[0] - reach <= b[1]) and np.all(b[0] - reach <= a[1]))


def stack_evidences(found, constants):
    """
    Of each stack: of its suspicions, the one at whose place the stacks show most together (mean over stacks of log10 of what each shows there); or, since a fetus moves between stacks,
    what the stacks show most anywhere, less a penalty. Without a suspicion of its own, a stack has no evidence.
    """
    epsilon, reach = constants["epsilonMl"], constants["reachMm"]
    anywhere = mean_log([suspicions[0][0] if suspicions else 0.0 for suspicions in found], epsilon) - constants["apartPenalty"]
    evidences = []
    for own, suspicions in enumerate(found):
        best = anywhere if suspicions else np.log10(epsilon)
        for mass, box in suspicions:
            shown = [mass if s == own else max((m for m, b in others if meet(box, b, reach)), default=0.0) for s, others in enumerate(found)]
            best = max(best, mean_log(shown, epsilon))
        evidences.append(max(float(best), float(np.log10(epsilon))))
    return evidences


def mean_log(masses, epsilon):
    return float(np.mean(np.log10(np.array(masses) + epsilon)))


def logistic(evidence, constants):
    return float(1 / (1 + np.exp(-(constants["intercept"] + constants["slope"] * evidence))))


class Model:
    """A package on ONNX Runtime."""

    def __init__(self, home=HOME, threads=1):
        import onnxruntime

        self.manifest = json.loads((pathlib.Path(home) / "model.json").read_text())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        self.session = onnxruntime.InferenceSession(str(pathlib.Path(home) / self.manifest["file"]["name"]), options, providers=["CPUExecutionProvider"])

    def network(self, images):
        return np.concatenate([self.session.run(None, {"image": images[i : i + BATCH]})[0] for i in range(0, len(images), BATCH)])

    def run(self, stacks):
        """Case score, and of each stack its score, probabilities on its own grid, masks and whether it looks foreign."""
        constants, threshold = self.manifest["caseScore"], self.manifest["output"]["pixelThreshold"]
        found, results = [], []
        for stack in stacks:
            images, (height, width) = prepare(stack.values, stack.spacing)
            probability = self.network(images)[:, 0, :height, :width]
            found.append(components(probability, stack, threshold, constants["components"]))
            native = resample(probability, (SPACING, SPACING), stack.spacing, stack.values.shape[1:])
            foreign = is_foreign(features(stack.values, stack.spacing, stack_scale(stack.values, stack.spacing)), stack, self.manifest["domain"])
            results.append({"probabilities": native, "masks": native >= threshold, "foreign": foreign})
        evidences = stack_evidences(found, constants)
        for result, evidence in zip(results, evidences):
            result.update(evidence=evidence, score=logistic(evidence, constants))
        return logistic(max(evidences), constants), results
