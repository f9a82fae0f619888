import type {
  AnalysisActivities,
  ExportActivities,
  ImagingActivities,
  IntakeActivities,
  PullActivities,
  InferenceActivities,
  InferenceOrderActivities,
  MailActivities,
  RecordActivities,
  TruthingActivities,
} from '@lectern/workflows';
import { exportActivities } from '../bundle/export-bundle.js';
import { advanceTruthing } from '../truthing/advance-truthing.js';
import type { ActivityDeps } from './activity-deps.js';
import { admitCases } from './admit-cases.js';
import { admitInferences } from './admit-inferences.js';
import { analysisActivities } from './analysis.activities.js';
import { failFetch, fetchCase } from './fetch-case.js';
import { imagingActivities } from './imaging.activities.js';
import { inferenceActivities } from './inference.activities.js';
import { mailActivities } from './mail.activities.js';
import { ModelFolder } from './model-folder.js';
import { recordActivities } from './record.activities.js';

export type Activities = RecordActivities &
  TruthingActivities &
  MailActivities &
  ImagingActivities &
  IntakeActivities &
  PullActivities &
  InferenceActivities &
  InferenceOrderActivities &
  AnalysisActivities &
  ExportActivities;

/** Everything that workflows call, by name. Models are loaded from `modelsFolder` when they are first asked for. */
export function createActivities(deps: Omit<ActivityDeps, 'models'> & { readonly modelsFolder: string }): Activities {
  const withModels: ActivityDeps = { ...deps, models: new ModelFolder(deps.modelsFolder) };
  return {
    ...recordActivities(withModels),
    advanceTruthing: (study) => advanceTruthing(withModels, study),
    ...mailActivities(withModels),
    ...imagingActivities(withModels),
    admitCases: (running) => admitCases(withModels, running),
    fetchCase: (id) => fetchCase(withModels, id),
    failFetch: (id, reason) => failFetch(withModels, id, reason),
    admitInferences: (running) => admitInferences(withModels, running),
    ...inferenceActivities(withModels),
    ...analysisActivities(withModels),
    ...exportActivities(withModels),
  };
}
