import { isSigned, type Signer } from './signature.js';

/** What a person signs: a kind of record of one study, by the hash of its content. */
export interface SignedRecord {
  readonly study: string;
  readonly kind: string;
  readonly hash: string;
}

/** An electronic signature (21 CFR 11.50, 11.70): who, when and with what meaning, bound to one record and sealed by the installation. */
export interface ElectronicSignature {
  readonly record: SignedRecord;
  readonly by: { readonly id: string; readonly name: string };
  readonly meaning: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** How the person proved to be the one, for this signature. */
  readonly authenticatedBy: 'password' | 'code' | 'openid';
  readonly key: string;
  readonly signature: string;
}

export function sealSignature(
  signer: Signer,
  signed: Omit<ElectronicSignature, 'key' | 'signature'>,
): ElectronicSignature {
  const { record, by, meaning, at, authenticatedBy } = signed;
  const statement = {
    record: { study: record.study, kind: record.kind, hash: record.hash },
    by: { id: by.id, name: by.name },
    ...{ meaning, at, authenticatedBy, key: signer.publicKey },
  };
  return { ...statement, signature: signer.sign('electronic signature', statement) };
}

/** Why a signature does not stand for this record; null where it does. */
export function signatureProblem({ signature, ...statement }: ElectronicSignature, of: SignedRecord): string | null {
  const { record, by } = statement;
  const name = `the signature of ${by.name} (${record.kind})`;
  if (!isSigned(statement.key, 'electronic signature', statement, signature))
    return `${name} was altered: its seal does not cover it`;
  if (record.study !== of.study || record.kind !== of.kind || record.hash !== of.hash)
    return `${name} is of another record, not of this ${of.kind}`;
  return null;
}
