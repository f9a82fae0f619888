"""The Python side of the benchmark: reads the examinations as DICOM (pydicom), runs the package on ONNX Runtime and writes a SEG of each stack (highdicom); prints seconds a case as JSON.

    python3 python_side.py MODEL CASES THREADS
"""
import json
import pathlib
import sys
import time

import numpy as np
import pydicom

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "models/fetal-gmh-ivh/training"))
from pipeline import Model, Stack  # noqa: E402


def read_stack(folder):
    images = [pydicom.dcmread(path) for path in folder.glob("*.dcm")]
    directions = np.array(images[0].ImageOrientationPatient, float).reshape(2, 3)
    normal = np.cross(*directions)
    images.sort(key=lambda image: float(np.dot(normal, np.array(image.ImagePositionPatient, float))))
    positions = np.array([image.ImagePositionPatient for image in images], float)
    values = np.stack([image.pixel_array * float(image.get("RescaleSlope", 1)) + float(image.get("RescaleIntercept", 0)) for image in images])
    gap = float(np.median(np.diff(positions @ normal)))
    return images, Stack(values, tuple(float(v) for v in images[0].PixelSpacing), gap, positions, directions)


def segmentation(images, mask):
    """A binary SEG of one segment; none where nothing was found."""
    import highdicom

    if not mask.any():
        return
    code = highdicom.sr.CodedConcept("49755003", "SCT", "Morphologically abnormal structure")
    algorithm = highdicom.AlgorithmIdentificationSequence("fetal-gmh-ivh", code, "bench")
    segment = highdicom.seg.SegmentDescription(1, "GMH-IVH", code, highdicom.sr.CodedConcept("50960005", "SCT", "Hemorrhage"), "AUTOMATIC", algorithm)
    made = highdicom.seg.Segmentation(images, mask.astype(np.uint8), "BINARY", [segment], highdicom.UID(), 1, highdicom.UID(), 1, "Lectern", "bench", "1", "1")
    made.save_as("/dev/null")


def main(model_folder, cases, threads):
    model = Model(pathlib.Path(model_folder), int(threads))
    seconds, processor, scores = {}, {}, {}
    for case in sorted(path for path in pathlib.Path(cases).glob("case-*") if path.is_dir()):
        started, before = time.perf_counter(), time.process_time()
        stacks = [read_stack(case / plane) for plane in ("axial", "coronal", "sagittal")]
        score, results = model.run([stack for _, stack in stacks])
        for (images, _), result in zip(stacks, results):
            segmentation(images, result["masks"])
        seconds[case.name], processor[case.name], scores[case.name] = time.perf_counter() - started, time.process_time() - before, score
    print(json.dumps({"seconds": seconds, "processorSeconds": processor, "scores": scores}))


if __name__ == "__main__":
    main(*sys.argv[1:])
