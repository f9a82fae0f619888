import { verifyAudit, type Progress, type StudyId } from '@lectern/contracts';
import { Coordinator, withNumbers } from '../../demo/coordinator.js';
import { HttpSession } from '../../simulated-readers/http-session.js';
import { smallCase, smallProtocol } from '../../recovery/small-study.js';
import { until } from '../../recovery/launcher.js';
import { CrashInstallation, type Victim } from './crash-installation.js';
import { PatientPage, type SentRead } from './patient-page.js';
import { RecordWitness } from './read-evidence.js';

export interface CrashTrial {
  readonly victim: Victim;
  /** The message at which it is killed, counted from the first of the read. */
  readonly at: number;
}

export interface CrashOutcome extends CrashTrial {
  /** Kind and direction of the message; null where the read was over before it came. */
  readonly message: string | null;
  /** What was lost, doubled or broken; empty where nothing was. */
  readonly complaints: readonly string[];
}

/** A small frozen study under an installation that can be killed at any message; its reads are used up one by one. */
export class CrashStudy {
  private readsDone = 0;
  private pages: PatientPage[] = [];
  private readonly witness: RecordWitness;

  private constructor(
    private readonly installation: CrashInstallation,
    private readonly coordinator: HttpSession,
    private readonly study: StudyId,
    private readonly links: string[],
  ) {
    this.witness = new RecordWitness(installation.recordUrl);
  }

  /** @param cases even; each reader reads each of them twice */
  static async begin(readers: number, cases = 4): Promise<CrashStudy> {
    const installation = await CrashInstallation.start();
    const { session } = await HttpSession.open(installation.firstLink);
    const coordinator = new Coordinator(session, () => undefined);
    const study = await coordinator.createStudy(withNumbers(smallProtocol, { readers, cases }));
    const made = Array.from({ length: cases }, (_, i) => smallCase(i + 1));
    for (const each of made) await coordinator.upload(study, each);
    await coordinator.setReferenceStandard(study, made);
    await coordinator.acceptCases(study, cases);
    const ready = ({ cases: { ready }, inference: { done } }: Progress): boolean => ready === cases && done === cases;
    await coordinator.waitFor(study, () => '', ready);
    const links: string[] = [];
    for (let reader = 1; reader <= readers; reader++)
      links.push(await coordinator.invite(study, `Reader ${reader}`, 'simulated'));
    await coordinator.freeze(study);
    return new CrashStudy(installation, session, study, links);
  }

  /** Messages of an undisturbed read. */
  async messagesOfARead(): Promise<number> {
    const page = await this.page();
    return this.installation.count(() => page.readOne(this.readsDone++));
  }

  async run(trial: CrashTrial): Promise<CrashOutcome> {
    const page = await this.page();
    const complaints: string[] = [];
    let sent: SentRead | undefined;
    const message = await this.installation.killAt(trial, async () => {
      sent = await page.readOne(this.readsDone++).catch((error: unknown) => void complaints.push(String(error)));
    });
    await until('the record answers', () => this.witness.answers());
    if (sent) complaints.push(...(await this.witness.complaintsOf(sent)));
    return { ...trial, message, complaints };
  }

  /** What holds of the whole record at the end, once the conductor has caught up. */
  async finalComplaints(): Promise<string[]> {
    await until('the conductor has caught up', async () => (await this.witness.undelivered()) === 0);
    const { verified, problem } = await this.coordinator.api.call(verifyAudit, { study: this.study });
    return verified ? [] : [`audit chain: ${problem}`];
  }

  end(): Promise<void> {
    return this.installation.stop();
  }

  /** A page whose reader has a read left. */
  private async page(): Promise<PatientPage> {
    for (let page = this.pages.at(-1); page; page = this.pages.at(-1)) {
      if (await page.nextRead()) return page;
      this.pages.pop();
    }
    const link = this.links.shift();
    if (!link) throw new Error('every read of the study is done: plan more readers');
    const { session } = await HttpSession.open(link);
    this.pages.push(new PatientPage(session, this.study));
    return this.page();
  }
}
