import { studyAnalysisSchema, type StudyAnalysis, type StudyId } from '@lectern/contracts';
import type { BundleFiles, Finding } from '@lectern/evidence';
import type { ReferenceImport, SubmittedReadRow, UnsubmittedRead } from '@lectern/records';
import { analysisOf } from '../analysis/analysis-of.js';
import { majorReads, readRows } from '../analysis/collect-reads.js';
import type { StudyPlan } from '../studies/study-plan.js';
import { planFromBundle, submittedFromBundle } from './bundle-plan.js';

/** How far two processors may differ in the last digits of a number (relative). */
const tolerance = 1e-9;

/**
 * Computes the analysis anew from the rows of a bundle alone, and compares every number with the exported one.
 * @returns null where the bundle has no analysis
 */
export function recomputeBundle(files: BundleFiles): Finding[] | null {
  const exported = files.get('analysis/analysis.json');
  if (!exported) return null;
  const where = 'analysis/analysis.json';
  try {
    const analysis = studyAnalysisSchema.parse(JSON.parse(textOf(exported)));
    return differences(recomputed(files, analysis), analysis, '').map((problem) => ({ where, problem }));
  } catch (error) {
    return [{ where, problem: `cannot be computed anew: ${error instanceof Error ? error.message : String(error)}` }];
  }
}

function recomputed(
  files: BundleFiles,
  { study, freezeHash, computedAt, software, counts }: StudyAnalysis,
): StudyAnalysis {
  const plan = committedPlan(files);
  const submitted = committedReads(files);
  const reads = { rows: readRows(submitted, plan), major: majorReads(submitted, plan) };
  const unread = linesOf(files.get('record/unread.jsonl')).map((line) => JSON.parse(line) as UnsubmittedRead);
  const circumstances = { study: study as StudyId, freezeHash, planned: counts.readsPlanned, computedAt, software };
  return analysisOf(plan, { ...reads, unread }, circumstances);
}

/** The plan with the truth that its commitment covers. */
function committedPlan(files: BundleFiles): StudyPlan {
  const plan = planFromBundle(textOf(files.get('record/plan.json')));
  const reference = JSON.parse(textOf(files.get('reference-standard.json'))) as {
    committed: { rows: ReferenceImport['rows'] };
  } | null;
  const { rows } = reference?.committed ?? { rows: [] };
  return { ...plan, reference: plan.reference && { ...plan.reference, rows } };
}

/** The submitted reads with the answers and times that their commitments cover. */
function committedReads(files: BundleFiles): SubmittedReadRow[] {
  const key = (read: string, stage: number, version: number): string => `${read} ${stage} ${version}`;
  const committed = new Map(
    linesOf(files.get('submissions.jsonl')).map((line) => {
      const each = JSON.parse(line) as { read: string; stage: number; version: number; committed: Committed };
      return [key(each.read, each.stage, each.version), each.committed];
    }),
  );
  return linesOf(files.get('record/submitted-reads.jsonl')).map((line) => {
    const read = submittedFromBundle(line);
    const held = committed.get(key(read.readId, read.stage, read.version));
    if (!held) throw new Error(`read ${read.readId} has no committed answer`);
    return { ...read, answers: held.answers, times: held.times, submittedAt: new Date(held.submittedAt) };
  });
}

type Committed = Pick<SubmittedReadRow, 'answers' | 'times'> & { readonly submittedAt: string };

/** Where two values differ, by path. */
function differences(a: unknown, b: unknown, path: string): string[] {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b)) ? [] : [`${path}: ${b}, computed ${a}`];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? [] : [`${path}: ${JSON.stringify(b)}, computed ${JSON.stringify(a)}`];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].flatMap((name) =>
    differences((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name], `${path}/${name}`),
  );
}

function textOf(bytes: Uint8Array | undefined): string {
  if (!bytes) throw new Error('the bundle lacks the rows that it was computed from');
  return new TextDecoder().decode(bytes);
}

const linesOf = (bytes: Uint8Array | undefined): string[] => textOf(bytes).split('\n').filter(Boolean);
