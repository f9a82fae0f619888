import type { ModelEvaluation } from '@lectern/contracts';
import type { CaseMeasurement, ModelPackage, SessionOptions } from '@lectern/inference';
import { Invalid } from '../errors.js';
import { type Examination, readExamination, readTruths } from './examination-folder.js';

/** The network's runtime is loaded with the first model. */
const inference = () => import('@lectern/inference');

export interface EvaluateOptions extends SessionOptions {
  /** Folder of a model package. */
  readonly model: string;
  /** Folder of examinations with `reference.csv`. */
  readonly cases: string;
  readonly onCase?: (label: string, done: number, of: number) => void;
}

/**
 * Runs a model on a folder of examinations, one after the other, and measures what came out against the reference standard.
 *
 * @throws ModelPackageError, NotFound, Invalid
 */
export async function evaluateFolder(options: EvaluateOptions): Promise<ModelEvaluation> {
  const { evaluate, loadModelPackage } = await inference();
  const truths = await readTruths(options.cases);
  const model = await loadModelPackage(options.model, options);
  try {
    const measured: CaseMeasurement[] = [];
    for (const truth of truths) {
      measured.push(await measureExamination(model, await readExamination(options.cases, truth)));
      options.onCase?.(truth.case, measured.length, truths.length);
    }
    const { id, version, caseScore } = model.manifest;
    const { operatingThreshold, stackThreshold = operatingThreshold } = caseScore;
    return {
      schemaVersion: 1,
      model: { id, version, sha256: model.sha256 },
      thresholds: { case: operatingThreshold, stack: stackThreshold },
      ...evaluate(measured),
      cases: measured,
    };
  } finally {
    await model.release();
  }
}

async function measureExamination(model: ModelPackage, { truth, stacks }: Examination): Promise<CaseMeasurement> {
  const { measureStack, runCase, StackRefusedError } = await inference();
  const inputs = stacks.map(({ input }) => input);
  const result = await runCase(model, inputs, { probabilities: true }).catch((error: unknown) => {
    if (!(error instanceof StackRefusedError)) throw error;
    throw new Invalid(
      'stack-refused',
      `${truth.case}: ${error.message}`,
      'Take the stack out, or the case out of reference.csv.',
    );
  });
  const { caseScore: score, positive: called, foreign } = result;
  return {
    ...truth,
    score,
    called,
    foreign,
    stacks: result.stacks.flatMap((found, index) => {
      const stack = stacks[index];
      if (!stack) return [];
      const { probabilities = [] } = found;
      const measured = measureStack(stack.input, { ...found, probabilities }, stack.reference, truth.positive);
      return { ...measured, id: stack.plane };
    }),
  };
}
