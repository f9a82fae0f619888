import type { DocumentToSign, Protocol } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import type { ReaderSignature } from '@lectern/records';

/** The documents of the protocol, as they are shown and hashed. */
export function documentsOf({ documents = [] }: Protocol): DocumentToSign[] {
  return documents.map((document) => ({ ...document, hash: hashOf(document) }));
}

/** Those that a reader has not signed in the version that holds. */
export function unsignedBy(protocol: Protocol, signatures: readonly ReaderSignature[]): DocumentToSign[] {
  return documentsOf(protocol).filter(
    ({ id, version }) => !signatures.some((signed) => signed.document === id && signed.version === version),
  );
}
