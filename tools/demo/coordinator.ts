import { setTimeout as wait } from 'node:timers/promises';
import { parseDocument } from 'yaml';
import {
  acceptCases,
  createOwnLink,
  createStudy,
  freezeStudy,
  getAnalysis,
  getMe,
  getProgress,
  getStudy,
  inviteReader,
  listCases,
  lockStudy,
  type Progress,
  putReferenceStandard,
  setPassword,
  type Signing,
  type StudyAnalysis,
  type StudyId,
  uploadCase,
} from '@lectern/contracts';
import type { HttpSession } from '../simulated-readers/http-session.js';
import type { DemoCase } from './demo-cases.js';

const POLL_MILLIS = 500;

/** What a coordinator does in the demonstration, through the public API. */
export class Coordinator {
  /** @param password what the coordinator signs with; set with the first study, unless it was set before */
  constructor(
    private readonly session: HttpSession,
    private readonly log: (line: string) => void,
    private readonly password = 'what a coordinator signs with',
  ) {}

  async createStudy(protocol: string, casesFrom?: StudyId): Promise<StudyId> {
    const { hasPassword } = await this.session.api.call(getMe);
    if (!hasPassword) await this.session.api.call(setPassword, {}, { login: 'coordinator', password: this.password });
    const study = await this.session.api.call(createStudy, {}, { protocol, ...(casesFrom && { casesFrom }) });
    return study.id;
  }

  async upload(study: StudyId, demoCase: DemoCase): Promise<void> {
    const form = new FormData();
    form.set('label', demoCase.label);
    for (const { name, bytes } of demoCase.files)
      form.append('files', new Blob([new Uint8Array(bytes)], { type: 'application/dicom' }), name);
    await this.session.api.call(uploadCase, { study }, form);
  }

  async setReferenceStandard(study: StudyId, cases: readonly DemoCase[]): Promise<void> {
    await this.session.api.call(putReferenceStandard, { study }, { rows: cases.map(({ reference }) => reference) });
  }

  /** @returns the one-time link */
  async invite(study: StudyId, name: string, kind: 'person' | 'simulated'): Promise<string> {
    const { link } = await this.session.api.call(inviteReader, { study }, { name, kind });
    if (link === null) throw new Error(`${name} was here before and has no link`);
    return link;
  }

  /** @returns a one-time link by which the person at the keyboard becomes the coordinator */
  async ownLink(): Promise<string> {
    return (await this.session.api.call(createOwnLink)).link;
  }

  async freeze(study: StudyId): Promise<unknown> {
    const { api } = this.session;
    const { protocolTag } = await api.call(getStudy, { study });
    const signature = this.signing('I have read the protocol and freeze it for the demonstration.');
    return api.change(freezeStudy, { study }, { signature }, protocolTag);
  }

  lock(study: StudyId): Promise<unknown> {
    const signature = this.signing('I end data entry.');
    return this.session.api.call(lockStudy, { study }, { reason: 'All planned reads are submitted.', signature });
  }

  private signing(meaning: string): Signing {
    return { meaning, proof: { password: this.password } };
  }

  /** Waits until so many cases are taken in and accepts them without a look, as made cases are. */
  async acceptCases(study: StudyId, count: number): Promise<void> {
    await this.waitFor(
      study,
      ({ cases }) => `Cases taken in: ${cases.stored + cases.ready} of ${count}`,
      ({ cases }) => cases.stored + cases.ready >= count,
    );
    const rows = await this.session.api.all(listCases, { study });
    const cases = rows.filter(({ state }) => state === 'stored').map(({ id }) => id);
    const reason = 'These cases were chosen or made for this run; nobody needs to look at them.';
    if (cases.length > 0) await this.session.api.call(acceptCases, { study }, { cases, seen: false, reason });
  }

  /** Waits until progress is as wanted, and says how far it is. @throws Error where a case was refused or inference failed */
  async waitFor(
    study: StudyId,
    text: (progress: Progress) => string,
    reached: (progress: Progress) => boolean,
  ): Promise<Progress> {
    let said = '';
    for (;;) {
      const progress = await this.session.api.call(getProgress, { study });
      const line = text(progress);
      if (line !== said) this.log(line);
      said = line;
      if (progress.cases.refused > 0) throw new Error(`A case was refused: ${await this.refusals(study)}`);
      if (progress.inference.failed > 0) throw new Error('Inference failed for a case; see the worker log');
      if (reached(progress)) return progress;
      await wait(POLL_MILLIS);
    }
  }

  async analysis(study: StudyId): Promise<StudyAnalysis> {
    for (;;) {
      const state = await this.session.api.call(getAnalysis, { study });
      if (state.state === 'done') return state.analysis;
      if (state.state === 'failed') throw new Error(`The analysis failed: ${state.reason}`);
      await wait(POLL_MILLIS);
    }
  }

  private async refusals(study: StudyId): Promise<string> {
    const cases = await this.session.api.all(listCases, { study });
    return cases
      .flatMap(({ sourceLabel, problems }) => problems.map(({ rule, remedy }) => `${sourceLabel}: ${rule} ${remedy}`))
      .join('; ');
  }
}

/** A protocol text with the planned numbers of cases and readers, and another title, put in; comments stay. */
export function withNumbers(protocol: string, numbers: { cases: number; readers: number; title?: string }): string {
  const document = parseDocument(protocol);
  document.setIn(['cases', 'planned'], numbers.cases);
  document.setIn(['readers', 'planned'], numbers.readers);
  if (numbers.title) document.set('title', numbers.title);
  return document.toString();
}
