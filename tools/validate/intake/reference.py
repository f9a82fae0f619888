"""What pydicom, the independent decoder, makes of DICOM files.

Reads paths from standard input, one a line, and writes one JSON object a line: for a grey image of 8 or 16 bits the
SHA-256 of each frame's samples (little endian, row by row) by decoding plugin; otherwise why there is none. Where a
second path follows after a tab, it holds another decoder's samples of all frames, and the largest difference is given.
"""

import hashlib
import json
import sys
import warnings

import numpy
from pydicom import dcmread
from pydicom.pixels import get_decoder

warnings.simplefilter("ignore")
MOST_PIXELS = 2**26


def frames_by_plugin(dataset):
    syntax = dataset.file_meta.TransferSyntaxUID
    if not syntax.is_encapsulated:
        return {"native": frames_of(get_decoder(syntax).iter_array(dataset, raw=True))}
    decoder = get_decoder(syntax)
    found = {}
    for plugin in decoder.available_plugins:
        try:
            found[plugin] = frames_of(decoder.iter_array(dataset, raw=True, decoding_plugin=plugin))
        except Exception:  # a plugin that cannot decode this file says nothing about it
            continue
    return found


def frames_of(frames):
    return [numpy.ascontiguousarray(frame.astype(frame.dtype.newbyteorder("<"))) for frame, _ in frames]


def difference(frames, path):
    flat = numpy.concatenate([frame.ravel() for frame in frames])
    other = numpy.fromfile(path, dtype=flat.dtype)
    if other.size != flat.size:
        return None
    return int(numpy.abs(flat.astype(numpy.int64) - other).max())


def described(path, other):
    dataset = dcmread(path, force=True)
    if "PixelData" not in dataset:
        return {"none": "no pixel data"}
    if dataset.get("SamplesPerPixel", 1) != 1 or dataset.BitsAllocated not in (8, 16):
        return {"none": "not grey of 8 or 16 bits"}
    if dataset.Rows * dataset.Columns > MOST_PIXELS:
        return {"none": "too large"}
    if "TransferSyntaxUID" not in dataset.file_meta:
        implicit, little = dataset.original_encoding
        dataset.file_meta.TransferSyntaxUID = (
            "1.2.840.10008.1.2" if implicit else "1.2.840.10008.1.2.1" if little else "1.2.840.10008.1.2.2"
        )
    found = frames_by_plugin(dataset)
    hashes = {
        plugin: [hashlib.sha256(frame.tobytes()).hexdigest() for frame in frames] for plugin, frames in found.items()
    }
    if not other:
        return {"frames": hashes}
    return {"frames": hashes, "difference": {plugin: difference(frames, other) for plugin, frames in found.items()}}


for line in sys.stdin:
    path, _, other = line.rstrip("\n").partition("\t")
    try:
        result = described(path, other)
    except Exception as error:
        result = {"none": type(error).__name__}
    print(json.dumps({"path": path, **result}), flush=True)
