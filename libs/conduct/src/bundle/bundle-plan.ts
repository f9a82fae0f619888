import { protocolSchema } from '@lectern/contracts';
import type { SubmittedReadRow } from '@lectern/records';
import { gridOf } from '../cases/stack-grid.js';
import type { StudyPlan } from '../studies/study-plan.js';

/** Instants that come back from JSON as text. */
const instants = new Set(['receivedAt', 'decidedAt', 'invitedAt', 'createdAt', 'computedAt', 'importedAt']);
const readInstants = new Set(['openedAt', 'submittedAt', 'opensAt', 'finishedAt', 'invitedAt', 'createdAt']);

/** The plan as a bundle holds it in `record/plan.json`: nothing that identifies a person beyond the name, no secret, no DICOM header. */
export function planToBundle(plan: StudyPlan): object {
  return {
    ...plan,
    cases: plan.cases.map((listed) => ({
      ...listed,
      case: {
        ...listed.case,
        deidentification: null,
        stacks: listed.case.stacks.map((stack) => ({ ...stack, detail: { grid: gridOf(stack) } })),
      },
    })),
    readers: plan.readers.map(({ user, ...reader }) => ({ ...reader, user: personToBundle(user) })),
  };
}

export function planFromBundle(text: string): StudyPlan {
  const plan = JSON.parse(text, (key, value: unknown) => revived(instants, key, value)) as StudyPlan;
  return {
    ...plan,
    postHocSubgroups: plan.postHocSubgroups ?? [],
    deviations: plan.deviations ?? [],
    protocol: protocolSchema.parse(plan.protocol),
  };
}

/** A submitted read as a line of `record/submitted-reads.jsonl`. */
export function submittedToBundle({ read, ...submission }: SubmittedReadRow): object {
  const { user, ...reader } = read.reader;
  return { ...submission, read: { ...read, reader: { ...reader, user: personToBundle(user) } } };
}

export function submittedFromBundle(line: string): SubmittedReadRow {
  return JSON.parse(line, (key, value: unknown) => revived(readInstants, key, value)) as SubmittedReadRow;
}

function personToBundle({ id, name, kind }: { id: string; name: string; kind: string }): object {
  return { id, name, kind };
}

function revived(names: ReadonlySet<string>, key: string, value: unknown): unknown {
  return names.has(key) && typeof value === 'string' ? new Date(value) : value;
}
