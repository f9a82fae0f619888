import { code, derivedUid, parseInstance, writeMrSeries, writeSegmentation } from '@lectern/dicom';
import { type PhantomCase, hospitals, type Stack } from '@lectern/phantom';

/** A file of an examination; the name is its path below the examination's folder. */
export interface ExaminationFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Names an invented patient; the same family and label always give the same UIDs. */
export interface PhantomIdentity {
  readonly family: string;
  readonly label: string;
}

/** An invented date: the same whenever it is made. */
const studyDate = '20260115';
const studyTime = '101500';

/** The examination as its hospital's scanner would send it: `<orientation>/<n>.dcm`, a file a slice. */
export function phantomFiles(made: PhantomCase, identity: PhantomIdentity): ExaminationFile[] {
  return made.stacks.flatMap((stack, index) =>
    seriesOf(made, stack, index, identity).map((bytes, slice) => ({
      name: `${stack.orientation}/${slice + 1}.dcm`,
      bytes,
    })),
  );
}

/** The true haemorrhages: `<orientation>.seg.dcm` for each stack that shows any. */
export function phantomReference(made: PhantomCase, identity: PhantomIdentity): ExaminationFile[] {
  return made.stacks.flatMap((stack, index) => {
    const images = seriesOf(made, stack, index, identity).map((bytes) => parseInstance(bytes));
    const masks = new Map(
      images.map(({ uids }, slice) => [uids.sopInstanceUid, stack.slices[slice]?.lesionMask ?? new Uint8Array()]),
    );
    const bytes = writeSegmentation({
      images,
      masks,
      segment: {
        label: 'GMH-IVH',
        category: code.abnormalStructure,
        type: code.haemorrhage,
        algorithm: { name: 'digital fetal brain', version: 'reference' },
        cielab: [34_885, 53_485, 50_171],
      },
      contentDate: studyDate,
      contentTime: studyTime,
    });
    return bytes ? [{ name: `${stack.orientation}.seg.dcm`, bytes }] : [];
  });
}

function seriesOf(
  { request }: PhantomCase,
  stack: Stack,
  index: number,
  { family, label }: PhantomIdentity,
): Uint8Array[] {
  const hospital = hospitals[request.hospital];
  return writeMrSeries(stack, {
    studyInstanceUid: derivedUid(family, label),
    seriesInstanceUid: derivedUid(family, label, stack.orientation),
    frameOfReferenceUid: derivedUid(family, label, 'frame'),
    sopInstanceUid: (slice) => derivedUid(family, label, stack.orientation, `${slice}`),
    seriesNumber: index + 1,
    seriesDescription: `T2 HASTE ${stack.orientation}`,
    studyDate,
    studyTime,
    patient: { name: `Phantom^${label}`, id: label, sex: 'F' },
    attributes: {
      InstitutionName: hospital.site,
      Manufacturer: hospital.manufacturer,
      ManufacturerModelName: hospital.model,
      MagneticFieldStrength: hospital.fieldStrength,
      EchoTime: hospital.echoTime,
      RepetitionTime: hospital.repetitionTime,
    },
  });
}
