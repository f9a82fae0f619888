import { datasetOf } from '../builder.js';
import type { Element } from '../dataset.js';
import type { ProfileOptions } from './profile.js';
import { tableEdition } from './table-e1-1.js';

/** Codes of CID 7050 (PS3.16): what was done, as the object itself records it. */
const codes = {
  basic: ['113100', 'Basic Application Confidentiality Profile'],
  cleanDescriptors: ['113105', 'Clean Descriptors Option'],
  modifiedDates: ['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'],
  patientCharacteristics: ['113108', 'Retain Patient Characteristics Option'],
  safePrivate: ['113111', 'Retain Safe Private Option'],
} as const;

/** The attributes that say that, and how, identity was removed (PS3.15, E.1.1; PS3.3, C.7.1.1 and C.12.1). */
export function methodElements(profile: ProfileOptions): Iterable<Element> {
  const applied = [
    codes.basic,
    ...(profile.cleanDescriptors ? [codes.cleanDescriptors] : []),
    ...(profile.dates === 'shift' ? [codes.modifiedDates] : []),
    ...(profile.retainPatientCharacteristics ? [codes.patientCharacteristics] : []),
    ...(profile.retainSafePrivate ? [codes.safePrivate] : []),
  ];
  return datasetOf({
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: tableEdition.split(',').slice(0, 2).join(','),
    DeidentificationMethodCodeSequence: applied.map(([value, meaning]) => ({
      CodeValue: value,
      CodingSchemeDesignator: 'DCM',
      CodeMeaning: meaning,
    })),
    LongitudinalTemporalInformationModified: profile.dates === 'shift' ? 'MODIFIED' : 'REMOVED',
  }).values();
}
