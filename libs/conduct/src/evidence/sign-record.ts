import type { Signing, StudyId } from '@lectern/contracts';
import { sealSignature, type ElectronicSignature } from '@lectern/evidence';
import type { Transaction } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { useAuthentication, type Authentication } from '../sign-in/authenticate.js';

/** The kinds of record that a person signs. */
export type SignedKind = 'freeze' | 'lock' | 'amendment' | 'unblinding';

/** Who signs, with what meaning, after proving to be the one. */
export interface Signatory {
  readonly actor: Actor;
  readonly meaning: Signing['meaning'];
  readonly authentication: Authentication;
}

/** Signs a record of a study by its hash, in the transaction that makes the record. @returns what the audit entry says of it */
export async function signRecord(
  tx: Transaction,
  { ids, signer }: Pick<ConductDeps, 'ids' | 'signer'>,
  { actor, meaning, authentication }: Signatory,
  study: StudyId,
  kind: SignedKind,
  hash: string,
): Promise<ElectronicSignature> {
  await useAuthentication(tx, authentication);
  const signed = sealSignature(signer, {
    record: { study, kind, hash },
    by: { id: actor.user, name: actor.name },
    ...{ meaning, at: tx.now.toISOString(), authenticatedBy: authentication.method },
  });
  await tx.evidence.addSignature({
    ...{ id: ids.next(), studyId: study, userId: actor.user, name: actor.name, meaning, at: tx.now },
    ...{ authenticatedBy: authentication.method, recordKind: kind, recordHash: hash },
    ...{ key: signed.key, signature: signed.signature },
  });
  return signed;
}
