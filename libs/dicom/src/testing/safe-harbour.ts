/**
 * The 18 identifiers of HIPAA's safe harbour (45 CFR 164.514(b)(2)), each as hospitals write them; invented. No text of one is part of
 * anything that Lectern itself writes.
 */
export const safeHarbour = {
  name: 'QUARTERSTAFF',
  address: '1428 ELMWOOD TER',
  date: '19870423',
  telephone: '4155550132',
  fax: '4155550199',
  email: 'WQ@EXAMPLE.ORG',
  socialSecurity: '078051120',
  medicalRecord: 'MRN88231947',
  healthPlan: 'HPN55237781',
  account: 'ACC00918273',
  licence: 'LICD1234567',
  vehicle: 'VIN82633A004352',
  device: 'SN44910XRTK',
  url: 'HTTP://WQ.ORG/P',
  address4: '203.0.113.77',
  biometric: 'IRISA77F019Z',
  photograph: 'JFIFFACE0WQ',
  other: 'SUBJ0042ZKQ',
} as const;

/** Those that are numbers, as numeric attributes can hold them. */
export const numericIdentifiers = [
  safeHarbour.telephone,
  safeHarbour.fax,
  safeHarbour.socialSecurity,
  safeHarbour.date,
];

/** Identifiers of which anything is left in text or bytes, whatever the case of the letters. */
export function identifiersIn(content: Uint8Array | string): string[] {
  const text = (typeof content === 'string' ? content : Buffer.from(content).toString('latin1')).toUpperCase();
  return Object.values(safeHarbour).filter((identifier) => text.includes(identifier));
}
