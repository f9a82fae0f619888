import type { BundleExportState, StudyId } from '@lectern/contracts';
import type { BundleExport } from '@lectern/records';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, Exports } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { nudge } from '../nudge.js';
import { bundleKey } from '../object-keys.js';
import { instantKey, pageOfList } from '../page.js';

/** Bundles: asked for, watched, fetched. */
export function exports(deps: ConductDeps): Exports {
  const { records, store } = deps;
  const one = async (study: StudyId, id: string): Promise<BundleExport> => {
    const each = await records.read.exports.find(id);
    if (each?.studyId !== study) throw new NotFound('no-export', 'There is no such export of this study.');
    return each;
  };
  return {
    request: (actor, study) => request(deps, actor, study),
    list: (study, page) =>
      pageOfList(
        {
          key: instantKey,
          keyOf: ({ requestedAt: at, id }: BundleExport) => ({ at, id }),
          rows: (seek) => records.read.exports.ofStudy(study, seek),
          view: stateOf,
        },
        page,
      ),
    state: async (study, id) => stateOf(await one(study, id)),
    bundle: async (study, id) => {
      const { state, hash } = await one(study, id);
      if (state !== 'done' || hash === null)
        throw new Conflict('no-bundle', 'This bundle is not there yet.', 'See its state.');
      return { bytes: await store.get(bundleKey(study, id)), contentType: 'application/zip', sha256: hash };
    },
  };
}

/** @throws Conflict before the lock: a bundle holds every answer and the truth */
async function request(deps: ConductDeps, actor: Actor, study: StudyId): Promise<BundleExportState> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:export');
    const { phase } = found(await tx.studies.hold(study));
    if (phase !== 'locked' && phase !== 'analysed')
      throw new Conflict('not-locked', 'Only a locked study is exported: its bundle holds every answer and the truth.');
    const id = deps.ids.next();
    const asked = { id, studyId: study, step: 'waiting for a worker', requestedById: actor.user, requestedAt: tx.now };
    await tx.exports.create(asked);
    await nudge(tx, { kind: 'export-due', study, id });
    await tx.outbox.announce(study);
    await tx.audit.append(study, { by: { id: actor.user, name: actor.name }, act: 'bundle.requested', subject: id });
    return stateOf({ ...asked, state: 'running', reason: null, finishedAt: null, hash: null, bytes: null });
  });
}

function stateOf({ id, state, step, reason, requestedAt, hash, bytes }: BundleExport): BundleExportState {
  return { id, state, step, reason, requestedAt: requestedAt.toISOString(), sha256: hash, bytes };
}
