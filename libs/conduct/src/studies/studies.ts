import type { StudyDetail, StudyId } from '@lectern/contracts';
import { found, noStudy } from '../access/require-permission.js';
import type { Actor, Studies } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { signHeadAfter } from '../evidence/signed-heads.js';
import { amendProtocol, listAmendments } from './amend-protocol.js';
import { createStudy } from './create-study.js';
import { freezeStudy } from './freeze-study.js';
import { lockStudy } from './lock-study.js';
import { studyDetail } from './study-detail.js';
import { summariesOf } from './summaries.js';

/** A study from its protocol to its lock. */
export function studies(deps: ConductDeps): Studies {
  const { read } = deps.records;
  const detail = async (actor: Actor, id: StudyId): Promise<StudyDetail> => {
    const study = found(await read.studies.find(id));
    const roles = await read.studies.rolesOf(id, actor.user);
    if (roles.length === 0) throw noStudy();
    return studyDetail(read, study, roles);
  };
  return {
    list: (actor) => summariesOf(read, actor),
    create: async (actor, input) => detail(actor, (await createStudy(deps, actor, input)).id as StudyId),
    detail,
    protocolText: async (id) => {
      found(await read.studies.find(id));
      return (await read.studies.protocol(id)).text;
    },
    freeze: async (actor, id, signing, expected) => {
      await freezeStudy(deps, actor, id, signing, expected);
      await signHeadAfter(deps, id, 'freeze');
      return detail(actor, id);
    },
    amend: (actor, id, request, expected) => amendProtocol(deps, actor, id, request, expected),
    amendments: (id) => listAmendments(deps, id),
    lock: async (actor, id, reason, signing) => {
      await lockStudy(deps, actor, id, reason, signing);
      await signHeadAfter(deps, id, 'lock');
      return detail(actor, id);
    },
  };
}
