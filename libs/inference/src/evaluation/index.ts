export type { IntervalEstimate } from './bootstrap.js';
export { type Evaluation, evaluate } from './groups.js';
export { type MappedResult, measureStack } from './measure-stack.js';
export type { CaseMeasurement, StackMeasurement } from './measurement.js';
export { diceOf, type Masks, meanSurfaceDistance, type Spacing3 } from './overlap.js';
export { type EvaluationSummary, pairedDifference, summarise } from './summarise.js';
