import type { Progress, StudyId } from '@lectern/contracts';
import { Coordinator } from '../../../../tools/demo/coordinator.js';
import type { DemoCase } from '../../../../tools/demo/demo-cases.js';
import { HttpSession } from '../../../../tools/simulated-readers/http-session.js';

export interface FrozenStudy {
  readonly session: HttpSession;
  readonly coordinator: Coordinator;
  readonly study: StudyId;
  /** One-time link of its one reader. */
  readonly link: string;
}

/** A study with its cases taken in, accepted and run through the model, one reader invited, and its protocol frozen. */
export async function frozenStudy(
  firstLink: string,
  protocol: string,
  cases: readonly DemoCase[],
  reader: { readonly name: string; readonly kind: 'person' | 'simulated' },
): Promise<FrozenStudy> {
  const { session } = await HttpSession.open(firstLink);
  const coordinator = new Coordinator(session, () => undefined);
  const study = await coordinator.createStudy(protocol);
  for (const each of cases) await coordinator.upload(study, each);
  await coordinator.setReferenceStandard(study, cases);
  const link = await coordinator.invite(study, reader.name, reader.kind);
  await coordinator.acceptCases(study, cases.length);
  const isReady = (progress: Progress): boolean =>
    progress.cases.ready === cases.length && progress.inference.done === cases.length;
  await coordinator.waitFor(study, () => '', isReady);
  await coordinator.freeze(study);
  return { session, coordinator, study, link };
}
