import { protocolSchema, type CaseId } from '@lectern/contracts';
import { checkCase, decoded, type CaseProblem, type CaseRules, type ParsedInstance } from '@lectern/dicom';
import type { CaseWithStacks, Records } from '@lectern/records';
import type { ActivityDeps } from './activity-deps.js';
import { fileProblem, parseQuarantined, withoutPixels, type IntakeProblem } from './quarantine.js';

/** Parses and checks the quarantined files of a case, one after the other. A refusal is a result: its reasons are kept with the case. */
export async function examineCase({ records, store }: ActivityDeps, id: CaseId): Promise<{ accepted: boolean }> {
  const known = await records.read.cases.find(id);
  if (known?.state === 'ready') return { accepted: true };
  if (known?.state !== 'received') return { accepted: false };
  const problems: IntakeProblem[] = [];
  const images: { file: number; instance: ParsedInstance }[] = [];
  for (let file = 0; file < known.files; file++) {
    try {
      for (const image of await parseQuarantined(store, known, file)) {
        images.push({ file, instance: withoutPixels(await decoded(image)) });
      }
    } catch (error) {
      problems.push(fileProblem(file, error));
    }
  }
  if (problems.length === 0) {
    const check = checkCase(
      images.map(({ instance }) => instance),
      await rulesFor(records, known),
    );
    problems.push(...check.problems.map((problem) => asIntakeProblem(problem, images)));
  }
  await records.transaction((tx) => tx.cases.saveProblems(id, problems));
  return { accepted: problems.length === 0 };
}

/** What the protocols of the studies that list the case ask for. */
async function rulesFor({ read }: Records, { id }: CaseWithStacks): Promise<CaseRules> {
  const [study] = await read.studies.withCase(id);
  if (!study) return {};
  const { cases } = protocolSchema.parse((await read.studies.protocol(study.id)).document);
  return { planes: cases.stacks, stacks: { min: cases.stacks.length, max: cases.stacks.length } };
}

function asIntakeProblem(
  { tag, rule, remedy, sopInstanceUids = [] }: CaseProblem,
  images: readonly { file: number; instance: ParsedInstance }[],
): IntakeProblem {
  const first = images.find(({ instance }) => sopInstanceUids.includes(instance.uids.sopInstanceUid));
  return { file: first?.file ?? null, tag, rule, remedy };
}
