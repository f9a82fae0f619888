import { createSecretKey } from 'node:crypto';
import { keyedUid, patientKeyOf } from '../uid.js';
import { dateOffsetDays } from './dates.js';

/** What stands for names under one key, each worked out once: the images of a series share all but one of their UIDs, and their patient. */
export class KeyedNames {
  private readonly key;
  private readonly uids = new Map<string, string>();
  private readonly patients = new Map<string, { readonly patientKey: string; readonly offsetDays: number }>();

  /** @param key at least 32 secret bytes */
  constructor(key: Uint8Array) {
    this.key = createSecretKey(key);
  }

  uid(uid: string): string {
    const known = this.uids.get(uid);
    if (known !== undefined) return known;
    const keyed = keyedUid(this.key, uid);
    this.uids.set(uid, keyed);
    return keyed;
  }

  /** The irreversible key of a patient, and by how many days their dates move. */
  patient(id: string, issuer = ''): { readonly patientKey: string; readonly offsetDays: number } {
    const name = JSON.stringify([issuer, id]);
    const known = this.patients.get(name);
    if (known) return known;
    const patientKey = patientKeyOf(this.key, id, issuer);
    const named = { patientKey, offsetDays: dateOffsetDays(this.key, patientKey) };
    this.patients.set(name, named);
    return named;
  }
}
