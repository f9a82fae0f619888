import type { ImageStanding } from '@lectern/records';
import type { Actor } from '../actor.js';
import type { FrameRange, ServedBytes, ServedFrames } from '../served.js';

/** Who asks for images, with what they may be given of one DICOM study as the request came in. For that one request: what is kept of it grants what is over. */
export interface ImageVisitor extends Actor {
  readonly standing: ImageStanding;
}

/**
 * DICOMweb answers, judged request by request: an actor's by a look at the record, an {@link ImageVisitor}'s by the look that was taken when their request came in.
 * @throws NotFound for whatever the actor may not reach, whether or not it exists
 */
export interface Images {
  /** Who is signed in by a token, as a visitor of a DICOM study, by one look at the record; null where nobody is. */
  visitorOf(sessionToken: string, studyUid: string): Promise<ImageVisitor | null>;
  /** QIDO-RS: the series of a study as DICOM JSON, source series and those AI series that may be seen. */
  series(actor: Actor, studyUid: string): Promise<unknown[]>;
  /** WADO-RS metadata of a series: a JSON array, as stored. */
  metadata(actor: Actor, studyUid: string, seriesUid: string): Promise<ServedBytes>;
  /**
   * Frames of an instance in the order asked, in the form that `accepted` names first and that can be had, samples in little endian where left out; numbers count from 1.
   * Source images have one frame each. @throws NotAcceptable
   */
  frames(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string,
    numbers: readonly number[],
    accepted?: readonly FrameRange[],
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
