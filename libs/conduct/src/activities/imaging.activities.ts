import type { CaseId } from '@lectern/contracts';
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
    takeInCase: (id) => takeInCase(deps, id),
    examineCase: async (id) => ({ accepted: (await examineCase(deps, id)).accepted }),
    acceptCase: (id) => acceptCase(deps, id),
    expireOriginals: async () => {
      await expireOriginals(deps);
      await expireUploads(deps);
    },
    refuseCase: (id, reason) => refuseCase(deps, id, reason),
  };
}

/** As the two acts after one another do, with the files read once; each is durable by itself, so that a second attempt goes on where the first ended. */
async function takeInCase(deps: ActivityDeps, id: CaseId): Promise<void> {
  const { accepted, read } = await examineCase(deps, id);
  await (accepted ? acceptCase(deps, id, read) : refuseCase(deps, id));
}
