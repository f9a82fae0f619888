import type { Configuration } from '@lectern/contracts';
import type { CaseResult, InferenceStack, ModelManifest } from '@lectern/inference';
import type { ConductDeps } from '../deps.js';
import type { Mailer } from './mailer.js';

/** A model that is ready to run. */
export interface LoadedModel {
  readonly manifest: ModelManifest;
  readonly sha256: string;
  run(stacks: readonly InferenceStack[]): Promise<CaseResult>;
}

/** What the activities work with beside what every use case has. */
export interface ActivityDeps extends ConductDeps {
  /** Options of PS3.15, E.3, as the installation's configuration chooses them; the basic profile where left out. */
  readonly deidentification?: Configuration['deidentification'];
  /** How frames are stored; `native` where left out. */
  readonly frames?: Configuration['intake']['frames'];
  /** @throws UnknownModel where the installation has no such model version */
  readonly models: { load(model: string, version: string): Promise<LoadedModel> };
  /** A case that comes in image by image is closed when none has come for so long; half a minute where left out. */
  readonly arrivalQuietSeconds?: number;
  /** How long the encrypted originals of a refused case are kept; 0: they are deleted at once; two weeks where left out. */
  readonly refusedOriginalsDays?: number;
  /** Absent where no mail server is configured. */
  readonly mailer?: Mailer | undefined;
  readonly software: { readonly name: string; readonly version: string };
}
