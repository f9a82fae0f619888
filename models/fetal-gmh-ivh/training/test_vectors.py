"""
Writes ../test-vectors: a small examination of three stacks (whole numbers made by a formula, so that no file holds it) with the score, evidence, masks and probabilities that it must give,
by pipeline.py on ONNX Runtime for Python.

    python3 test_vectors.py
"""
import hashlib
import json

import numpy as np

from pipeline import HOME, Model, Stack

# Rows, columns, slices; spacing; distance of slices; direction along a row and down a column.
SHAPES = {
    "axial": ((60, 52, 7), (1.0, 1.0), 4.0, ((1, 0, 0), (0, 1, 0))),
    "coronal": ((48, 64, 6), (1.1, 0.9), 4.0, ((1, 0, 0), (0, 0, -1))),
    "sagittal": ((56, 56, 8), (0.85, 0.85), 3.0, ((0, 1, 0), (0, 0, -1))),
}


def head(name):
    """A bright fluid-filled shell, grey brain, two bright ventricles, one of them with a dark clot; a grain of whole numbers over all."""
    (rows, columns, slices), spacing, gap, directions = SHAPES[name]
    s, r, c = np.meshgrid(np.arange(slices), np.arange(rows), np.arange(columns), indexing="ij")
    directions = np.array(directions, float)
    normal = np.cross(*directions)
    along = lambda a, s, r, c: directions[0][a] * (c - (columns - 1) / 2) * spacing[1] + directions[1][a] * (r - (rows - 1) / 2) * spacing[0] + normal[a] * (s - (slices - 1) / 2) * gap
    place = [along(a, s, r, c) for a in range(3)]
    inside = lambda centre, radii: sum(((p - m) / q) ** 2 for p, m, q in zip(place, centre, radii)) < 1
    values = np.full(s.shape, 180)
    values[inside((0, 0, 0), (26, 28, 26))] = 1000
    values[inside((0, 0, 0), (22, 24, 22))] = 560
    values[inside((7, 2, 3), (5, 13, 6)) | inside((-7, 2, 3), (5, 13, 6))] = 980
    values[inside((7, 4, 2), (4, 7, 5))] = 190
    values = values + (s * 31 + r * 17 + c * 7) % 61 - 30
    positions = np.array([[along(a, k, 0, 0) for a in range(3)] for k in range(slices)])
    return Stack(values, spacing, gap, positions, directions)


def main():
    model = Model()
    stacks = {name: head(name) for name in SHAPES}
    score, results = model.run(list(stacks.values()))
    described = [
        {
            "id": name, "inputSha256": hashlib.sha256(stacks[name].values.astype("<i2").tobytes()).hexdigest(),
            "score": result["score"], "evidence": result["evidence"], "foreign": bool(result["foreign"]),
            "maskVoxels": int(result["masks"].sum()), "maskSha256": hashlib.sha256(result["masks"].astype(np.uint8).tobytes()).hexdigest(),
            "probabilities": [float(v) for v in result["probabilities"].ravel()[:: PROBE]],
        }
        for name, result in zip(SHAPES, results)
    ]
    out = HOME / "test-vectors"
    out.mkdir(exist_ok=True)
    (out / "expected.json").write_text(json.dumps({"modelSha256": model.manifest["file"]["sha256"], "tolerance": 2e-5, "probe": PROBE, "caseScore": score, "stacks": described}) + "\n")
    print(f"case score {score:.6f}; mask voxels {[d['maskVoxels'] for d in described]}")


# Every so-manieth probability is kept.
PROBE = 37

if __name__ == "__main__":
    main()
