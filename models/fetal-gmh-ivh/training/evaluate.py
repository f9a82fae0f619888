"""
Runs the packaged model (ONNX Runtime for Python, one thread) on cases that had no part in training or calibration, and writes evaluation/heldout.json and heldout.md.

    python3 evaluate.py --cohort A=DIR --cohort B=DIR --cohort C=DIR [--fetal-cases DIR]
"""
import argparse
import csv
import json
import pathlib
import time

import numpy as np
import onnxruntime
from scipy import ndimage

from data import cases_in, read_case
from preprocess import SPACING, case_score, evidence, largest_mass, prepare, resample

HOME = pathlib.Path(__file__).resolve().parent.parent
DRAWS = 2000


class Model:
    def __init__(self, home=HOME):
        self.manifest = json.loads((home / "model.json").read_text())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(home / self.manifest["file"]["name"]), options, providers=["CPUExecutionProvider"])
        self.threshold = self.manifest["output"]["pixelThreshold"]
        self.constants = self.manifest["caseScore"]

    def stack(self, values, spacing, slice_spacing):
        """Evidence of a stack and its mask on the stack's own grid."""
        images, (height, width) = prepare(values, spacing)
        batches = [self.session.run(None, {"image": images[i : i + 4]})[0] for i in range(0, len(images), 4)]
        probability = np.concatenate(batches)[:, 0, :height, :width]
        mass = largest_mass(probability, self.threshold, slice_spacing)
        native = resample(probability, (SPACING, SPACING), spacing, values.shape[1:])
        return evidence(mass, self.constants["epsilonMl"]), native >= self.threshold

    def score(self, evidences):
        return case_score(evidences, self.constants)


def dice(found, true):
    return 2 * float((found & true).sum()) / float(found.sum() + true.sum())


def phantom_results(model, folder):
    for path in cases_in(folder):
        about, stacks = read_case(path)
        truth = about["truth"]
        result = {"case": path.stem, "positive": truth["positive"], "grade": truth["grade"], "gaWeeks": truth["gestationalAgeWeeks"], "lesionMl": truth["lesionMl"]}
        yield measure(model, result, [(v, s["pixelSpacing"], s["spacingBetweenSlices"], m > 0) for s, (v, m, _) in zip(about["stacks"], stacks)])


def measure(model, result, stacks):
    evidences, overlaps = [], []
    for values, spacing, slice_spacing, true in stacks:
        e, mask = model.stack(values, spacing, slice_spacing)
        evidences.append(e)
        overlaps.append(dice(mask, true) if true is not None and true.any() else None)
    return {**result, "score": model.score(evidences), "stackScores": [model.score([e]) for e in evidences], "stackDice": overlaps}


def fetal_results(model, folder):
    """The DICOM examinations with implanted bleeds; needs pydicom."""
    import pydicom

    folder = pathlib.Path(folder)
    for row in csv.DictReader((folder / "reference.csv").open()):
        stacks = []
        for series in sorted((folder / row["case"]).iterdir()):
            images = [pydicom.dcmread(f) for f in series.glob("*.dcm")]
            row_axis, column_axis = np.array(images[0].ImageOrientationPatient, float).reshape(2, 3)
            normal = np.cross(row_axis, column_axis)
            images.sort(key=lambda d: float(np.dot(normal, np.array(d.ImagePositionPatient, float))))
            along = [float(np.dot(normal, np.array(d.ImagePositionPatient, float))) for d in images]
            values = np.stack([d.pixel_array * float(d.get("RescaleSlope", 1)) + float(d.get("RescaleIntercept", 0)) for d in images])
            spacing = [float(v) for v in images[0].PixelSpacing]
            reference = folder / "reference" / row["case"] / f"{series.name}.seg.dcm"
            true = seg_mask(pydicom.dcmread(reference), images) if reference.exists() else None
            stacks.append((values, spacing, float(np.median(np.diff(along))), true))
        result = {"case": row["case"], "positive": row["positive"] == "1", "grade": int(row["grade"]), "gaWeeks": float(row["ga_weeks"]), "site": row["site"], "lesionMl": float(row["lesion_ml"])}
        yield measure(model, result, stacks)


def seg_mask(seg, images):
    """Frames of a SEG laid on the slices that they refer to."""
    index = {d.SOPInstanceUID: i for i, d in enumerate(images)}
    mask = np.zeros((len(images), seg.Rows, seg.Columns), bool)
    frames = seg.pixel_array.reshape(-1, seg.Rows, seg.Columns)
    for frame, group in zip(frames, seg.PerFrameFunctionalGroupsSequence):
        source = group.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
        mask[index[source]] |= frame > 0
    return mask


def auc(scores, positive):
    """Mann-Whitney area; ties count one half."""
    p, n = scores[positive], scores[~positive]
    return float(np.mean((p[:, None] > n[None]) + 0.5 * (p[:, None] == n[None]))) if p.size and n.size else None


