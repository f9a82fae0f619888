import { Tensor } from 'onnxruntime-node';
import type { Component } from './components.js';
import { atLeast, componentsOf } from './components.js';
import { ModelOutputError, StackRefusedError } from './errors.js';
import type { ModelPackage } from './model-package.js';
import type { StackPlan } from './preprocess.js';
import { networkInput, planStack, withoutPadding } from './preprocess.js';
import { resample, sourcePlace } from './resample.js';
import { evidenceOf, scoreOf } from './score.js';
import type { InferenceStack, Vector } from './stack.js';

/** One connected suspicion, on the network's grid. */
export interface FoundComponent {
  readonly volumeMl: number;
  /** Volume weighted by probability: what the score is made of. */
  readonly massMl: number;
  /** Weighted centre, patient coordinates. */
  readonly centreMm: Vector;
  readonly maxProbability: number;
}

export interface StackResult {
  readonly id: string;
  /** In [0, 1]. */
  readonly score: number;
  readonly evidence: number;
  /** One mask of zeros and ones a slice, rows x columns of the stack, in the order of its slices. */
  readonly masks: readonly Uint8Array[];
  /** One heat map a slice on the same grid; only where asked for. */
  readonly probabilities?: readonly Float32Array[];
  /** The heaviest first. */
  readonly components: readonly FoundComponent[];
}

export interface CaseResult {
  readonly model: { readonly id: string; readonly version: string; readonly sha256: string };
  /** In [0, 1]. */
  readonly caseScore: number;
  /** Case score at or above the model's operating threshold. */
  readonly positive: boolean;
  readonly stacks: readonly StackResult[];
}

export interface RunOptions {
  /** Slices in one run of the network; memory grows with it. */
  readonly batch?: number;
  /** Keep heat maps; four bytes a pixel of the stack. */
  readonly probabilities?: boolean;
  /** Called after each batch with the share of slices done: for heartbeats. It may throw to stop the run. */
  readonly onProgress?: (done: number) => void;
}

const defaultBatch = 4;

/**
 * Runs a model on all stacks of one examination, one after the other, in the order given (models README, "Running the
 * model on one examination"). The same stacks give the same result, bit by bit, on one machine with one thread.
 *
 * @throws StackRefusedError where a stack is empty or of a wrong shape, or there is none
 * @throws ModelOutputError where the network gives something else than probabilities
 */
export async function runCase(
  model: ModelPackage,
  stacks: readonly InferenceStack[],
  options: RunOptions = {},
): Promise<CaseResult> {
  if (stacks.length === 0) throw new StackRefusedError('wrong-shape', '', 'A case needs at least one stack.');
  const total = stacks.reduce((sum, { slices }) => sum + slices.length, 0);
  const results: StackResult[] = [];
  let done = 0;
  const advance = (slices: number): void => options.onProgress?.((done += slices) / total);
  for (const stack of stacks) results.push(await runStack(model, stack, options, advance));
  const { id, version, caseScore: constants } = model.manifest;
  const caseScore = scoreOf(
    results.map(({ evidence }) => evidence),
    constants,
  );
  return {
    model: { id, version, sha256: model.sha256 },
    caseScore,
    positive: caseScore >= constants.operatingThreshold,
    stacks: results,
  };
}

async function runStack(
  model: ModelPackage,
  stack: InferenceStack,
  options: RunOptions,
  advance: (slices: number) => void,
): Promise<StackResult> {
  const { manifest } = model;
  const plan = planStack(stack, manifest);
  const map = await probabilityMap(model, stack, plan, options.batch ?? defaultBatch, advance);
  const components = componentsOf(map, plan.grid, manifest.output.pixelThreshold).map((each) =>
    placed(each, stack, plan, model),
  );
  const evidence = evidenceOf(components[0]?.massMl ?? 0, manifest.caseScore);
  const masks: Uint8Array[] = [];
  const probabilities: Float32Array[] = [];
  for (const slice of map) {
    const heat = resample(slice, plan.toSource);
    masks.push(atLeast(heat, manifest.output.pixelThreshold));
    if (options.probabilities) probabilities.push(new Float32Array(heat));
  }
  const score = scoreOf([evidence], manifest.caseScore);
  return { id: stack.id, score, evidence, masks, ...(options.probabilities ? { probabilities } : {}), components };
}

/** Probability of each pixel on the network's grid, slice by slice. */
async function probabilityMap(
  { session, manifest }: ModelPackage,
  { slices }: InferenceStack,
  plan: StackPlan,
  batch: number,
  advance: (slices: number) => void,
): Promise<Float32Array[]> {
  const { rows, columns } = plan.padded;
  const map: Float32Array[] = [];
  for (let start = 0; start < slices.length; start += batch) {
    const some = slices.slice(start, start + batch);
    const tensor = new Tensor('float32', networkInput(some, plan, manifest), [some.length, 1, rows, columns]);
    const output = (await session.run({ [manifest.input.name]: tensor }, [manifest.output.name]))[manifest.output.name];
    const data = checkedOutput(output, some.length * rows * columns);
    some.forEach((_, index) => map.push(withoutPadding(data, index, plan)));
    output?.dispose();
    tensor.dispose();
    advance(some.length);
  }
  return map;
}

function checkedOutput(output: Tensor | undefined, size: number): Float32Array {
  if (output?.type !== 'float32' || output.data.length !== size)
    throw new ModelOutputError('The output differs from the input in size.');
  const data = output.data as Float32Array;
  for (const probability of data) {
    if (!(probability >= 0 && probability <= 1))
      throw new ModelOutputError('The network gave values that are not probabilities.');
  }
  return data;
}

/** A component in millilitres and millimetres. Slices may lie unevenly: the centre goes between their own positions. */
function placed(
  component: Component,
  stack: InferenceStack,
  plan: StackPlan,
  { manifest }: ModelPackage,
): FoundComponent {
  const [rowStep, columnStep] = manifest.input.pixelSpacing;
  const voxelMl = (rowStep * columnStep * stack.sliceSpacing) / 1000;
  const { centre } = component;
  const row = sourcePlace(centre.row, rowStep / stack.pixelSpacing[0], plan.toGrid.source.rows) * stack.pixelSpacing[0];
  const column =
    sourcePlace(centre.column, columnStep / stack.pixelSpacing[1], plan.toGrid.source.columns) * stack.pixelSpacing[1];
  const corner = positionAt(stack, centre.slice);
  const along = (axis: 0 | 1 | 2): number =>
    corner[axis] + column * stack.orientation.row[axis] + row * stack.orientation.column[axis];
  return {
    volumeMl: component.voxels * voxelMl,
    massMl: component.mass * voxelMl,
    centreMm: [along(0), along(1), along(2)],
    maxProbability: component.maxProbability,
  };
}

function positionAt({ slices }: InferenceStack, place: number): Vector {
  const low = Math.floor(place);
  const below = slices[low]?.position ?? [0, 0, 0];
  const above = slices[Math.min(low + 1, slices.length - 1)]?.position ?? below;
  const share = place - low;
  const between = (axis: 0 | 1 | 2): number => below[axis] * (1 - share) + above[axis] * share;
  return [between(0), between(1), between(2)];
}
