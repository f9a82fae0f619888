"""
Exports a trained network to ONNX, fits the case score, fixes the thresholds on validation data, and writes model.json.

Validation data are normal phantoms of the training hospital with seeds of their own, each as it is and as another scanner might have taken it; half of the measurements are
made on them as they are, half after pseudo-haemorrhages were drawn into them. No test case is read here.

    python3 package_model.py --run DIR --validation DIR [--checkpoint FILE] [--out DIR] [--part i/n] [--cases N]
"""
import argparse
import hashlib
import json
import pathlib
import pickle

import numpy as np
import onnxruntime
import torch
from scipy import optimize

import data
import domain
import pseudo
from comparators import Autoencoder
from network import Probability, UNet
from pipeline import HOME, components, logistic, stack_evidences
from preprocess import CLIP, QUANTILE, REACH, prepare, stack_scale
from scanner import Scanner

PIXEL_THRESHOLD = 0.5
CONSTANTS = {"epsilonMl": 0.001, "reachMm": 6.0, "components": 24, "apartPenalty": 1.0}

# Share of validation normals that may be called positive, as cases and as stacks.
FALSE_CASES, FALSE_STACKS = 0.04, 0.034

# Least slope of the score over the evidence: of a network that tells nothing apart, six digits of a score must still tell its stacks apart.
FLATTEST = 0.1

# What the package is meant for; wider than what was trained on by what the augmentation scaled.
RANGES = {"pixelSpacingMm": [0.4, 1.6], "sliceSpacingMm": [2.0, 6.0]}
SEED = 99


class Residual(torch.nn.Module):
    """The autoencoder as a detector: how much darker a pixel is than its reconstruction, smoothed, as a steep logistic about `cut`."""

    def __init__(self, network, cut):
        super().__init__()
        self.network, self.cut = network, cut
        self.smooth = torch.nn.AvgPool2d(3, 1, 1)

    def residual(self, image):
        return self.smooth(self.network(image) - image)

    def forward(self, image):
        return torch.sigmoid(20 * (self.residual(image) - self.cut))


def load(run, checkpoint, variant, validation):
    network = Autoencoder() if variant == "autoencoder" else UNet()
    kept = torch.load(checkpoint)
    network.load_state_dict(kept.get("mean", kept))
    network.eval()
    return Residual(network, residual_cut(network, validation)).eval() if variant == "autoencoder" else Probability(network).eval()


def residual_cut(network, folder):
    """Residual above which 0.1% of the brain pixels of validation normals lie."""
    detector, values = Residual(network, 0.0).eval(), []
    for stack, regions in validation_stacks(folder, cases=12):
        images, (height, width) = prepare(stack.values, stack.spacing)
        with torch.no_grad():
            residual = np.concatenate([detector.residual(torch.from_numpy(images[i : i + 4])).numpy() for i in range(0, len(images), 4)])
        values.append(residual[:, 0, :height, :width][regions != data.OUTSIDE])
    return float(np.quantile(np.concatenate(values), 0.999))


def validation_stacks(folder, cases=None):
    for path in data.cases_in(folder)[:cases]:
        about, stacks = data.read_case(path)
        for each, (values, _, tissue) in zip(about["stacks"], stacks):
            _, size = prepare(values, each["pixelSpacing"])
            yield data.placed(each, values), data.nearest(data.PHANTOM_REGIONS[tissue], each["pixelSpacing"], size)


def export(model, path):
    axes = {0: "N", 2: "H", 3: "W"}
    torch.onnx.export(model, torch.zeros(1, 1, 64, 64), str(path), opset_version=16, input_names=["image"], output_names=["probability"], dynamic_axes={"image": axes, "probability": axes})


def open_session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(session, images):
    return np.concatenate([session.run(None, {"image": images[i : i + 4]})[0] for i in range(0, len(images), 4)])


def elsewhere(rng, stack):
    """The stack as another scanner might have taken it: one scanner for all of its slices."""
    scanner = Scanner(rng)
    scale = stack_scale(stack.values, stack.spacing)
    taken = np.stack([scanner.take(rng, image / scale) for image in stack.values.astype(np.float64)])
    return data.Stack(np.round(taken * 1000).astype(np.uint16), stack.spacing, stack.slice_spacing, stack.positions, stack.directions)


