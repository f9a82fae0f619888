import { Orthanc } from '../../../libs/conduct/testing/orthanc.js';
import { instancesOf, type SentExamination } from './examinations.js';
import { ask, type Asked, keepAlive, medianMillis, stow, timed } from './stow.js';

export interface ServedTimes {
  /** Milliseconds, median. */
  readonly frame: number;
  readonly metadata: number;
}

export interface OrthancFigures extends ServedTimes {
  /** Instances a second, by way of sending. */
  readonly rates: Readonly<Record<string, number>>;
}

/** Requests of each kind whose times are taken, after as many that are not: servers in use are warm. */
export const servedTimes = 1000;

interface JsonDataset {
  readonly [tag: string]: { readonly Value?: readonly unknown[] } | undefined;
}

/** How everything is sent: so many instances a request, over so many connections. */
function waysOf(examinations: readonly SentExamination[]): [string, (readonly Uint8Array[])[], number][] {
  const series = examinations.flatMap((each) => each.series);
  return [
    ['one by one, 2 connections', series.flat().map((bytes) => [bytes]), 2],
    ['a series at a time', series, 1],
    ['a series at a time, 2 connections', series, 2],
    ['a series at a time, 4 connections', series, 4],
    ['an examination at a time, 2 connections', examinations.map((each) => each.series.flat()), 2],
  ];
}

/** Stores everything into a fresh Orthanc, once a way of sending, after the examinations to warm up with; then asks the last one for frames and metadata. */
export async function orthancFigures(
  warmUp: readonly SentExamination[],
  examinations: readonly SentExamination[],
): Promise<OrthancFigures> {
  const rates: Record<string, number> = {};
  let served: ServedTimes | null = null;
  const ways = waysOf(examinations);
  for (const [way, requests, connections] of ways) {
    const orthanc = await Orthanc.start();
    try {
      const target = { url: `${orthanc.url}/dicom-web/studies`, agent: keepAlive(connections) };
      const send = (instances: readonly Uint8Array[]): Promise<void> => stow(target, instances);
      await timed(
        warmUp.flatMap((each) => each.series),
        connections,
        send,
      );
      rates[way] = instancesOf(examinations) / (await timed(requests, connections, send));
      if (way === ways.at(-1)?.[0]) served = await servedBy(`${orthanc.url}/dicom-web`, {});
    } finally {
      await orthanc.stop();
    }
  }
  if (!served) throw new Error('Orthanc was asked for nothing');
  return { rates, ...served };
}

/** Median times of frames and series metadata of what a DICOMweb server holds. */
export async function servedBy(
  root: string,
  headers: Readonly<Record<string, string>>,
  studies?: readonly string[],
): Promise<ServedTimes> {
  const agent = keepAlive(1);
  const json = async (path: string): Promise<JsonDataset[]> => {
    const { body } = await ask({ url: root + path, agent, headers: { ...headers, accept: 'application/dicom+json' } });
    return JSON.parse(body.toString()) as JsonDataset[];
  };
  const uid = (dataset: JsonDataset, tag: string): string => String(dataset[tag]?.Value?.[0]);
  const series: string[] = [];
  const frames: string[] = [];
  for (const study of studies ?? (await json('/studies')).map((each) => uid(each, '0020000D'))) {
    for (const each of await json(`/studies/${study}/series`)) {
      const path = `/studies/${study}/series/${uid(each, '0020000E')}`;
      series.push(`${path}/metadata`);
      for (const image of await json(`${path}/metadata`))
        frames.push(`${path}/instances/${uid(image, '00080018')}/frames/1`);
    }
  }
  const octets = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
  const asked = (paths: readonly string[], accept: string) =>
    paths.map((path) => ({ url: root + path, agent, headers: { ...headers, accept } }));
  const median = async (requests: readonly Asked[]): Promise<number> => {
    await medianMillis(requests, servedTimes); // warms the server and this client up
    return medianMillis(requests, servedTimes);
  };
  return {
    frame: await median(asked(frames, octets)),
    metadata: await median(asked(series, 'application/dicom+json')),
  };
}
