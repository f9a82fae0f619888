import type { Question, ReadRow } from '@lectern/contracts';
import { csvRow } from './csv.js';

interface Column {
  readonly name: string;
  readonly meaning: string;
  readonly unit: string;
  readonly value: (row: ReadRow) => unknown;
}

const before: readonly Column[] = [
  { name: 'read', meaning: 'Id of the read in the record', unit: '', value: (row) => row.read },
  { name: 'reader', meaning: 'Number of the reader in the study', unit: '', value: (row) => row.reader },
  {
    name: 'reader_kind',
    meaning: 'person, or simulated: a program that stands in for a reader',
    unit: '',
    value: (row) => row.readerKind,
  },
  { name: 'case', meaning: 'Number of the case in the frozen list', unit: '', value: (row) => row.case },
  { name: 'site', meaning: 'Hospital of the case', unit: '', value: (row) => row.site },
  { name: 'session', meaning: 'Number of the reading session', unit: '', value: (row) => row.session },
  { name: 'position', meaning: 'Place of the read in its session', unit: '', value: (row) => row.position },
  {
    name: 'condition',
    meaning: 'Condition of the read, as the protocol names it',
    unit: '',
    value: (row) => row.condition,
  },
  {
    name: 'repetition',
    meaning: 'How often this reader has read this case in this condition',
    unit: '',
    value: (row) => row.repetition,
  },
  { name: 'truth', meaning: 'Reference standard: 1 positive, 0 negative', unit: '', value: (row) => Number(row.truth) },
  { name: 'truth_grade', meaning: 'Grade by the reference standard', unit: '', value: (row) => row.grade },
];

const after: readonly Column[] = [
  {
    name: 'opened_at',
    meaning: "When the server opened the read (the server's clock)",
    unit: 'UTC',
    value: (row) => row.openedAt,
  },
  {
    name: 'submitted_at',
    meaning: "When the submission was stored (the server's clock)",
    unit: 'UTC',
    value: (row) => row.submittedAt,
  },
  {
    name: 'elapsed_seconds',
    meaning: 'First image shown to submission',
    unit: 's',
    value: (row) => row.elapsedSeconds,
  },
  {
    name: 'active_seconds',
    meaning: 'Elapsed without hidden, paused and idle time',
    unit: 's',
    value: (row) => row.activeSeconds,
  },
  {
    name: 'overlay_seconds',
    meaning: 'Time in which the AI overlay was visible',
    unit: 's',
    value: (row) => row.overlaySeconds,
  },
  {
    name: 'stage',
    meaning: 'Of a read in stages: its number, from 1; elapsed_seconds and active_seconds hold the stages before too',
    unit: '',
    value: (row) => row.stage ?? 1,
  },
  {
    name: 'version',
    meaning: 'From 2: answered anew after a coordinator opened the read again',
    unit: '',
    value: (row) => row.version ?? 1,
  },
  {
    name: 'stage_elapsed_seconds',
    meaning: 'Elapsed time of this stage alone',
    unit: 's',
    value: (row) => (row.stageElapsedSeconds === undefined ? row.elapsedSeconds : row.stageElapsedSeconds),
  },
  {
    name: 'stage_active_seconds',
    meaning: 'Active time of this stage alone',
    unit: 's',
    value: (row) => (row.stageActiveSeconds === undefined ? row.activeSeconds : row.stageActiveSeconds),
  },
  ...(['30', '60', '120', 'none'] as const).map((limit): Column => ({
    name: `active_seconds_idle_${limit}`,
    meaning:
      limit === 'none' ? 'Active time where no wait counts as idle' : `Active time at an idle limit of ${limit} s`,
    unit: 's',
    value: (row) => row.activeByIdleLimit?.[limit],
  })),
  {
    name: 'finding_seconds',
    meaning: 'Active time spent on each finding since the mark before it (JSON, by id of the finding)',
    unit: 's',
    value: (row) =>
      row.findingTimes?.length
        ? JSON.stringify(
            Object.fromEntries(row.findingTimes.map(({ finding, spentMillis }) => [finding, spentMillis / 1000])),
          )
        : null,
  },
  {
    name: 'time_flags',
    meaning: 'What is unusual about the times of this read',
    unit: '',
    value: (row) => row.timeFlags.join(' '),
  },
  {
    name: 'ai_score',
    meaning: 'Score of the model on this case; empty where the condition shows none',
    unit: '',
    value: (row) => row.aiScore,
  },
];

/** Every read as one row of CSV, questions of the protocol as columns. */
export function readsCsv(rows: readonly ReadRow[], questions: readonly Question[]): string {
  const columns = columnsOf(questions);
  return (
    [
      csvRow(columns.map(({ name }) => name)),
      ...rows.map((row) => csvRow(columns.map(({ value }) => value(row)))),
    ].join('\r\n') + '\r\n'
  );
}

/** What each column of reads.csv means. */
export function codebookCsv(questions: readonly Question[]): string {
  return (
    [
      csvRow(['column', 'meaning', 'unit']),
      ...columnsOf(questions).map(({ name, meaning, unit }) => csvRow([name, meaning, unit])),
    ].join('\r\n') + '\r\n'
  );
}

function columnsOf(questions: readonly Question[]): Column[] {
  const answers = questions.flatMap((question): Column[] => [answerColumn(question), ...maskColumns(question)]);
  return [...before, ...answers, ...after];
}

function answerColumn(question: Question): Column {
  return {
    name: `answer_${question.id.replaceAll('-', '_')}`,
    meaning: meaningOf(question),
    unit: question.kind === 'number' ? question.unit : '',
    value: (row) => cellOf(row.answers[question.id]),
  };
}

/** Where findings may be outlined: what their masks measure. */
function maskColumns(question: Question): Column[] {
  if (question.kind !== 'findings' || !question.tools.includes('mask')) return [];
  return [
    {
      name: `masks_${question.id.replaceAll('-', '_')}`,
      meaning:
        'Masks that the outlines of each finding make in each stack, pixel centres within by the even-odd rule (JSON: images, area in mm2 where largest, volume in ml)',
      unit: 'ml',
      value: (row) => {
        const own = row.masks?.filter((mask) => mask.question === question.id) ?? [];
        return own.length > 0 ? own.map(({ question: _, ...mask }) => mask) : null;
      },
    },
  ];
}

/** Options chosen of several are one text; findings stay as they are. */
function cellOf(answer: unknown): unknown {
  return Array.isArray(answer) && answer.every((each) => typeof each === 'string') ? answer.join(' ') : answer;
}

function meaningOf(question: Question): string {
  switch (question.kind) {
    case 'decision':
      return `${question.text} (present or absent)`;
    case 'rating':
      return `${question.text} (${question.min} to ${question.max})`;
    case 'ordinal':
      return `${question.text} (${question.levels.map((level, i) => `${i + 1} ${level}`).join('; ')})`;
    case 'choice':
      return `${question.text} (${question.options.map(({ value, text }) => `${value}: ${text}`).join('; ')})`;
    case 'multi-choice':
      return `${question.text} (all that apply, separated by spaces: ${question.options.map(({ value, text }) => `${value}: ${text}`).join('; ')})`;
    case 'findings':
      return `${question.text} (JSON: findings with rating and marks in patient coordinates, mm, LPS)`;
    case 'number':
    case 'text':
      return question.text;
  }
}
