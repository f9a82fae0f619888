import type { CaseId } from '@lectern/contracts';
import { checkCase, type CaseProblem, type ParsedInstance } from '@lectern/dicom';
import { sourceProblems } from '../arrivals/source-problems.js';
import type { ActivityDeps } from './activity-deps.js';
import { CaseFiles } from './case-files.js';
import { rulesFor, type StudyRules } from './case-rules.js';
import { fileProblem, leftOutFinding, withoutPixels, type IntakeProblem } from './quarantine.js';

interface ExaminedImage {
  readonly file: number;
  readonly instance: ParsedInstance;
}

export interface ReadCase {
  readonly files: CaseFiles;
  readonly rules: StudyRules;
}

/** What came of an examination. */
export interface Examined {
  readonly accepted: boolean;
  /** The files as they were read, and the rules that they were held to; absent where nothing was left to examine. */
  readonly read?: ReadCase;
}

/** Parses and checks the quarantined files of a case, one after the other. A refusal is a result: its reasons are kept with the case. */
export async function examineCase({ records, store }: ActivityDeps, id: CaseId): Promise<Examined> {
  const known = await records.read.cases.find(id);
  if (known?.state === 'stored' || known?.state === 'ready') return { accepted: true };
  if (known?.state !== 'received') return { accepted: false };
  const rules = await rulesFor(records, id);
  const files = new CaseFiles(store, known, rules.checks);
  const problems: IntakeProblem[] = [];
  const images: ExaminedImage[] = [];
  for (let file = 0; file < known.files; file++) {
    try {
      const read = await files.decoded(file);
      if (read.leftOut) problems.push(leftOutFinding(file, read.leftOut));
      for (const image of read.images) images.push({ file, instance: withoutPixels(image) });
    } catch (error) {
      problems.push(fileProblem(file, error));
    }
  }
  problems.push(...(await sourceProblems(records, known)));
  const isRefused = (): boolean => problems.some(({ severity }) => severity === 'refused');
  if (!isRefused()) {
    const check = checkCase(
      images.map(({ instance }) => instance),
      rules,
    );
    problems.push(...check.problems.map((problem) => asFinding(problem, images)));
  }
  await records.transaction((tx) => tx.cases.saveProblems(id, problems));
  return { accepted: !isRefused(), read: { files, rules } };
}

/** The problem with its images as numbers of files. */
function asFinding(
  { severity, tag, plane, rule, remedy, sopInstanceUids = [] }: CaseProblem,
  images: readonly ExaminedImage[],
): IntakeProblem {
  const named = new Set(sopInstanceUids);
  const concerned = images.filter(({ instance }) => named.has(instance.uids.sopInstanceUid));
  const files = [...new Set(concerned.map(({ file }) => file))];
  const finding = { severity, file: files[0] ?? null, stack: plane ?? null, tag, rule, remedy };
  return files.length > 1 ? { ...finding, files } : finding;
}
