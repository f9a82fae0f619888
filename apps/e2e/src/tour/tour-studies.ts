import {
  acceptCases,
  addDicomwebServer,
  addTruther,
  getProgress,
  inviteMember,
  listCases,
  openTruthing,
  putReferenceStandard,
  recordDeviation,
  renewInvitation,
  reportProblem,
  type StudyId,
} from '@lectern/contracts';
import { Coordinator } from '../../../../tools/demo/coordinator.js';
import { type DemoCase, pixelsOf } from '../../../../tools/demo/demo-cases.js';
import { HttpSession } from '../../../../tools/simulated-readers/http-session.js';
import { SimulatedReader, type TruthFile } from '../../../../tools/simulated-readers/simulated-reader.js';
import { HeldUpReaders, type TroubledStudy } from './held-up-readers.js';
import { tourProtocol, type TourProtocol } from './tour.protocol.js';

/** A study in each stage of its life, and whoever may open their pages. */
export interface TourStudies {
  /** Being prepared: cases of every state, a truthing panel at work. */
  readonly draft: StudyId;
  readonly memberLink: string;
  /** Has all that it needs to be frozen. */
  readonly ready: StudyId;
  /** Frozen; one reader waits for the washout to end, another has not begun. */
  readonly running: StudyId;
  /** Of the reader who has not begun. */
  readonly readerLink: string;
  /** Of readers who may not read now, by what they wait for. */
  readonly waitingLinks: Readonly<Record<string, string | Promise<string>>>;
  readonly troubled: TroubledStudy;
  /** Frozen for one person who reads everything: documents, practice, both conditions. */
  readonly sitting: StudyId;
  readonly sitterLink: string;
  /** Locked and analysed. */
  readonly locked: StudyId;
}

/** What the studies are made of. */
export interface TourMaterial {
  readonly cases: readonly DemoCase[];
  /** One that is uploaded late and waits for a person's look. */
  readonly late: DemoCase;
  /** One that lacks a plane and is refused. */
  readonly lacking: DemoCase;
  /** One that is no brain. */
  readonly unlike: DemoCase;
  readonly model: TourProtocol['model'];
  /** Root of a DICOMweb service that holds an examination, if there is one. */
  readonly archive: string | null;
  readonly log: (line: string) => void;
}

/** Brings an empty installation to where every page has something to show: all through the public API, by the people who do it. */
export async function prepareStudies(session: HttpSession, material: TourMaterial): Promise<TourStudies> {
  const maker = new TourMaker(session, material);
  const locked = await maker.lockedStudy();
  const { running, readerLink, washoutLink } = await maker.studyInReading(locked);
  const held = new HeldUpReaders(session, maker.coordinator, material);
  const onBreak = held.onBreak(locked); // a minute of reading that nobody waits for
  onBreak.catch(() => undefined); // told where the link is used
  const { ready, notStarted } = await maker.readyStudy(locked);
  const dayDone = await maker.dayDone(locked);
  const { sitting, sitterLink } = await maker.studyForOnePerson(locked);
  const { draft, memberLink } = await maker.studyInPreparation(locked);
  const waitingLinks = {
    ...{ 'not-started': notStarted, washout: washoutLink, 'day-done': dayDone, break: onBreak },
    'not-qualified': await held.notQualified(locked),
    withdrawn: await held.withdrawn(locked),
  };
  const troubled = await held.troubled(draft);
  return { locked, ready, running, readerLink, waitingLinks, troubled, sitting, sitterLink, draft, memberLink };
}

class TourMaker {
  readonly coordinator: Coordinator;
  private readonly truth: TruthFile;

  constructor(
    private readonly session: HttpSession,
    private readonly material: TourMaterial,
  ) {
    this.coordinator = new Coordinator(session, material.log);
    this.truth = Object.fromEntries(material.cases.map((each) => [pixelsOf(each), each.truth]));
  }

  async lockedStudy(): Promise<StudyId> {
    const { cases } = this.material;
    const study = await this.create({ title: 'Fetal GMH-IVH with and without AI', cases: cases.length, readers: 3 });
    for (const each of cases) await this.coordinator.upload(study, each);
    await this.coordinator.setReferenceStandard(study, cases);
    const names = ['Reader A', 'Reader B', 'Reader C'];
    const links = await this.inviteAll(study, names);
    await this.coordinator.acceptCases(study, cases.length);
    await this.coordinator.waitFor(
      study,
      ({ inference }) => `AI results: ${inference.done} of ${inference.planned}`,
      ({ inference }) => inference.planned > 0 && inference.done === inference.planned,
    );
    await this.coordinator.freeze(study);
    await Promise.all(links.map(async (link, n) => (await this.reader(link, study, names[n]!)).readAll()));
    await this.coordinator.lock(study);
    await this.coordinator.analysis(study);
    return study;
  }

  async studyInReading(from: StudyId): Promise<{ running: StudyId; readerLink: string; washoutLink: string }> {
    const { length } = this.material.cases;
    const running = await this.create({ title: 'A study that is being read', cases: length, readers: 2, washoutDays: 28 }, from); // prettier-ignore
    const [first, second] = await this.inviteAll(running, ['Reader D', 'Reader E']);
    await this.coordinator.freeze(running);
    const { session } = await HttpSession.open(first!);
    await this.readUntil(running, session, 'Reader D', length);
    await session.api.call(
      reportProblem,
      { study: running },
      { kind: 'images', text: 'The sagittal stack came late.' },
    );
    const { api } = this.session;
    await api.call(recordDeviation, { study: running }, { kind: 'reading', text: 'The reading room was lit for an hour.' }); // prettier-ignore
    return { running, readerLink: second!, washoutLink: await this.newLink(running) };
  }

