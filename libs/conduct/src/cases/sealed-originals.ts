import type { CaseId, StudyId } from '@lectern/contracts';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound, Refused } from '../errors.js';
import { quarantineFolder, sealedFolder, sealedKey } from '../object-keys.js';

/**
 * Encrypts what the quarantine holds of a refused case, file by file, and empties it. It can be broken off and called again: a file is deleted only after all of
 * them are sealed.
 */
export async function sealOriginals({ store, identityVault }: ConductDeps, id: string): Promise<void> {
  const folder = quarantineFolder(id);
  for await (const key of store.list(folder)) {
    const file = Number.parseInt(key.slice(folder.length), 10);
    await store.put(sealedKey(id, file), identityVault.sealBytes(contextOf(id, file), await store.get(key)));
  }
  await store.deleteFolder(folder);
}

/** Deletes the sealed originals whose time is over. @returns of how many cases */
export async function expireOriginals({ records, store, clock }: ConductDeps): Promise<number> {
  const expired = await records.read.cases.sealedUntil(clock.now());
  for (const id of expired) {
    await store.deleteFolder(sealedFolder(id));
    await records.transaction((tx) => tx.cases.setSealedUntil(id, null));
  }
  return expired.length;
}

/**
 * A file of a refused case as it came, for whoever must find out what is wrong with it. Who asked, when and why is logged before the answer.
 * @throws NotFound, also after its time; Refused for who is no administrator
 */
export async function openOriginal(
  { records, store, identityVault }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: CaseId,
  { file, reason }: { readonly file: number; readonly reason: string },
): Promise<Uint8Array> {
  if (!actor.administrator)
    throw new Refused('not-permitted', 'Only administrators open sealed originals.', 'Ask an administrator.');
  const key = sealedKey(id, file);
  await records.transaction(async (tx) => {
    if (!(await tx.cases.ofStudyById(study, id))) throw noOriginal();
    await tx.identities.noteAccess({ at: tx.now, userId: actor.user, caseId: id, reason });
  });
  if (!(await store.exists(key))) throw noOriginal();
  return identityVault.openBytes(contextOf(id, file), await store.get(key));
}

const contextOf = (id: string, file: number): string => `${id} original ${file}`;
const noOriginal = (): NotFound =>
  new NotFound(
    'no-original',
    'There is no such sealed file.',
    'Only refused cases keep their files, and only for a while.',
  );
