import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.js';

/** What a signature is for. It is part of what is signed, so that a signature of one kind never stands for another. */
export type SignaturePurpose = 'chain head' | 'electronic signature' | 'bundle';

/** Signs for one installation. `publicKey` is 32 bytes in hexadecimal. */
export interface Signer {
  readonly publicKey: string;
  /** Ed25519 signature of a statement, 64 bytes in hexadecimal. @throws NotCanonical */
  sign(purpose: SignaturePurpose, statement: object): string;
}

/** @param secretKey 32 bytes (RFC 8032, 5.1.5) */
export function signerOf(secretKey: Uint8Array): Signer {
  return {
    publicKey: bytesToHex(ed25519.getPublicKey(secretKey)),
    sign: (purpose, statement) => bytesToHex(ed25519.sign(signedBytes(purpose, statement), secretKey)),
  };
}

/** Whether the holder of a key signed this statement for this purpose; false for whatever is no key or signature. */
export function isSigned(publicKey: string, purpose: SignaturePurpose, statement: object, signature: string): boolean {
  try {
    return ed25519.verify(hexToBytes(signature), signedBytes(purpose, statement), hexToBytes(publicKey), {
      zip215: false, // RFC 8032 to the letter: one signature has one encoding
    });
  } catch {
    return false;
  }
}

function signedBytes(purpose: SignaturePurpose, statement: object): Uint8Array {
  return utf8ToBytes(`lectern ${purpose} 1\n${canonicalJson(statement)}`);
}
