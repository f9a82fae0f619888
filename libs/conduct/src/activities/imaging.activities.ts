import type { ImagingActivities } from '@lectern/workflows';
import { expireOriginals } from '../cases/sealed-originals.js';
import { expireUploads } from '../uploads/discard-upload.js';
import { acceptCase } from './accept-case.js';
import type { ActivityDeps } from './activity-deps.js';
import { examineCase } from './examine-case.js';
import { refuseCase } from './refuse-case.js';

/** Intake of a case: examined, then accepted or refused, each step whole or undone. */
export function imagingActivities(deps: ActivityDeps): ImagingActivities {
  return {
    examineCase: (id) => examineCase(deps, id),
    acceptCase: (id) => acceptCase(deps, id),
    expireOriginals: async () => {
      await expireOriginals(deps);
      await expireUploads(deps);
    },
    refuseCase: (id, reason) => refuseCase(deps, id, reason),
  };
}
