import { createHmac } from 'node:crypto';
import type { SecretKey } from '../uid.js';

const dayMs = 86_400_000;
const leastDays = 365;
const spanDays = 3650;

/** Days by which the dates of a patient move: the patient's own, 1 to 11 years back, not to be guessed without the key. */
export function dateOffsetDays(key: SecretKey, patientKey: string): number {
  const digest = createHmac('sha256', key).update(`dates\0${patientKey}`).digest();
  return -(leastDays + (digest.readUInt32LE(0) % spanDays));
}

/**
 * A date (DA) or date and time (DT) moved by whole days; the time of day stays. What is not a date becomes empty:
 * nothing passes that was not understood.
 */
export function shiftDate(value: string, days: number): string {
  const match = /^(\d{4})(\d{2})(\d{2})((?:\d{2}){0,3}(?:\.\d{1,6})?)/.exec(value);
  if (!match) return '';
  const [, year, month, day, time = ''] = match;
  const moved = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)) + days * dayMs);
  if (Number.isNaN(moved.getTime()) || moved.getUTCFullYear() < 1000) return '';
  return moved.toISOString().slice(0, 10).replaceAll('-', '') + time;
}
