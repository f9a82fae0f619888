"""How highdicom, an independent reader, understands the segmentations that Lectern writes.

Reads folders from standard input, one a line, each with the images of a stack (`*.dcm`), the mask of each
(`*.mask`, one byte a pixel) and `segmentation.seg`. Writes one JSON object a line: voxels of the masks, of the
segmentation, of both, how many frames lie where their image lies, and the score of the report `score.sr`.
"""

import json
import sys
from pathlib import Path

import highdicom
import numpy
from pydicom import dcmread


def compared(folder):
    segmentation = highdicom.seg.segread(folder / "segmentation.seg")
    images = {path: dcmread(path) for path in sorted(folder.glob("*.dcm"))}
    by_uid = {image.SOPInstanceUID: image for image in images.values()}
    uids = list(by_uid)
    found = segmentation.get_pixels_by_source_instance(
        source_sop_instance_uids=uids, segment_numbers=[1], assert_missing_frames_are_empty=True
    )[..., 0]
    masks = numpy.stack(
        [
            numpy.fromfile(path.with_suffix(".mask"), dtype=numpy.uint8).reshape(image.Rows, image.Columns)
            for path, image in images.items()
        ]
    )
    return {
        "mask": int(masks.sum()),
        "segmentation": int(found.sum()),
        "both": int(((masks > 0) & (found > 0)).sum()),
        "frames": len(segmentation.PerFrameFunctionalGroupsSequence),
        "score": score_of(folder / "score.sr"),
        "evidence": evidence_of(folder / "score.sr", list(by_uid)),
        "placed": sum(is_placed(frame, segmentation, by_uid) for frame in segmentation.PerFrameFunctionalGroupsSequence),
    }


def score_of(path):
    """The one measurement of the one group, as highdicom finds it."""
    report = highdicom.sr.srread(path)
    (group,) = report.content.get_image_measurement_groups()
    (measurement,) = group.get_measurements()
    return float(measurement.value)


def evidence_of(path, uids):
    study = dcmread(path).CurrentRequestedProcedureEvidenceSequence[0]
    named = [image.ReferencedSOPInstanceUID for series in study.ReferencedSeriesSequence for image in series.ReferencedSOPSequence]
    return sorted(named) == sorted(uids)


def is_placed(frame, segmentation, by_uid):
    source = frame.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
    image = by_uid[source]
    shared = segmentation.SharedFunctionalGroupsSequence[0]
    plane = shared if "PlaneOrientationSequence" in shared else frame
    orientation = plane.PlaneOrientationSequence[0].ImageOrientationPatient
    position = frame.PlanePositionSequence[0].ImagePositionPatient
    return bool(
        numpy.allclose(position, image.ImagePositionPatient, atol=1e-4)
        and numpy.allclose(orientation, image.ImageOrientationPatient, atol=1e-6)
    )


for line in sys.stdin:
    folder = Path(line.rstrip("\n"))
    print(json.dumps({"name": folder.name, **compared(folder)}), flush=True)
