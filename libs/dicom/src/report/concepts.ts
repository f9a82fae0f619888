import type { Code } from '../segmentation/codes.js';

/** Concepts of measurement reports (PS3.16, TID 1500 and those that it includes). */
export const concept = {
  report: { value: '126000', scheme: 'DCM', meaning: 'Imaging Measurement Report' },
  language: { value: '121049', scheme: 'DCM', meaning: 'Language of Content Item and Descendants' },
  english: { value: 'en', scheme: 'RFC5646', meaning: 'English' },
  observerType: { value: '121005', scheme: 'DCM', meaning: 'Observer Type' },
  device: { value: '121007', scheme: 'DCM', meaning: 'Device' },
  deviceUid: { value: '121012', scheme: 'DCM', meaning: 'Device Observer UID' },
  deviceName: { value: '121013', scheme: 'DCM', meaning: 'Device Observer Name' },
  procedureReported: { value: '121058', scheme: 'DCM', meaning: 'Procedure reported' },
  mri: { value: '113091000', scheme: 'SCT', meaning: 'Magnetic resonance imaging' },
  measurements: { value: '126010', scheme: 'DCM', meaning: 'Imaging Measurements' },
  group: { value: '125007', scheme: 'DCM', meaning: 'Measurement Group' },
  trackingId: { value: '112039', scheme: 'DCM', meaning: 'Tracking Identifier' },
  trackingUid: { value: '112040', scheme: 'DCM', meaning: 'Tracking Unique Identifier' },
  finding: { value: '121071', scheme: 'DCM', meaning: 'Finding' },
  algorithmName: { value: '111001', scheme: 'DCM', meaning: 'Algorithm Name' },
  algorithmVersion: { value: '111003', scheme: 'DCM', meaning: 'Algorithm Version' },
  noUnits: { value: '1', scheme: 'UCUM', meaning: 'no units' },
  /** DICOM has no concept for the score of a whole examination: this project's own. */
  caseScore: { value: 'case-score', scheme: '99LECTERN', meaning: 'Case score' },
} as const satisfies Record<string, Code>;