def draw_lesion(rng, stack, images, regions, point, fields):
    """A pseudo-haemorrhage about a point of the patient: drawn alike through neighbouring slices, only where lumen is near."""
    drawn = images.copy()
    state, reach = int(rng.integers(1 << 30)), rng.uniform(2, 12)
    normal = np.cross(*stack.directions)
    for s, position in enumerate(stack.positions):
        offset = point - position
        if abs(offset @ normal) > reach or not regions[s].any():
            continue
        at = np.array([offset @ stack.directions[1], offset @ stack.directions[0]])
        y, x = np.ogrid[: regions.shape[1], : regions.shape[2]]
        near = (y - at[0]) ** 2 + (x - at[1]) ** 2 < 14**2
        region = np.where(np.isin(regions[s], (data.VENTRICLE, data.PLEXUS, data.MATRIX)) & ~near, data.GREY, regions[s])
        rows, columns = np.nonzero(regions[s])
        box = tuple(slice(max(0, a.min() - 4), a.max() + 5) for a in (rows, columns))
        patch = drawn[s, 0][: regions.shape[1], : regions.shape[2]]
        local = patch[box].copy()
        if max(local.shape) < 250:
            pseudo.bleed(np.random.default_rng(state), local, region[box], fields)
            patch[box] = local
    return drawn


def bleeding_point(rng, stack, regions):
    """A point of the lumen, in patient coordinates."""
    s, row, column = (int(v) for v in pseudo.some_pixel(rng, np.isin(regions, (data.VENTRICLE, data.PLEXUS))))
    return stack.positions[s] + column * stack.directions[0] + row * stack.directions[1]


def suspicions(probability, size, stack):
    return components(probability[:, 0, : size[0], : size[1]], stack, PIXEL_THRESHOLD, CONSTANTS["components"])


def measure(session, path, n, fields):
    """One validation case, as taken and as by another scanner: suspicions of its stacks without and with a pseudo-haemorrhage, and features of the normal stacks."""
    about, stacks = data.read_case(path)
    measured = []
    for foreign in (False, True):
        rng = np.random.default_rng([SEED, n, foreign])
        one, point = {"normal": [], "bled": [], "features": []}, None
        for each, (values, _, tissue) in zip(about["stacks"], stacks):
            stack = data.placed(each, values)
            stack = elsewhere(rng, stack) if foreign else stack
            images, size = prepare(stack.values, stack.spacing)
            regions = data.nearest(data.PHANTOM_REGIONS[tissue], stack.spacing, size)
            point = bleeding_point(rng, stack, regions) if point is None else point
            probability = run(session, images)
            one["normal"].append(suspicions(probability, size, stack))
            drawn = draw_lesion(rng, stack, images, regions, point, fields)
            changed = np.flatnonzero((drawn != images).any((1, 2, 3)))
            if changed.size:
                probability[changed] = run(session, drawn[changed])
            one["bled"].append(suspicions(probability, size, stack))
            one["features"].append(domain.features(stack.values, stack.spacing, stack_scale(stack.values, stack.spacing)))
        measured.append(one)
    return measured


def measure_all(session, folder, cache, part, cases=None):
    """All validation cases, or the first so many; each is kept in `cache`, so that parts can be measured side by side (`part` i of n) and an ended run goes on."""
    fields = pseudo.Fields(SEED)
    cache.mkdir(parents=True, exist_ok=True)
    paths = list(enumerate(data.cases_in(folder)[:cases]))
    for n, path in paths[part[0] :: part[1]]:
        kept = cache / f"{n}.pickle"
        if not kept.exists():
            kept.with_suffix(".part").write_bytes(pickle.dumps(measure(session, path, n, fields)))
            kept.with_suffix(".part").replace(kept)
    return [one for n, _ in paths if (cache / f"{n}.pickle").exists() for one in pickle.loads((cache / f"{n}.pickle").read_bytes())]


def evidence_of(measured):
    found = {"features": np.array([f for one in measured for f in one["features"]])}
    for kind in ("normal", "bled"):
        stacks = [stack_evidences(one[kind], CONSTANTS) for one in measured]
        found[kind] = np.array([max(s) for s in stacks])
        found[f"{kind}Stacks"] = np.concatenate(stacks)
    return found


def fit_logistic(negatives, positives):
    """Intercept and slope of P(positive | evidence), lightly shrunk so that separated classes stay finite; the slope is kept at least FLATTEST, which changes no order and so no decision."""
    x = np.concatenate([negatives, positives])
    y = np.concatenate([np.zeros(len(negatives)), np.ones(len(positives))])

    def cost(p):
        z = p[0] + np.exp(p[1]) * x
        return np.mean(np.logaddexp(0, z) - y * z) + 0.001 * np.exp(2 * p[1])

    a, b = optimize.minimize(cost, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 5000}).x
    return float(a), max(float(np.exp(b)), FLATTEST)


