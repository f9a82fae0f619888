import type { CaseIdentity } from '@lectern/contracts';
import { textOf, type Dataset } from '@lectern/dicom';
import { openBytes, openJson, sealBytes, sealJson } from '../encryption/sealing.js';

export type Identity = CaseIdentity;

/** The attributes by which a hospital finds the examination again. */
export function identityOf(dataset: Dataset): Identity {
  const text = (tag: string): string | null => textOf(dataset, tag) ?? null;
  return {
    patientId: text('00100020'),
    issuer: text('00100021'),
    patientName: text('00100010'),
    birthDate: text('00100030'),
    accessionNumber: text('00080050'),
    studyDate: text('00080020'),
    institution: text('00080080'),
    studyInstanceUid: text('0020000D'),
  };
}

/** Seals identities for the re-identification list, and refused originals, under a key of its own, bound to the case. */
export class IdentityVault {
  /** @param key 32 secret bytes, kept apart from the database: without them the list says nothing */
  constructor(private readonly key: Uint8Array) {}

  /** @returns nonce, ciphertext and tag */
  seal(caseId: string, identity: Identity): Uint8Array {
    return sealJson(this.key, caseId, identity);
  }

  /** @throws Error where the key, the case or a byte is another */
  open(caseId: string, sealed: Uint8Array): Identity {
    return openJson(this.key, caseId, sealed) as Identity;
  }

  /** @param context what the bytes are and of which case: they open under no other */
  sealBytes(context: string, bytes: Uint8Array): Uint8Array {
    return sealBytes(this.key, context, bytes);
  }

  /** @throws Error where the key, the context or a byte is another */
  openBytes(context: string, sealed: Uint8Array): Uint8Array {
    return openBytes(this.key, context, sealed);
  }
}
