import type { CaseMeasurement, InferenceStack, ModelPackage } from '@lectern/inference';
import { measureStack, runCase } from '@lectern/inference';
import { type CaseRequest, makeCase, type Stack } from '@lectern/phantom';

/** A stack of the digital brain as a model takes it. */
export function inferenceStack(stack: Stack): InferenceStack {
  const { rows, columns, pixelSpacing, spacingBetweenSlices, slices } = stack;
  const [rx = 1, ry = 0, rz = 0, cx = 0, cy = 1, cz = 0] = slices[0]?.orientationCosines ?? [];
  return {
    id: stack.orientation,
    rows,
    columns,
    pixelSpacing,
    sliceSpacing: spacingBetweenSlices,
    orientation: { row: [rx, ry, rz], column: [cx, cy, cz] },
    slices: slices.map(({ position, pixels }, at) => ({ id: `${at}`, position, values: pixels })),
  };
}

/** Paints an examination; what comes back runs a model on it and measures what came out against the truth. */
export function paintForMeasuring(
  name: string,
  request: CaseRequest,
): (model: ModelPackage) => Promise<CaseMeasurement> {
  const { stacks, truth } = makeCase(request);
  const inputs = stacks.map(inferenceStack);
  return async (model) => {
    const result = await runCase(model, inputs, { probabilities: true });
    return {
      case: name,
      hospital: truth.site,
      positive: truth.positive,
      grade: truth.grade,
      gestationalAgeWeeks: truth.gestationalAgeWeeks,
      lesionMl: truth.lesionMl,
      score: result.caseScore,
      called: result.positive,
      foreign: result.foreign,
      stacks: inputs.map((input, at) => {
        const found = result.stacks[at];
        if (!found?.probabilities) throw new Error(`${name}: the ${input.id} stack came back without its heat map`);
        const reference = stacks[at]?.slices.map(({ lesionMask }) => lesionMask);
        return measureStack(input, { ...found, probabilities: found.probabilities }, reference, truth.positive);
      }),
    };
  };
}
