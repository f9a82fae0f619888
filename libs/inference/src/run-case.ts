import { Tensor } from 'onnxruntime-node';
import type { Component, GridPlace } from './components.js';
import { atLeast, componentsOf } from './components.js';
import { ModelOutputError, StackRefusedError } from './errors.js';
import type { ModelPackage } from './model-package.js';
import type { StackPlan } from './preprocess.js';
import { networkInput, planStack, withoutPadding } from './preprocess.js';
import { resample, sourcePlace } from './resample.js';
import type { DomainCheck } from './domain.js';
import { checkDomain } from './domain.js';
import type { Suspicion } from './score.js';
import { evidenceIn, scoreOf } from './score.js';
import type { InferenceStack, Vector } from './stack.js';

/** One connected suspicion, on the network's grid; its mass is its volume weighted by probability: what the score is made of. */
export interface FoundComponent extends Suspicion {
  readonly volumeMl: number;
  /** Weighted centre, patient coordinates. */
  readonly centreMm: Vector;
  readonly maxProbability: number;
}

export interface StackResult {
  readonly id: string;
  /** In [0, 1]. */
  readonly score: number;
  readonly evidence: number;
  /** The stack's own score at or above the model's threshold for stacks. */
  readonly positive: boolean;
  /** Only of models that describe their domain. */
  readonly domain?: DomainCheck;
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
  /** Some stack is unlike those on which the model was calibrated; false where the model does not describe its domain. */
  readonly foreign: boolean;
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
  const found: FoundStack[] = [];
  let done = 0;
  const advance = (slices: number): void => options.onProgress?.((done += slices) / total);
  for (const stack of stacks) found.push(await runStack(model, stack, options, advance));
  return judged(found, model);
}

/** What was found in a stack before the stacks are judged together. */
type FoundStack = Omit<StackResult, 'score' | 'evidence' | 'positive'>;

function judged(found: readonly FoundStack[], { manifest, sha256 }: ModelPackage): CaseResult {
  const { id, version, caseScore: constants } = manifest;
  const { operatingThreshold, stackThreshold = operatingThreshold } = constants;
  const evidence = evidenceIn(
    found.map(({ components }) => components),
    constants,
  );
  const caseScore = scoreOf(evidence.ofCase, constants);
  return {
    model: { id, version, sha256 },
    caseScore,
    positive: caseScore >= operatingThreshold,
    foreign: found.some(({ domain }) => domain?.foreign),
    stacks: found.map((stack, at) => {
      const own = evidence.ofStacks[at] as number;
      const score = scoreOf(own, constants);
      return { ...stack, score, evidence: own, positive: score >= stackThreshold };
    }),
  };
}

async function runStack(
  model: ModelPackage,
  stack: InferenceStack,
  options: RunOptions,
  advance: (slices: number) => void,
): Promise<FoundStack> {
  const { manifest } = model;
  const plan = planStack(stack, manifest);
  const map = await probabilityMap(model, stack, plan, options.batch ?? defaultBatch, advance);
  const components = componentsOf(map, plan.grid, manifest.output.pixelThreshold).map((each) =>
    placed(each, stack, plan, model),
  );
  const masks: Uint8Array[] = [];
  const probabilities: Float32Array[] = [];
  for (const slice of map) {
    const heat = resample(slice, plan.toSource);
    masks.push(atLeast(heat, manifest.output.pixelThreshold));
    if (options.probabilities) probabilities.push(new Float32Array(heat));
  }
  return {
    id: stack.id,
    masks,
    ...domainOf(stack, plan, model),
    ...(options.probabilities ? { probabilities } : {}),
    components,
  };
}

function domainOf(
  stack: InferenceStack,
  { scale }: StackPlan,
  { manifest }: ModelPackage,
): Pick<StackResult, 'domain'> {
  const { domain, normalisation } = manifest;
  if (!domain || normalisation.method !== 'middle-percentile') return {};
  return { domain: checkDomain(stack, scale, normalisation.reachMm, domain) };
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

/** A component in millilitres and millimetres. */
function placed(
  component: Component,
  stack: InferenceStack,
  plan: StackPlan,
  { manifest }: ModelPackage,
): FoundComponent {
  const [rowStep, columnStep] = manifest.input.pixelSpacing;
  const voxelMl = (rowStep * columnStep * stack.sliceSpacing) / 1000;
  const place = (...at: GridPlace): Vector => patientPlace(at, stack, plan, manifest.input.pixelSpacing);
  const { centre, extent } = component;
  return {
    volumeMl: component.voxels * voxelMl,
    massMl: component.mass * voxelMl,
    centreMm: place(centre.slice, centre.row, centre.column),
    boxMm: boxOf(cornersOf(extent).map((corner) => place(...corner))),
    maxProbability: component.maxProbability,
  };
}

function cornersOf({ low, high }: Component['extent']): GridPlace[] {
  const ends = [0, 1, 2].map((axis) => [low[axis], high[axis]] as [number, number]);
  const [slices, rows, columns] = ends as [[number, number], [number, number], [number, number]];
  return slices.flatMap((slice) => rows.flatMap((row) => columns.map((column): GridPlace => [slice, row, column])));
}

function boxOf(corners: readonly Vector[]): Suspicion['boxMm'] {
  const ends = (pick: (...values: number[]) => number): Vector => {
    const along = (axis: 0 | 1 | 2): number => pick(...corners.map((corner) => corner[axis]));
    return [along(0), along(1), along(2)];
  };
  return { low: ends(Math.min), high: ends(Math.max) };
}

/** Where a place of the network's grid lies in the patient. Slices may lie unevenly: a place between two goes between their own positions. */
function patientPlace(
  [slice, row, column]: GridPlace,
  stack: InferenceStack,
  { toGrid }: StackPlan,
  step: readonly [number, number],
): Vector {
  const [rowSpacing, columnSpacing] = stack.pixelSpacing;
  const down = sourcePlace(row, step[0] / rowSpacing, toGrid.source.rows) * rowSpacing;
  const across = sourcePlace(column, step[1] / columnSpacing, toGrid.source.columns) * columnSpacing;
  const corner = positionAt(stack, slice);
  const along = (axis: 0 | 1 | 2): number =>
    corner[axis] + across * stack.orientation.row[axis] + down * stack.orientation.column[axis];
  return [along(0), along(1), along(2)];
}

function positionAt({ slices }: InferenceStack, place: number): Vector {
  const low = Math.floor(place);
  const below = slices[low]?.position ?? [0, 0, 0];
  const above = slices[Math.min(low + 1, slices.length - 1)]?.position ?? below;
  const share = place - low;
  const between = (axis: 0 | 1 | 2): number => below[axis] * (1 - share) + above[axis] * share;
  return [between(0), between(1), between(2)];
}
