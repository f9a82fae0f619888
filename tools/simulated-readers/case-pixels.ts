import { caseHash, stackHash } from '@lectern/dicom';
import type { CaseImages } from '@lectern/contracts';
import type { HttpSession } from './http-session.js';

interface Metadata {
  readonly [tag: string]: { readonly Value?: readonly unknown[] } | undefined;
}

export interface FetchedSlice {
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  /** Centre of the first pixel (LPS, mm) and the direction across slices. */
  readonly position: readonly number[];
  readonly normal: readonly number[];
}

/** Fetches metadata and every frame of a case as the viewer does; the hash of its decoded pixels names the case. */
export async function fetchCase(
  session: HttpSession,
  images: CaseImages,
): Promise<{ hash: string; slices: FetchedSlice[] }> {
  const slices: FetchedSlice[] = [];
  const stacks = await Promise.all(
    images.stacks.map(async ({ seriesInstanceUid }) => {
      const series = `/dicom-web/studies/${images.studyInstanceUid}/series/${seriesInstanceUid}`;
      const metadata = JSON.parse(
        new TextDecoder().decode(await session.bytes(`${series}/metadata`, 'application/dicom+json')),
      ) as Metadata[];
      const frames = [];
      for (const instance of metadata) {
        const sopInstanceUid = text(instance, '00080018');
        const body = await session.bytes(
          `${series}/instances/${sopInstanceUid}/frames/1`,
          'multipart/related; type="application/octet-stream"',
        );
        frames.push({
          rows: number(instance, '00280010'),
          columns: number(instance, '00280011'),
          bitsAllocated: number(instance, '00280100') as 8 | 16,
          bytes: firstPart(body),
        });
        slices.push({
          seriesInstanceUid,
          sopInstanceUid,
          position: numbers(instance, '00200032'),
          normal: cross(numbers(instance, '00200037')),
        });
      }
      return stackHash(frames);
    }),
  );
  return { hash: caseHash(stacks), slices };
}

/** The slice of a stack that lies nearest to a point (LPS, mm). */
export function nearestSlice(
  slices: readonly FetchedSlice[],
  seriesInstanceUid: string,
  point: readonly number[],
): FetchedSlice | undefined {
  const distance = ({ position, normal }: FetchedSlice): number =>
    Math.abs(normal.reduce((sum, n, i) => sum + n * ((point[i] ?? 0) - (position[i] ?? 0)), 0));
  return slices
    .filter((slice) => slice.seriesInstanceUid === seriesInstanceUid)
    .sort((a, b) => distance(a) - distance(b))[0];
}

const numbers = (instance: Metadata, tag: string): number[] => (instance[tag]?.Value ?? []).map(Number);
const number = (instance: Metadata, tag: string): number => numbers(instance, tag)[0] ?? Number.NaN;
const text = (instance: Metadata, tag: string): string => String(instance[tag]?.Value?.[0] ?? '');

function cross([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: number[]): number[] {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

/** The content of the first part of a multipart/related body. */
function firstPart(body: Uint8Array): Uint8Array {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const boundary = bytes.subarray(0, bytes.indexOf('\r\n'));
  const begin = bytes.indexOf('\r\n\r\n') + 4;
  return bytes.subarray(begin, bytes.indexOf(Buffer.concat([Buffer.from('\r\n'), boundary]), begin));
}
