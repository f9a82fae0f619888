import type { CaseUpload, UploadOfCase } from '@lectern/records';
import type { UploadStanding } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound } from '../errors.js';

/** What was received in parts and did not move for so long is deleted. */
export const uploadKeptMillis = ({ uploadsKeptHours = 48 }: Pick<ConductDeps, 'uploadsKeptHours'>): number =>
  uploadsKeptHours * 3_600_000;

/** How much of an upload is stored (bytes). */
export const receivedOf = ({ ends }: CaseUpload): number => Number(ends.at(-1) ?? 0);

/** How an upload stands at an instant; null where it counts no more: it has expired, or the case that it became was refused since. */
export function countedStanding(
  deps: Pick<ConductDeps, 'uploadsKeptHours'>,
  upload: UploadOfCase | null,
  now: Date,
): UploadStanding | null {
  if (!upload || upload.movedAt.getTime() + uploadKeptMillis(deps) <= now.getTime()) return null;
  const { id, sourceLabel: label, bytes, case: known } = upload;
  if (known?.state === 'refused') return null;
  const isCase = known !== null && known.state !== 'receiving';
  return { id, label, bytes: Number(bytes), received: isCase ? Number(bytes) : receivedOf(upload) };
}

export const noUpload = (): NotFound =>
  new NotFound(
    'no-upload',
    'There is no such upload: it was never begun, was discarded, or has expired.',
    'Choose the same files again.',
  );