def operating_threshold(scores, false_positives):
    """Score just above which at most this share of the validation normals lies."""
    ordered = np.sort(scores)
    last = ordered[len(ordered) - 1 - int(np.floor(false_positives * len(ordered)))]
    return float(np.ceil((last + 1e-9) * 1e6) / 1e6)


def auc(negatives, positives):
    return float(np.mean((positives[:, None] > negatives[None]) + 0.5 * (positives[:, None] == negatives[None])))


def main(options):
    torch.set_num_threads(1)
    out = pathlib.Path(options.out)
    (out / "evaluation").mkdir(parents=True, exist_ok=True)
    checkpoint = pathlib.Path(options.checkpoint or pathlib.Path(options.run) / "checkpoint.pt")
    model = load(options.run, checkpoint, options.variant, options.validation)
    target = out / "model.onnx"
    export(model, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    part = tuple(int(v) for v in options.part.split("/"))
    measured = measure_all(open_session(target), options.validation, pathlib.Path(options.run) / f"validation-{digest[:12]}", part, options.cases)
    if part != (0, 1):
        return
    found = evidence_of(measured)
    intercept, slope = (round(v, 6) for v in fit_logistic(found["normal"], found["bled"]))
    constants = {**CONSTANTS, "intercept": intercept, "slope": slope}
    score = lambda evidence: np.array([logistic(e, constants) for e in evidence])
    thresholds = {"operatingThreshold": operating_threshold(score(found["normal"]), FALSE_CASES), "stackThreshold": operating_threshold(score(found["normalStacks"]), FALSE_STACKS)}
    manifest = json.loads((HOME / "model.json").read_text())
    manifest["version"] = options.version
    manifest["file"].update(sha256=digest, bytes=target.stat().st_size)
    manifest["normalisation"] = {"method": "middle-percentile", "quantile": QUANTILE, "rank": "floor", "reachMm": REACH, "clip": [0, CLIP]}
    manifest["output"]["pixelThreshold"] = PIXEL_THRESHOLD
    manifest["caseScore"] = {"method": "logistic-agreeing-components", "connectivity": 6, **constants, **thresholds}
    manifest["domain"] = {"method": "middle-grey-values", **RANGES, **domain.fit(found["features"])}
    facts = training_facts(options.run, checkpoint)
    manifest["trainingData"]["sources"] = sources(facts)
    if options.variant != "pseudo":
        manifest["id"] = f"{manifest['id']}-{options.variant}"
    (out / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")
    halves = {"asTaken": slice(0, None, 2), "otherScanner": slice(1, None, 2)}
    validation = {
        "cases": len(found["normal"]) // 2,
        **thresholds,
        **{name: {
            "specificity": float(np.mean(score(found["normal"][half]) < thresholds["operatingThreshold"])),
            "pseudoSensitivity": float(np.mean(score(found["bled"][half]) >= thresholds["operatingThreshold"])),
            "pseudoAuc": auc(found["normal"][half], found["bled"][half]),
        } for name, half in halves.items()},
        "stacks": {
            "specificity": float(np.mean(score(found["normalStacks"]) < thresholds["stackThreshold"])),
            "pseudoSensitivity": float(np.mean(score(found["bledStacks"]) >= thresholds["stackThreshold"])),
            "pseudoAuc": auc(found["normalStacks"], found["bledStacks"]),
        },
        "training": facts,
    }
    (out / "evaluation" / "validation.json").write_text(json.dumps(validation, indent=2) + "\n")
    print(json.dumps(validation, indent=1))


def training_facts(run, checkpoint):
    """What the run wrote about itself; of a run that was ended early, what its checkpoint says."""
    path = pathlib.Path(run) / "training.json"
    if path.exists() and checkpoint.name == "checkpoint.pt":
        return json.loads(path.read_text())
    kept = torch.load(checkpoint)
    return {"steps": kept.get("step"), "seconds": round(kept.get("seconds", 0)), "checkpoint": checkpoint.name}


def sources(facts):
    phantoms = f"normal phantoms (libs/phantom, hospital A, seed 101), {facts['steps']} steps of 8 crops"
    return [phantoms, f"CC0 fetal atlas of Fidon et al. 2021, weeks {', '.join(map(str, data.ATLAS_WEEKS))}"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", required=True)
    parser.add_argument("--validation", required=True)
    parser.add_argument("--checkpoint")
    parser.add_argument("--variant", default="pseudo")
    parser.add_argument("--version", default="0.2.0")
    parser.add_argument("--out", default=str(HOME))
    parser.add_argument("--cases", type=int, help="of the validation cases, the first so many (all without it)")
    parser.add_argument("--part", default="0/1", help="measure every n-th validation case from the i-th on, and no more: i/n")
    main(parser.parse_args())
