import { explicitLittleEndian, htj2kLossless } from '@lectern/dicom';
import type { FrameRange } from '../served.js';
import type { FrameForm } from './stored-frames.js';

export interface ServedForm {
  readonly form: FrameForm;
  /** Of each part. */
  readonly contentType: string;
}

interface Offer {
  readonly form: FrameForm;
  readonly mediaType: string;
  readonly transferSyntax: string;
  /** Whether it is what the media type alone stands for (PS3.18, tables 8.7.3-2 and 8.7.3-5). */
  readonly isDefault: boolean;
}

const octets = 'application/octet-stream';
const samples: Offer = { form: 'native', mediaType: octets, transferSyntax: explicitLittleEndian, isDefault: true };
const stream: Offer = { form: 'htj2k', mediaType: octets, transferSyntax: htj2kLossless, isDefault: false };
const image: Offer = { ...stream, mediaType: 'image/jphc', isDefault: true };

/** What may be made of frames by how they are stored, what costs least first. */
const offers: Readonly<Record<FrameForm, readonly Offer[]>> = { native: [samples], htj2k: [stream, samples, image] };

/**
 * The form in which stored frames are served: by the first range that can be met, as they are stored where it allows that. HTJ2K goes only to who names it, by its
 * media type, its UID or `transfer-syntax=*`; who names nothing is given samples.
 *
 * @param ranges those that the client likes best first; none: it does not say
 * @returns null where no range can be met
 */
export function servedForm(stored: FrameForm, ranges: readonly FrameRange[]): ServedForm | null {
  const isMet = (range: FrameRange): Offer | undefined => offers[stored].find((offer) => meets(offer, range));
  const offer = ranges.length === 0 ? samples : ranges.map(isMet).find((met) => met !== undefined);
  return offer
    ? { form: offer.form, contentType: `${offer.mediaType}; transfer-syntax=${offer.transferSyntax}` }
    : null;
}

function meets(offer: Offer, { mediaType, transferSyntax }: FrameRange): boolean {
  if (mediaType !== offer.mediaType && mediaType !== '*') return false;
  if (transferSyntax === null) return offer.isDefault;
  return transferSyntax === '*' || transferSyntax === offer.transferSyntax;
}
