export { type EvaluateOptions, evaluateFolder } from './evaluate-folder.js';
export { caseTable, evaluationLines, intervalCell, summaryTable } from './evaluation-lines.js';
export { inferenceStackOf } from './inference-stack.js';
export { type ExaminationFile, phantomFiles, type PhantomIdentity, phantomReference } from './phantom-files.js';
export { writePhantoms } from './write-phantoms.js';
