import { printedTag } from './dataset.js';
import type { Tag } from './dataset.js';

/** Why a file, or a part of it, cannot be taken in. */
export type RefusalCode =
  | 'not-dicom'
  | 'truncated'
  | 'malformed'
  | 'too-deep'
  | 'unsupported-transfer-syntax'
  | 'unsupported-object'
  | 'unsupported-modality'
  | 'missing-attribute'
  | 'invalid-value'
  | 'multi-frame'
  | 'burned-in-annotation'
  | 'unsupported-pixels'
  | 'compressed-stream'
  | 'frames'
  | 'pixel-length';

export interface Refusal {
  readonly code: RefusalCode;
  readonly tag?: Tag;
  /** What should hold, as one sentence. */
  readonly rule: string;
  /** What the person at the other end can do, as one sentence. */
  readonly remedy: string;
}

/** A DICOM file that is refused: the rule that it breaks and the remedy. Its message holds no value out of the file. */
export class DicomRefusedError extends Error implements Refusal {
  readonly code: RefusalCode;
  readonly tag?: Tag;
  readonly rule: string;
  readonly remedy: string;

  constructor({ code, tag, rule, remedy }: Refusal) {
    super(`${code}${tag ? ` ${printedTag(tag)}` : ''}: ${rule} ${remedy}`);
    this.name = 'DicomRefusedError';
    this.code = code;
    if (tag !== undefined) this.tag = tag;
    this.rule = rule;
    this.remedy = remedy;
  }
}
