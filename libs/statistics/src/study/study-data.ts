import type { ReadRow, StackGrid } from '@lectern/contracts';
import type { RatingScale, IncompleteKind } from '../estimands/assigned-read.js';
import type { IncompleteRule } from '../estimands/analysis-set.js';
import type { AcceptanceRule, ReferenceLesion } from '../localisation/acceptance.js';
import type { Point3 } from '../localisation/geometry.js';
import type { FamilyResult, HypothesisKind } from '../hypotheses/index.js';

/** What an endpoint may measure, by what it needs: a decision or a rating; findings; answers of any kind; nothing. */
export type AccuracyFigureName =
  | 'auc'
  | 'partial-auc'
  | 'sensitivity'
  | 'specificity'
  | 'sensitivity-at-specificity'
  | 'specificity-at-sensitivity'
  | 'ppv'
  | 'npv';
export type LocalisationFigureName =
  'froc-area' | 'afroc-area' | 'weighted-afroc-area' | 'lroc-area' | 'lesion-sensitivity' | 'false-marks-per-case';
export type StudyFigure = AccuracyFigureName | LocalisationFigureName | 'time' | 'confidence' | 'agreement';

/** Two conditions; a difference is `to` minus `from`, a ratio `to` over `from`. */
export interface ConditionPair {
  readonly from: string;
  readonly to: string;
}

/** An endpoint of the plan with what of the protocol it is computed from. */
export interface PlannedEndpoint {
  readonly id: string;
  readonly figure: StudyFigure;
  readonly role: 'primary' | 'secondary';
  /** Id of the question; null for time. */
  readonly question: string | null;
  /** Ends of the question's scale, which may stand for reads without an answer; decisions are 0 to 1. */
  readonly scale?: RatingScale | undefined;
  /** Another pair than the plan's. */
  readonly comparison?: ConditionPair | undefined;
  readonly hypothesis?: HypothesisKind | 'estimation' | undefined;
  /** On the scale of the difference; of a ratio, the ratio that is still acceptable (1.2, or 0.8 where higher is better). */
  readonly margin?: number | undefined;
  /** A rating at or above it counts as positive; a decision needs none. */
  readonly threshold?: number | undefined;
  /** Of `partial-auc`. */
  readonly range?:
    | { readonly axis: 'false-positive-rate' | 'true-positive-rate'; readonly from: number; readonly to: number }
    | undefined;
  /** The specificity, or sensitivity, at which the other is taken. */
  readonly at?: number | undefined;
  /** Of predictive values; absent: that of the study's cases. */
  readonly prevalence?: number | undefined;
}

/** A subgroup of the plan with who and what is in each of its levels. */
export interface PlannedSubgroup {
  readonly id: string;
  readonly name: string;
  /** What divides: site, grade, a case attribute, the readers' stratum. */
  readonly by: string;
  readonly specified: 'pre-specified' | 'post-hoc';
  /** Ids of endpoints; absent: all of them. */
  readonly endpoints?: readonly string[] | undefined;
  /** Numbers of the cases, or of the readers, of each level. */
  readonly levels: readonly {
    readonly level: string;
    readonly of: 'cases' | 'readers';
    readonly numbers: readonly number[];
  }[];
  /** What the division leaves out, or counts in several levels. */
  readonly notes: readonly string[];
}

/** What was fixed before the first read. */
export interface AnalysisPlan {
  /** All conditions, in the order of the report. */
  readonly conditions: readonly string[];
  readonly comparison: ConditionPair;
  /** Two-sided; one-sided tests and both of equivalence's use half of it. */
  readonly alpha: number;
  readonly primaryTime: 'active' | 'elapsed';
  readonly endpoints: readonly PlannedEndpoint[];
  /** How the primary endpoints with a hypothesis keep the level together; absent: each alone. */
  readonly multiplicity?: FamilyResult['method'] | undefined;
  /** Absent: all assigned reads, those without an answer left out. */
  readonly estimand?:
    | {
        readonly set: 'all-assigned' | 'per-protocol';
        readonly rules: Readonly<Record<IncompleteKind, IncompleteRule>>;
      }
    | undefined;
  /** When a mark is on a lesion. */
  readonly acceptance?: AcceptanceRule | undefined;
  readonly subgroups?: readonly PlannedSubgroup[] | undefined;
}

/** A read of the worklists that was never submitted, or does not count as read. */
export interface IncompleteRead {
  readonly reader: number;
  readonly case: number;
  readonly condition: string;
  readonly truth: boolean;
  readonly kind: IncompleteKind;
}

/** What the AI itself said of a case, in the condition that shows it. */
export interface AiReading {
  readonly condition: string;
  readonly case: number;
  readonly score: number;
  /** Whether the score is at or above the model's own threshold. */
  readonly called: boolean;
}

/** The reads of a locked study, and what else its analysis knows. */
export interface StudyReads {
  readonly rows: readonly ReadRow[];
  readonly incomplete?: readonly IncompleteRead[];
  /** Ids of reads that depart from the protocol in a way that it calls major. */
  readonly majorDeviations?: readonly string[];
  /** Whose each case is, where a patient may have several. */
  readonly patients?: readonly { readonly case: number; readonly patient: string }[];
  readonly ai?: readonly AiReading[];
  /** Lesions of the reference standard, of every case that has any. */
  readonly lesions?: readonly { readonly case: number; readonly lesions: readonly ReferenceLesion[] }[];
  /** Direction of the image's rows by series, without which a box is judged by its centre. */
  readonly imageRows?: Readonly<Record<string, Point3>>;
  /** Where the pixels of each stack lie, by series; without it a mask has no volume and cannot be compared. */
  readonly stackGrids?: Readonly<Record<string, StackGrid>>;
}

/** One endpoint's view of a study. */
export interface EndpointContext {
  readonly reads: StudyReads;
  readonly plan: AnalysisPlan;
  readonly endpoint: PlannedEndpoint;
  readonly pair: ConditionPair;
  /** The primary inference alone, without what stands beside it. */
  readonly alone?: boolean;
}

/** First reads (not repeats) in these conditions, condition by condition in the order given. */
export function readsIn(rows: readonly ReadRow[], conditions: readonly string[]): ReadRow[] {
  return conditions.flatMap((condition) => rows.filter((row) => row.condition === condition && row.repetition === 1));
}

/** An answer as a number: a decision as 1 (present) or 0; null where there is none. */
export function numberOf(answer: unknown): number | null {
  if (answer === 'present') return 1;
  if (answer === 'absent') return 0;
  return typeof answer === 'number' && Number.isFinite(answer) ? answer : null;
}

/** By case number: whose it is. The case's own number where nothing is known. */
export function patientOf({ patients = [] }: StudyReads): (number: number) => string {
  const known = new Map(patients.map((one) => [one.case, one.patient]));
  return (number) => known.get(number) ?? `${number}`;
}
