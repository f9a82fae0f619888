import type { CaseRow, StudyId } from '@lectern/contracts';
import { csvRow } from '@lectern/report';
import type { Records } from '@lectern/records';
import { found } from '../access/require-permission.js';
import type { ServedBytes } from '../conduct.js';
import { caseRows } from './list-cases.js';

const columns = [
  ...['case', 'label', 'state', 'gestational_age_weeks', 'stack', 'named_by', 'slices', 'motion_mm', 'worst_motion_mm'],
  ...[
    'noise_percent',
    'height_mm',
    'width_mm',
    'depth_mm',
    'findings',
    'accepted_by',
    'accepted_at',
    'acceptance_reason',
  ],
];

/** Checks and quality measures of every stack of a study, one a row; a case without stacks has one row too. */
export async function stacksCsv({ read }: Records, study: StudyId): Promise<ServedBytes> {
  found(await read.studies.find(study));
  const rows = await caseRows(read, study, await read.cases.ofStudy(study));
  const lines = [columns, ...rows.flatMap(rowsOf)].map((row) => `${csvRow(row)}\r\n`);
  return { bytes: Buffer.from(lines.join('')), contentType: 'text/csv; charset=utf-8' };
}

function rowsOf({
  number,
  sourceLabel,
  state,
  gestationalAgeWeeks,
  stacks,
  problems,
  acceptance,
}: CaseRow): unknown[][] {
  const findings = problems.map(({ severity, stack, rule }) => [severity, stack, rule].filter(Boolean).join(': '));
  const decided = [findings.join('; '), acceptance?.by, acceptance?.at, acceptance?.reason];
  const own = [number, sourceLabel, state, gestationalAgeWeeks];
  if (stacks.length === 0) return [[...own, ...Array<null>(9).fill(null), ...decided]];
  return stacks.map(({ orientation, orientationFrom, slices, quality }) => {
    const { height, width, depth } = quality?.fieldOfViewMm ?? {};
    const measures = [quality?.motionMm, quality?.worstMotionMm, quality?.noisePercent, height, width, depth];
    return [...own, orientation, orientationFrom, slices, ...measures, ...decided];
  });
}
