import {
  excuseRead,
  getProgress,
  importAiResults,
  listReads,
  putReferenceStandard,
  type ReaderId,
  renewInvitation,
  reopenRead,
  type StudyId,
  withdrawReader,
} from '@lectern/contracts';
import type { Coordinator } from '../../../../tools/demo/coordinator.js';
import { HttpSession } from '../../../../tools/simulated-readers/http-session.js';
import { readPatiently } from './patient-reader.js';
import type { TourMaterial } from './tour-studies.js';
import { tourProtocol, type TourProtocol } from './tour.protocol.js';

const A_STRETCH = 62; // s, just beyond the shortest stretch that a protocol may ask a break after
const ELSEWHERE = { model: 'elsewhere', version: '1.0.0' } as const;

/** A study in which much goes wrong for its one reader, and what its coordinator does meanwhile. */
export interface TroubledStudy {
  readonly study: StudyId;
  readonly link: string;
  /** A new way in for the reader. */
  newLink(): Promise<string>;
  /** Opens the read that was submitted first again, and excuses the one that is open. */
  reopenAndExcuse(): Promise<void>;
  lock(): Promise<void>;
}

/** Brings readers to where they cannot go on: all through the public API. */
export class HeldUpReaders {
  constructor(
    private readonly session: HttpSession,
    private readonly coordinator: Coordinator,
    private readonly material: TourMaterial,
  ) {}

  /** @returns the link of a reader who has read for a whole stretch */
  async onBreak(from: StudyId): Promise<string> {
    const pace = { breakAfterMinutes: 1, breakMinutes: 240 };
    const { study, link } = await this.frozen('A study with breaks', from, { pace });
    await readPatiently((await HttpSession.open(link)).session, study, A_STRETCH);
    return this.renew(study);
  }

  /** @returns the link of a reader who missed what is there in the qualification */
  async notQualified(from: StudyId): Promise<string> {
    const test = this.material.cases.find(({ truth }) => truth.positive)!.label;
    const pass = { question: 'present', correct: 1 };
    const qualification = { cases: 1, conditions: ['unaided'], pass };
    const { study, link } = await this.frozen('A study with a qualification', from, { qualification }, { [test]: 'qualification' }); // prettier-ignore
    await readPatiently((await HttpSession.open(link)).session, study, 1);
    return this.renew(study);
  }

  /** @returns the link of a reader who has left */
  async withdrawn(from: StudyId): Promise<string> {
    const { study, link } = await this.frozen('A study that a reader left', from, {});
    await this.session.api.call(withdrawReader, { study, reader: await this.reader(study) }, { reason: 'Ill for months.' }); // prettier-ignore
    return link;
  }

  /** @param from has a case that is unlike any other; it is the practice here, and the only one of which the second AI has a result */
  async troubled(from: StudyId): Promise<TroubledStudy> {
    const { model, unlike } = this.material;
    const shows = ['score', 'segmentation', 'domain-warning'];
    const instead = {
      conditions: [
        { id: 'unaided', name: 'Unaided' },
        { id: 'aided', name: 'With AI', ai: { model: model.id, version: model.version, shows } },
        { id: 'second', name: 'With a second AI', ai: { ...ELSEWHERE, shows: ['score'] } },
      ],
      design: { kind: 'sequential', stages: ['unaided', 'aided', 'second'], sessions: 1 },
      pace: { readLimitSeconds: 600 },
      training: { cases: 1 },
    };
    const cases = [...this.material.cases, unlike];
    const study = await this.create({ title: 'A day on which much goes wrong', cases: this.material.cases.length, readers: 1, instead }, from); // prettier-ignore
    const rows = cases.map(({ reference }) => ({ ...reference, purpose: reference.case === unlike.label ? ('training' as const) : ('study' as const) })); // prettier-ignore
    await this.session.api.call(putReferenceStandard, { study }, { rows });
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...ELSEWHERE, description: 'A group elsewhere', finding: 'GMH-IVH' })) form.set(name, value); // prettier-ignore
    form.append('files', new Blob([`case,score\n${unlike.label},0.5\n`], { type: 'text/csv' }), 'scores.csv');
    await this.session.api.call(importAiResults, { study }, form);
    const link = await this.coordinator.invite(study, 'Dr Ada Moreau', 'person');
    await this.coordinator.freeze(study);
    return {
      ...{ study, link },
      newLink: () => this.renew(study),
      reopenAndExcuse: () => this.reopenAndExcuse(study),
      lock: async () => void (await this.coordinator.lock(study)),
    };
  }

  private async reopenAndExcuse(study: StudyId): Promise<void> {
    const { api } = this.session;
    const reads = await api.all(listReads, { study });
    const [first, open] = (['submitted', 'open'] as const).map((state) => reads.findLast((read) => read.state === state)!); // prettier-ignore
    await api.call(reopenRead, { study, read: first!.id }, { reason: 'A slip of the mouse.' });
    await api.call(excuseRead, { study, read: open!.id }, { reason: 'One stack belongs to another case.' });
  }

  private async frozen(
    title: string,
    from: StudyId,
    instead: TourProtocol['instead'] & object,
    purposes: Readonly<Record<string, 'qualification'>> = {},
  ): Promise<{ study: StudyId; link: string }> {
    const { cases } = this.material;
    const study = await this.create({ title, cases: cases.length - Object.keys(purposes).length, readers: 1, instead }, from); // prettier-ignore
    const rows = cases.map(({ reference }) => ({ ...reference, purpose: purposes[reference.case] ?? ('study' as const) })); // prettier-ignore
    await this.session.api.call(putReferenceStandard, { study }, { rows });
    const link = await this.coordinator.invite(study, 'Reader J', 'simulated');
    await this.coordinator.freeze(study);
    return { study, link };
  }

  private create(wanted: Omit<TourProtocol, 'model'>, from: StudyId): Promise<StudyId> {
    return this.coordinator.createStudy(tourProtocol({ ...wanted, model: this.material.model }), from);
  }

  private async renew(study: StudyId): Promise<string> {
    const { link } = await this.session.api.call(renewInvitation, { study, reader: await this.reader(study) });
    if (link === null) throw new Error('this person has another way in');
    return link;
  }

  private async reader(study: StudyId): Promise<ReaderId> {
    return (await this.session.api.call(getProgress, { study })).readers[0]!.id;
  }
}
