import type { Arrived, ArrivalFailure } from '@lectern/conduct';

type JsonDataset = Record<string, { vr: string; Value?: unknown[] }>;

/** Failure reasons of the Store Instances Response Module (PS3.3, C.38; values as in PS3.7, annex C, and PS3.4, table B.2-1). */
const reasons: Record<ArrivalFailure['kind'], number> = {
  unreadable: 0xc000, // cannot understand
  'not-admitted': 0xa900, // data set does not match SOP class: what this service takes
  'other-content': 0x0111, // duplicate SOP instance
  closed: 0x0110, // processing failure
};

/**
 * What became of each instance, as a Store Instances Response (PS3.18, 10.5.3 and annex I) in DICOM JSON. Images cannot be retrieved under the UIDs by which they
 * were sent, so no retrieve URL is given.
 */
export function storeResponse(arrived: readonly Arrived[]): { status: 200 | 202 | 409; dataset: JsonDataset } {
  const kept = arrived.filter(({ outcome }) => outcome !== 'refused');
  const failed = arrived.filter(({ outcome, sopInstanceUid }) => outcome === 'refused' && sopInstanceUid !== null);
  const unnamed = arrived.filter(({ outcome, sopInstanceUid }) => outcome === 'refused' && sopInstanceUid === null);
  const dataset: JsonDataset = {
    ...sequence('00081199', kept.map(referenceOf)),
    ...sequence(
      '00081198',
      failed.map((each) => ({ ...referenceOf(each), ...reasonOf(each) })),
    ),
    ...sequence('0008119A', unnamed.map(reasonOf)),
  };
  const status = kept.length === arrived.length ? 200 : kept.length > 0 ? 202 : 409;
  return { status, dataset: { '00081190': { vr: 'UR' }, ...dataset } };
}

function referenceOf({ sopClassUid, sopInstanceUid }: Arrived): JsonDataset {
  return { '00081150': uid(sopClassUid), '00081155': uid(sopInstanceUid) };
}

function reasonOf({ failure }: Arrived): JsonDataset {
  return { '00081197': { vr: 'US', Value: [failure ? reasons[failure.kind] : 0x0110] } };
}

const uid = (value: string | null): JsonDataset[string] => ({
  vr: 'UI',
  ...(value === null ? {} : { Value: [value] }),
});

const sequence = (tag: string, items: readonly JsonDataset[]): JsonDataset =>
  items.length > 0 ? { [tag]: { vr: 'SQ', Value: [...items] } } : {};
