"""What two Python de-identifiers do to the attributes of DICOM files.

Reads paths from standard input, one a line; writes one JSON object a line: by attribute (top level), whether
dicom-anonymizer and dicognito kept, changed, emptied or removed its value.
"""

import copy
import json
import sys
import warnings

from dicognito.anonymizer import Anonymizer
from dicomanonymizer import anonymize_dataset
from pydicom import dcmread

warnings.simplefilter("ignore")


def outcome(before, after, tag):
    if tag not in after:
        return "removed"
    if after[tag].value == before[tag].value:
        return "kept"
    return "emptied" if after[tag].is_empty else "changed"


def outcomes(before, act):
    after = copy.deepcopy(before)
    act(after)
    return {f"{element.tag:08X}": outcome(before, after, element.tag) for element in before if not element.is_empty}


for line in sys.stdin:
    path = line.rstrip("\n")
    dataset = dcmread(path, force=True)
    result = {
        "dicom-anonymizer": outcomes(dataset, anonymize_dataset),
        "dicognito": outcomes(dataset, Anonymizer(seed="a fixed seed").anonymize),
    }
    print(json.dumps({"path": path, "outcomes": result}), flush=True)
