import { concept, DicomRefusedError, readPart10, readReport, readSegmentation, reportStorages, textOf, type ImageDescription, type MeasurementReport } from '@lectern/dicom'; // prettier-ignore
import { sha256Hex } from '@lectern/evidence';
import { MrmcFileError } from '@lectern/mrmc-files';
import type { ListedCase } from '@lectern/records';
import type { UploadedFile } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import type { FailureIssue } from '../errors.js';
import { caseOfImage, imagesOf, type ObjectCase } from '../truth/object-case.js';
import { readResultCsv } from './result-csv.js';

/** What the files say of one case. */
export interface CaseOutput {
  score: number | null;
  positive: boolean | null;
  reason: string | null;
  /** By SOP Instance UID of this installation: what is inside in any segment. */
  readonly masks: Map<string, Uint8Array>;
}

export interface ResultFiles {
  readonly hashes: readonly string[];
  readonly outputs: ReadonlyMap<string, CaseOutput>;
  readonly issues: readonly FailureIssue[];
}

/** Reads SEG, SR and CSV files of an AI's results, case by case; whatever does not fit is an issue. */
export async function readResultFiles(
  deps: Pick<ConductDeps, 'store' | 'deidentificationKey'>,
  cases: readonly ListedCase[],
  files: AsyncIterable<UploadedFile>,
): Promise<ResultFiles> {
  const reading = new ResultReading(deps, cases);
  for await (const file of files) await reading.take(file);
  return reading;
}

class ResultReading implements ResultFiles {
  readonly hashes: string[] = [];
  readonly outputs = new Map<string, CaseOutput>();
  readonly issues: FailureIssue[] = [];

  constructor(
    private readonly deps: Pick<ConductDeps, 'store' | 'deidentificationKey'>,
    private readonly cases: readonly ListedCase[],
  ) {}

  async take({ name, bytes }: UploadedFile): Promise<void> {
    this.hashes.push(sha256Hex(bytes));
    try {
      if (name.toLowerCase().endsWith('.csv')) this.table(name, new TextDecoder().decode(bytes));
      else if (reportStorages.includes(textOf(readPart10(bytes).dataset, '00080016') ?? '')) this.report(name, bytes);
      else await this.segmentation(name, bytes);
    } catch (error) {
      if (error instanceof DicomRefusedError) this.fault(name, `${error.rule} ${error.remedy}`);
      else if (error instanceof MrmcFileError) this.fault(name, error.message);
      else throw error;
    }
  }

  private table(name: string, text: string): void {
    const { lines, issues } = readResultCsv(text, name);
    this.issues.push(...issues);
    const byLabel = new Map(this.cases.map((listed) => [listed.sourceLabel, listed.caseId]));
    for (const { line, case: label, score, positive, reason } of lines) {
      const caseId = byLabel.get(label);
      if (caseId === undefined) {
        this.issues.push({ path: name, line, message: `there is no ready case '${label}' in this study` });
        continue;
      }
      const output = this.outputOf(caseId);
      if (score !== null) this.score(output, score, { path: name, line });
      Object.assign(output, { positive: positive ?? output.positive, reason: reason ?? output.reason });
    }
  }

  private report(name: string, bytes: Uint8Array): void {
    const report = readReport(bytes);
    const target = this.target(name, report.evidence[0]);
    const score = scoreIn(report);
    if (!target) return;
    if (score === null) return this.fault(name, 'which of its measurements is the score cannot be told: it should have one, or one named case-score of 99LECTERN'); // prettier-ignore
    this.score(this.outputOf(target.listed.caseId), score, { path: name });
  }

  private async segmentation(name: string, bytes: Uint8Array): Promise<void> {
    const { frames, rows, columns } = readSegmentation(bytes);
    const target = this.target(name, frames[0]?.sopInstanceUid);
    if (!target) return;
    const { listed, own } = target;
    const images = new Map((await imagesOf(this.deps.store, listed.case)).flat().map((image) => [image.uids.sopInstanceUid, image])); // prettier-ignore
    const { masks } = this.outputOf(listed.caseId);
    for (const { sopInstanceUid, mask } of frames) {
      const uid = own(sopInstanceUid);
      const fits = ({ geometry }: ImageDescription): boolean => geometry.rows === rows && geometry.columns === columns;
      const image = images.get(uid);
      if (!image || !fits(image)) return this.fault(name, 'a frame lies on an image that the case does not have, or is of another size'); // prettier-ignore
      const before = masks.get(uid);
      masks.set(uid, before ? mask.map((inside, pixel) => inside | before[pixel]!) : mask);
    }
  }

  private target(name: string, image: string | undefined): ObjectCase | undefined {
    const found = image === undefined ? undefined : caseOfImage(this.cases, this.deps.deidentificationKey, image);
    if (!found) this.fault(name, 'it lies on images of no case that is ready in this study');
    return found;
  }

  private outputOf(caseId: string): CaseOutput {
    const output = this.outputs.get(caseId) ?? { score: null, positive: null, reason: null, masks: new Map() };
    this.outputs.set(caseId, output);
    return output;
  }

  private score(output: CaseOutput, score: number, at: { path: string; line?: number }): void {
    if (output.score !== null && output.score !== score) this.issues.push({ ...at, message: `the case has the score ${output.score} already` }); // prettier-ignore
    output.score = score;
  }

  private fault(path: string, message: string): void {
    this.issues.push({ path, message });
  }
}

/** The measurement that is named as a case's score, or the only one. */
function scoreIn({ groups }: MeasurementReport): number | null {
  const all = groups.flatMap(({ measurements }) => measurements);
  const named = all.filter(({ concept: { value, scheme } }) => value === concept.caseScore.value && scheme === concept.caseScore.scheme); // prettier-ignore
  const [only, ...others] = named.length > 0 ? named : all;
  return only && others.length === 0 ? only.value : null;
}
