/** A coded concept (PS3.3, 8.8). */
export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/** Concepts of the segmentations made here, and of the machinery around them. */
export const code = {
  abnormalStructure: { value: '49755003', scheme: 'SCT', meaning: 'Morphologically Abnormal Structure' },
  haemorrhage: { value: '50960005', scheme: 'SCT', meaning: 'Hemorrhage' },
  segmentation: { value: '113076', scheme: 'DCM', meaning: 'Segmentation' },
  sourceImage: { value: '121322', scheme: 'DCM', meaning: 'Source image for image processing operation' },
  artificialIntelligence: { value: '123109', scheme: 'DCM', meaning: 'Artificial Intelligence' },
} as const satisfies Record<string, Code>;

/** The item of a code sequence. */
export function codeItem({ value, scheme, meaning }: Code): Record<string, string> {
  return { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning };
}