  /** @returns the study, and the link of a reader who may not begin yet */
  async readyStudy(from: StudyId): Promise<{ ready: StudyId; notStarted: string }> {
    const ready = await this.create({ title: 'A study that is ready', cases: this.material.cases.length, readers: 2 }, from); // prettier-ignore
    const [notStarted] = await this.inviteAll(ready, ['Reader H', 'Reader I']);
    return { ready, notStarted: notStarted! };
  }

  /** @returns the link of a reader who has read what may be read in a day */
  async dayDone(from: StudyId): Promise<string> {
    const { length } = this.material.cases;
    const study = await this.create({ title: 'A study with two reads a day', cases: length, readers: 2, readsPerDay: 2 }, from); // prettier-ignore
    const [first] = await this.inviteAll(study, ['Reader F', 'Reader G']);
    await this.coordinator.freeze(study);
    await this.readUntil(study, (await HttpSession.open(first!)).session, 'Reader F', 2);
    return this.newLink(study);
  }

  async studyForOnePerson(from: StudyId): Promise<Pick<TourStudies, 'sitting' | 'sitterLink'>> {
    const { cases } = this.material;
    const sitting = await this.create({ title: 'Sit down and read', cases: cases.length - 1, readers: 1, prepared: true }, from); // prettier-ignore
    const rows = cases.map(({ reference }, n) => ({ ...reference, purpose: n === 0 ? ('training' as const) : ('study' as const) })); // prettier-ignore
    await this.session.api.call(putReferenceStandard, { study: sitting }, { rows });
    const link = await this.coordinator.invite(sitting, SITTER, 'person');
    await this.coordinator.freeze(sitting);
    return { sitting, sitterLink: link };
  }

  async studyInPreparation(from: StudyId): Promise<Pick<TourStudies, 'draft' | 'memberLink'>> {
    const { cases, late, lacking, archive } = this.material;
    const { api } = this.session;
    const draft = await this.create({ title: 'A study that is being prepared', cases: cases.length + 3, readers: 2, panel: true }, from); // prettier-ignore
    const [member, ...others] = ['Dr Li Wei', 'Dr Jonas Berg', 'Prof. Eva Lindqvist'];
    const { link } = await api.call(addTruther, { study: draft }, { name: member!, adjudicator: false });
    for (const name of others) await api.call(addTruther, { study: draft }, { name, adjudicator: name === others.at(-1) }); // prettier-ignore
    await api.call(openTruthing, { study: draft });
    await api.call(inviteMember, { study: draft }, { name: 'Dr Sofia Rossi', role: 'statistician' });
    await this.unlikeAnyOther(draft);
    await this.coordinator.upload(draft, late);
    await this.coordinator.upload(draft, lacking);
    if (archive) await api.call(addDicomwebServer, {}, { name: 'Archive', url: archive });
    return { draft, memberLink: newcomer(link) };
  }

  private create(wanted: Omit<TourProtocol, 'model'>, from?: StudyId): Promise<StudyId> {
    return this.coordinator.createStudy(tourProtocol({ ...wanted, model: this.material.model }), from);
  }

  /** Takes in an examination that is unlike those on which the model was calibrated, and has its result. */
  private async unlikeAnyOther(study: StudyId): Promise<void> {
    const { api } = this.session;
    const before = this.material.cases.length;
    await this.coordinator.upload(study, this.material.unlike);
    await this.coordinator.waitFor(study, ({ cases }) => `Cases taken in: ${cases.stored}`, ({ cases }) => cases.stored > 0); // prettier-ignore
    const cases = (await api.all(listCases, { study })).filter(({ state }) => state === 'stored').map(({ id }) => id);
    await api.call(acceptCases, { study }, { cases, seen: false, reason: 'Made for this run.' });
    await this.coordinator.waitFor(study, ({ inference }) => `AI results: ${inference.done}`, ({ inference }) => inference.done > before); // prettier-ignore
  }

  /** A simulated reader reads until so many reads are in; what it waits for then, it waits for until the installation stops. */
  private async readUntil(study: StudyId, session: HttpSession, name: string, reads: number): Promise<void> {
    void new SimulatedReader(session, study, name, 'tour', this.truth).readAll().catch(() => undefined);
    await this.coordinator.waitFor(
      study,
      (progress) => `Reads: ${progress.reads.submitted} of ${reads}`,
      (progress) => progress.reads.submitted === reads,
    );
  }

  /** A new link for the first reader. */
  private async newLink(study: StudyId): Promise<string> {
    const { readers } = await this.session.api.call(getProgress, { study });
    return newcomer((await this.session.api.call(renewInvitation, { study, reader: readers[0]!.id })).link);
  }

  private async inviteAll(study: StudyId, names: readonly string[]): Promise<string[]> {
    const links: string[] = [];
    for (const name of names) links.push(await this.coordinator.invite(study, name, 'simulated'));
    return links;
  }

  private async reader(link: string, study: StudyId, name: string): Promise<SimulatedReader> {
    return new SimulatedReader((await HttpSession.open(link)).session, study, name, 'tour', this.truth);
  }
}

/** The person who sits down; signs with this name. */
export const SITTER = 'Dr Ada Moreau';

/** Whoever is new has a link. */
function newcomer(link: string | null): string {
  if (link === null) throw new Error('this person was here before');
  return link;
}
