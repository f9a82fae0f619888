"""
Exports the trained network to ONNX, fits the case score and fixes both thresholds on validation data, and writes model.json.

Validation data are normal phantoms of the training hospital with seeds of their own. Half of the measurements are made on them as they are, half after pseudo-haemorrhages
were drawn into them; no test case is read here.

    python3 package_model.py --run DIR --validation DIR
"""
import argparse
import hashlib
import json
import pathlib

import numpy as np
import torch
from scipy import optimize

import data
from network import Probability, UNet
from preprocess import largest_mass, prepare
from pseudo import Fields, bleed

HOME = pathlib.Path(__file__).resolve().parent.parent
PIXEL_THRESHOLD = 0.5
EPSILON = 0.001

# Share of validation normals that may be called positive.
FALSE_POSITIVES = 0.05


def load(run):
    network = UNet()
    network.load_state_dict(torch.load(pathlib.Path(run) / "checkpoint.pt")["network"])
    return Probability(network).eval()


def export(model, path):
    axes = {0: "N", 2: "H", 3: "W"}
    torch.onnx.export(model, torch.zeros(1, 1, 64, 64), str(path), opset_version=16, input_names=["image"], output_names=["probability"], dynamic_axes={"image": axes, "probability": axes})


def run(model, images):
    with torch.no_grad():
        return np.concatenate([model(torch.from_numpy(images[i : i + 4])).numpy() for i in range(0, len(images), 4)])


def draw_lesion(rng, images, regions, fields):
    """A pseudo-haemorrhage through neighbouring slices of a stack: the same drawing, shrinking with distance from its middle."""
    lumen = np.isin(regions, (data.VENTRICLE, data.PLEXUS)).sum((1, 2))
    middle = int(rng.choice(np.flatnonzero(lumen >= max(8, 0.3 * lumen.max()))))
    reach = int(rng.integers(0, 4))
    drawn = images.copy()
    state = rng.integers(1 << 30)
    for s in range(max(0, middle - reach), min(len(images), middle + reach + 1)):
        height, width = regions.shape[1:]
        patch = drawn[s, 0, :height, :width]
        rows, columns = np.nonzero(regions[s])
        if rows.size == 0:
            continue
        box = tuple(slice(max(0, a.min() - 4), min(n, a.max() + 5)) for a, n in ((rows, height), (columns, width)))
        local = patch[box].copy()
        if min(local.shape) > 16 and max(local.shape) < 250:
            bleed(np.random.default_rng(state), local, regions[s][box], fields)
            patch[box] = local
    return drawn


def evidences(model, folder):
    """Mean evidence of each validation case, as it is and with a pseudo-haemorrhage drawn into every stack."""
    fields = Fields(99)
    normal, bled = [], []
    for n, path in enumerate(data.cases_in(folder)):
        about, stacks = data.read_case(path)
        rng = np.random.default_rng([99, n])
        pairs = []
        for stack, (values, _, tissue) in zip(about["stacks"], stacks):
            images, size = prepare(values, stack["pixelSpacing"])
            regions = data.nearest(data.PHANTOM_REGIONS[tissue], stack["pixelSpacing"], size)
            pairs.append([stack_evidence(model, x, size, stack["spacingBetweenSlices"]) for x in (images, draw_lesion(rng, images, regions, fields))])
        normal.append(np.mean([p[0] for p in pairs]))
        bled.append(np.mean([p[1] for p in pairs]))
    return np.array(normal), np.array(bled)


def stack_evidence(model, images, size, spacing):
    probability = run(model, images)[:, 0, : size[0], : size[1]]
    return float(np.log10(largest_mass(probability, PIXEL_THRESHOLD, spacing) + EPSILON))


def fit_logistic(negatives, positives):
    """Intercept and slope of P(positive | evidence), lightly shrunk so that separated classes stay finite; the slope is kept positive."""
    x = np.concatenate([negatives, positives])
    y = np.concatenate([np.zeros(len(negatives)), np.ones(len(positives))])

    def cost(p):
        z = p[0] + np.exp(p[1]) * x
        return np.mean(np.logaddexp(0, z) - y * z) + 0.001 * np.exp(2 * p[1])

    a, b = optimize.minimize(cost, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 5000}).x
    return float(a), float(np.exp(b))


def operating_threshold(negatives, intercept, slope):
    """Score just above which at most a twentieth (FALSE_POSITIVES) of the validation normals lie."""
    ordered = np.sort(1 / (1 + np.exp(-(intercept + slope * negatives))))
    allowed = int(np.floor(FALSE_POSITIVES * len(ordered)))
    last = ordered[len(ordered) - 1 - allowed]
    return float(np.ceil((last + 1e-9) * 1e6) / 1e6)


def main(options):
    torch.set_num_threads(1)
    model = load(options.run)
    target = HOME / "model.onnx"
    export(model, target)
    normal, bled = evidences(model, options.validation)
    intercept, slope = (round(v, 6) for v in fit_logistic(normal, bled))
    threshold = operating_threshold(normal, intercept, slope)
    scores = [1 / (1 + np.exp(-(intercept + slope * e))) for e in (normal, bled)]
    content = target.read_bytes()
    manifest = json.loads((HOME / "model.json").read_text())
    manifest["file"].update(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
    manifest["output"]["pixelThreshold"] = PIXEL_THRESHOLD
    manifest["caseScore"].update(epsilonMl=EPSILON, intercept=intercept, slope=slope, operatingThreshold=threshold)
    manifest["trainingData"]["sources"] = sources(options.run)
    (HOME / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")
    validation = {"cases": len(normal), "specificity": float(np.mean(scores[0] < threshold)), "pseudoSensitivity": float(np.mean(scores[1] >= threshold)), "operatingThreshold": threshold}
    (HOME / "evaluation" / "validation.json").write_text(json.dumps({**validation, "training": json.loads((pathlib.Path(options.run) / "training.json").read_text())}, indent=2) + "\n")
    print(json.dumps(validation))


def sources(run):
    facts = json.loads((pathlib.Path(run) / "training.json").read_text())
    phantoms = f"{facts['phantomSlices']} slices of normal phantoms (libs/phantom, hospital A, seed 101)"
    atlas = f"{facts['atlasSlices']} slices cut from the CC0 fetal atlas of Fidon et al. 2021, weeks {', '.join(map(str, data.ATLAS_WEEKS))}"
    return [phantoms] + ([atlas] if facts["atlasSlices"] else [])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", required=True)
    parser.add_argument("--validation", required=True)
    main(parser.parse_args())
