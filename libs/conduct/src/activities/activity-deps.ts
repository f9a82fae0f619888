import type { CaseResult, InferenceStack, ModelManifest } from '@lectern/inference';
import type { ConductDeps } from '../deps.js';

/** A model that is ready to run. */
export interface LoadedModel {
  readonly manifest: ModelManifest;
  readonly sha256: string;
  run(stacks: readonly InferenceStack[]): Promise<CaseResult>;
}

/** What the activities work with beside what every use case has. */
export interface ActivityDeps extends ConductDeps {
  /** At least 32 secret bytes; the same for the whole life of an installation. */
  readonly deidentificationKey: Uint8Array;
  /** @throws UnknownModel where the installation has no such model version */
  readonly models: { load(model: string, version: string): Promise<LoadedModel> };
  readonly software: { readonly name: string; readonly version: string };
}
