import type { OpenRead } from '@lectern/contracts';
import { activitiesOf } from './test-activities.js';
import { bundleKey } from '../src/object-keys.js';
import { signing, type TestInstallation } from './test-installation.js';
import { answers, readSession, startStudy, type TestStudy } from './test-study.js';

export interface FinishedStudy extends TestStudy {
  /** Makes one more bundle of it. */
  exportBundle(): Promise<Uint8Array>;
}

/** A study that was read to its end, locked and analysed. */
export async function finishStudy(to: TestInstallation, cases = 4, readers = 2): Promise<FinishedStudy> {
  const { conduct, clock, store } = to;
  const study = await startStudy(to, cases, readers);
  for (const session of [1, 2]) {
    for (const reader of study.readers) await readSession(to, reader, study.id, answer);
    if (session === 1) clock.advance({ days: 28 });
  }
  await conduct.studies.lock(study.coordinator, study.id, 'Every read is there.', signing('I end data entry.'));
  const activities = activitiesOf(to);
  await activities.computeAnalysis(study.id);
  await activities.writeReport(study.id);
  return {
    ...study,
    exportBundle: async () => {
      const { id } = await conduct.exports.request(study.coordinator, study.id);
      await activities.exportBundle({ study: study.id, id });
      return store.get(bundleKey(study.id, id));
    },
  };
}

/** Readers who err on every third case without AI and on every fifth with it. */
function answer(read: OpenRead) {
  const number = Number(read.images.studyInstanceUid.slice('2.25.1'.length));
  const wrong = number % (read.condition.aided ? 5 : 3) === 0;
  const present = (number % 2 === 1) !== wrong;
  return answers({ present: present ? 'present' : 'absent', likelihood: present ? 60 + number : 10 + number });
}
