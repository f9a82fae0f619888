import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, listSupportedBackends } from 'onnxruntime-node';
import { ModelPackageError } from './errors.js';
import type { ModelManifest } from './manifest.js';
import { modelManifestSchema } from './manifest.js';

/** A model that was checked and is ready to run. */
export interface ModelPackage {
  readonly manifest: ModelManifest;
  /** SHA-256 of the network's file, as the manifest says and as it was found. */
  readonly sha256: string;
  readonly session: InferenceSession;
  /** Frees the network's memory; the package must not be used afterwards. */
  release(): Promise<void>;
}

export interface SessionOptions {
  /** CPU threads of one run. One is the default: results are then equal to the bit, and workers share cores fairly. */
  readonly threads?: number;
  /** ONNX Runtime's names of where to run, in order of preference; the processor where absent. One that this build lacks is refused. */
  readonly executionProviders?: readonly string[];
}

/**
 * Loads a model package: a folder with `model.json` and the network that it names. The bytes that were hashed are the
 * bytes that run.
 *
 * @throws ModelPackageError
 */
export async function loadModelPackage(folder: string, options: SessionOptions = {}): Promise<ModelPackage> {
  const manifest = await readManifest(join(folder, 'model.json'));
  const bytes = await readFile(join(folder, manifest.file.name)).catch(() => {
    throw problem(
      'model-missing',
      `The model package has no ${manifest.file.name}.`,
      'Copy the whole package, or train the model again.',
    );
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== manifest.file.sha256) {
    throw problem(
      'hash-mismatch',
      `${manifest.file.name} is not the file that model.json describes.`,
      'Copy the whole package again.',
    );
  }
  const session = await openSession(bytes, options);
  try {
    assertInterface(session, manifest);
  } catch (error) {
    await session.release();
    throw error;
  }
  return { manifest, sha256, session, release: () => session.release() };
}

async function readManifest(path: string): Promise<ModelManifest> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw problem('manifest-missing', 'The folder has no model.json.', 'Name the folder of a model package.');
  });
  const parsed = modelManifestSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path: where, message }) => `${where.join('.') || 'document'}: ${message}`);
  throw problem(
    'manifest-invalid',
    `model.json does not follow its schema (${reasons.join('; ')}).`,
    'Correct the manifest.',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function openSession(bytes: Uint8Array, options: SessionOptions): Promise<InferenceSession> {
  const { threads = 1, executionProviders = ['cpu'] } = options;
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`The number of threads must be a whole number, at least 1; got ${threads}.`);
  assertProviders(executionProviders);
  try {
    return await InferenceSession.create(bytes, {
      executionProviders,
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      enableMemPattern: false, // stacks differ in size: patterns would be kept for each
      logSeverityLevel: 3,
    });
  } catch {
    throw problem(
      'not-a-model',
      'The model file cannot be opened by ONNX Runtime.',
      'Export the model again, opset 16 or lower.',
    );
  }
}

function assertProviders(wanted: readonly string[]): void {
  const known = listSupportedBackends().map(({ name }) => name);
  const missing = wanted.find((name) => !known.includes(name));
  if (missing === undefined) return;
  throw problem(
    'provider-unavailable',
    `This build of ONNX Runtime cannot run on "${missing}"; it can on ${known.join(', ')}.`,
    'Name one of these, or install a build that has it.',
  );
}

/** The network must take and give what the manifest says: one float32 tensor [N, 1, H, W] each, sizes free. */
function assertInterface({ inputMetadata, outputMetadata }: InferenceSession, { input, output }: ModelManifest): void {
  const sides = [
    { side: 'input', found: inputMetadata, wanted: input },
    { side: 'output', found: outputMetadata, wanted: output },
  ] as const;
  for (const { side, found, wanted } of sides) {
    const [tensor] = found.filter(({ name }) => name === wanted.name);
    const complete = side === 'output' || found.length === 1; // further inputs could not be fed
    if (complete && tensor?.isTensor && tensor.type === wanted.type && isFreeImage(tensor.shape)) continue;
    const reason = `The network's ${side} is not the float32 tensor "${wanted.name}" [N, 1, H, W] of model.json.`;
    throw problem('interface-mismatch', reason, 'Correct the manifest, or export the model with dynamic sizes.');
  }
}

function isFreeImage(shape: readonly (number | string)[]): boolean {
  const isFree = (size: number | string | undefined): boolean => typeof size === 'string' || (size ?? 0) < 0;
  return (
    shape.length === 4 &&
    isFree(shape[0]) &&
    (shape[1] === 1 || isFree(shape[1])) &&
    isFree(shape[2]) &&
    isFree(shape[3])
  );
}

function problem(code: ModelPackageError['code'], reason: string, remedy: string): ModelPackageError {
  return new ModelPackageError(code, reason, remedy);
}
