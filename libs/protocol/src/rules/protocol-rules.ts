import type { Protocol } from '@lectern/contracts';
import { analysisRules } from './analysis-rules.js';
import { caseRules } from './case-rules.js';
import { designRules } from './design-rules.js';
import { preparationRules } from './preparation-rules.js';
import { questionRules } from './question-rules.js';
import type { BrokenRule } from './rule.js';
import { sizeRules } from './size-rules.js';
import { truthingRules } from './truthing-rules.js';

/** Every rule between the parts of a protocol that its schema cannot say. */
export function protocolRules(protocol: Protocol): readonly BrokenRule[] {
  const named = [
    ...designRules,
    ...questionRules,
    ...caseRules,
    ...preparationRules,
    ...analysisRules,
    ...truthingRules,
  ].flatMap((rule) => rule(protocol));
  return named.length > 0 ? named : sizeRules.flatMap((rule) => rule(protocol)); // sizes are worked out of parts that fit
}
