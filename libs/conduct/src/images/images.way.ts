import type { Actor } from '../actor.js';
import type { ServedFrames } from '../served.js';
import type { ServedBytes } from '../served.js';

/** DICOMweb answers, judged request by request. @throws NotFound for whatever the actor may not reach, whether or not it exists */
export interface Images {
  /** QIDO-RS: the series of a study as DICOM JSON, source series and those AI series that may be seen. */
  series(actor: Actor, studyUid: string): Promise<unknown[]>;
  /** WADO-RS metadata of a series: a JSON array, as stored. */
  metadata(actor: Actor, studyUid: string, seriesUid: string): Promise<ServedBytes>;
  /** Frames of an instance in the order asked, uncompressed little endian; numbers count from 1. Source images have one frame each. */
  frames(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string,
    numbers: readonly number[],
  ): Promise<ServedFrames>;
  /** An image of a source series as PNG, its middle one where none is named; `most` rows and columns. AI objects are never rendered here. */
  rendered(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string | null,
    most?: number,
  ): Promise<ServedBytes>;
  /** A whole instance: AI segmentations only. */
  instance(actor: Actor, studyUid: string, seriesUid: string, sopUid: string): Promise<ServedBytes>;
}
