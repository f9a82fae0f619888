import type { BundleExportState, Page, PageRequest, StudyId } from '@lectern/contracts';
import type { Actor } from '../actor.js';
import type { ServedBytes } from '../served.js';

/** Bundles of locked studies. */
export interface Exports {
  /** @throws Conflict before the lock */
  request(actor: Actor, study: StudyId): Promise<BundleExportState>;
  list(study: StudyId, page: PageRequest): Promise<Page<BundleExportState>>;
  state(study: StudyId, id: string): Promise<BundleExportState>;
  /** The zip itself. @throws NotFound, Conflict before it is made */
  bundle(study: StudyId, id: string): Promise<ServedBytes & { readonly sha256: string }>;
}
