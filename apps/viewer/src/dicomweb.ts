import { type Dataset, Tag, need, text } from './dicom-json.js';
import { type Part, parseMultipart } from './multipart.js';
import { type Slice, alongNormal, toSlice } from './slice.js';

const ROOT = '/dicom-web';

/** The gateway refused or failed: the server decides what this read may see. */
export class ImagesUnavailable extends Error {
  constructor(path: string, status: number) {
    super(`The server answered ${status} to ${path.replace(/[0-9.]{20,}/g, '…')}`);
  }
}

const seriesPath = (study: string, series: string): string => `${ROOT}/studies/${study}/series/${series}`;

/**
 * The slices of one series in the order of their positions (WADO-RS, PS3.18 section 10.4). The session cookie speaks for the reader.
 *
 * @throws ImagesUnavailable if the gateway refuses; Error if an instance lacks what display needs
 */
export async function fetchSlices(study: string, series: string): Promise<readonly Slice[]> {
  const datasets = await fetchMetadata(study, series);
  const slices = datasets.map((dataset) => toSlice(dataset, frameImageId(study, series, dataset)));
  if (slices.length === 0) throw new ImagesUnavailable(seriesPath(study, series), 404);
  return alongNormal(slices);
}

export async function fetchMetadata(study: string, series: string): Promise<readonly Dataset[]> {
  const response = await get(`${seriesPath(study, series)}/metadata`, 'application/dicom+json');
  return (await response.json()) as readonly Dataset[];
}

/** Frames 1 to `count` of an instance in one request, each as stored. */
export async function fetchFrames(
  study: string,
  series: string,
  instance: string,
  count: number,
): Promise<readonly Part[]> {
  const list = Array.from({ length: count }, (_, index) => index + 1).join(',');
  const path = `${seriesPath(study, series)}/instances/${instance}/frames/${list}`;
  const response = await get(path, 'multipart/related; type="application/octet-stream"; transfer-syntax=*');
  return parseMultipart(response.headers.get('content-type') ?? '', new Uint8Array(await response.arrayBuffer()));
}

async function get(path: string, accept: string): Promise<Response> {
  const response = await fetch(path, { headers: { accept }, credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok) throw new ImagesUnavailable(path, response.status);
  return response;
}

function frameImageId(study: string, series: string, dataset: Dataset): string {
  const instance = need(text(dataset, Tag.SOPInstanceUID), 'SOPInstanceUID');
  return `wadors:${seriesPath(study, series)}/instances/${instance}/frames/1`;
}
