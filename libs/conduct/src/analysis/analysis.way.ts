import type { AnalysisState, StudyId } from '@lectern/contracts';
import type { ServedBytes } from '../served.js';

export interface Analyses {
  state(study: StudyId): Promise<AnalysisState>;
  /** `name`: report.html, analysis.json, reads.csv or codebook.csv. @throws NotFound, Conflict before it is computed */
  document(study: StudyId, name: string): Promise<ServedBytes>;
}