def wilson(count, n):
    if n == 0:
        return None
    z, p = 1.959964, count / n
    middle, half = (p + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return {"estimate": p, "ci95": [float(middle - half), float(middle + half)], "count": int(count), "of": int(n)}


def bootstrap(results, figure):
    """Percentile interval of a figure of a list of cases; cases are drawn with replacement, positives and negatives apart."""
    rng = np.random.default_rng(7)
    classes = [[r for r in results if r["positive"] == c] for c in (True, False)]
    values = []
    for _ in range(DRAWS):
        drawn = [cases[i] for cases in classes if cases for i in rng.integers(0, len(cases), len(cases))]
        value = figure(drawn)
        if value is not None:
            values.append(value)
    return {"estimate": figure(results), "ci95": [float(v) for v in np.quantile(values, [0.025, 0.975])]} if values else None


def summarise(results, threshold):
    positive = [r for r in results if r["positive"]]
    negative = [r for r in results if not r["positive"]]

    def case_auc(rs):
        return auc(np.array([r["score"] for r in rs]), np.array([r["positive"] for r in rs]))

    def stack_auc(rs):
        return auc(np.array([s for r in rs for s in r["stackScores"]]), np.array([r["positive"] for r in rs for _ in r["stackScores"]]))

    def mean_dice(rs):
        values = [d for r in rs if r["positive"] for d in r["stackDice"] if d is not None]
        return float(np.mean(values)) if values else None

    def share(rs, called):
        values = [(s >= threshold) == called for r in rs for s in r["stackScores"]]
        return float(np.mean(values)) if values else None

    return {
        "cases": {"positive": len(positive), "negative": len(negative)},
        "caseLevel": {
            "sensitivity": wilson(sum(r["score"] >= threshold for r in positive), len(positive)),
            "specificity": wilson(sum(r["score"] < threshold for r in negative), len(negative)),
            "auc": bootstrap(results, case_auc),
        },
        "stackLevel": {
            "sensitivity": bootstrap(positive, lambda rs: share([r for r in rs if r["positive"]], True)),
            "specificity": bootstrap(negative, lambda rs: share([r for r in rs if not r["positive"]], False)),
            "auc": bootstrap(results, stack_auc),
            "dice": bootstrap(positive, mean_dice),
        },
        "sensitivityByGrade": {str(g): wilson(sum(r["score"] >= threshold for r in positive if r["grade"] == g), sum(r["grade"] == g for r in positive)) for g in (1, 2, 3, 4)},
    }


def table(report):
    def cell(value):
        return "-" if value is None or value["estimate"] is None else f"{value['estimate']:.3f} ({value['ci95'][0]:.3f}-{value['ci95'][1]:.3f})"

    lines = ["| cohort | positive / negative | case AUC | sensitivity | specificity | stack Dice |", "| --- | --- | --- | --- | --- | --- |"]
    for name, s in report["heldOut"].items():
        c = s["caseLevel"]
        lines.append(f"| {name} | {s['cases']['positive']} / {s['cases']['negative']} | {cell(c['auc'])} | {cell(c['sensitivity'])} | {cell(c['specificity'])} | {cell(s['stackLevel']['dice'])} |")
    lines += ["", "| grade | sensitivity, all hospitals |", "| --- | --- |"]
    lines += [f"| {g} | {cell(v)} |" for g, v in report["heldOut"]["all"]["sensitivityByGrade"].items()]
    if report.get("fetalCases"):
        lines += ["", "| examination | grade | weeks | lesion ml | score | called | Dice by stack |", "| --- | --- | --- | --- | --- | --- | --- |"]
        for r in report["fetalCases"]:
            overlaps = ", ".join("-" if d is None else f"{d:.2f}" for d in r["stackDice"])
            lines.append(f"| {r['case']} | {r['grade']} | {r['gaWeeks']:.0f} | {r['lesionMl']:.3f} | {r['score']:.3f} | {'positive' if r['called'] else 'negative'} | {overlaps} |")
    return "\n".join(lines) + "\n"


def main(options):
    model = Model()
    threshold = model.constants["operatingThreshold"]
    report = {"model": {k: model.manifest[k] for k in ("id", "version")} | {"sha256": model.manifest["file"]["sha256"]}, "operatingThreshold": threshold, "heldOut": {}}
    everything, started = [], time.time()
    for cohort in options.cohort:
        name, folder = cohort.split("=", 1)
        results = list(phantom_results(model, folder))
        report["heldOut"][f"hospital {name}"] = summarise(results, threshold)
        everything += results
        print(f"hospital {name}: {time.time() - started:.0f} s", flush=True)
    report["heldOut"]["all"] = summarise(everything, threshold)
    if options.fetal_cases:
        report["fetalCases"] = [{**r, "called": r["score"] >= threshold} for r in fetal_results(model, options.fetal_cases)]
    out = HOME / "evaluation"
    (out / "heldout.json").write_text(json.dumps(report, indent=1) + "\n")
    (out / "heldout.md").write_text(table(report))
    print(table(report))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--cohort", action="append", required=True)
    parser.add_argument("--fetal-cases")
    main(parser.parse_args())
