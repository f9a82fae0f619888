import {
  closeness,
  type AcceptanceRule,
  type MarkedFinding,
  type PlacedMark,
  type ReferenceLesion,
} from './acceptance.js';

/** What became of each finding of one read. */
export interface ScoredFindings {
  /** Lesions found, each with the highest rating among the findings on it. */
  readonly lesions: readonly { readonly id: string; readonly rating: number; readonly finding: string }[];
  /** Ratings of findings that are on no lesion. */
  readonly nonLesions: readonly number[];
  readonly outcomes: readonly FindingOutcome[];
}

export interface FindingOutcome {
  readonly finding: string;
  /** A repeat is a further finding of a lesion already found: neither a lesion nor a non-lesion localisation. */
  readonly outcome: 'lesion' | 'non-lesion' | 'repeat';
  readonly lesion?: string;
}

/**
 * Turns the findings of one read into lesion and non-lesion localisations. A finding counts once, in however many stacks
 * it is marked. Each mark is judged in its own stack; a finding is on a lesion if any of its marks is, and on the one
 * to which the most marks belong, then the closest, then the first. Further findings of a lesion are repeats, neither lesion
 * nor non-lesion localisations (Chakraborty 2017, ch. 12, of the proximity criterion).
 */
export function scoreFindings(
  findings: readonly MarkedFinding[],
  lesions: readonly ReferenceLesion[],
  rule: AcceptanceRule,
): ScoredFindings {
  const assigned = findings.map((finding) => ({ finding, lesion: lesionOf(finding, lesions, rule) }));
  const best = new Map<string, MarkedFinding>();
  for (const { finding, lesion } of assigned) {
    if (lesion === undefined) continue;
    const known = best.get(lesion);
    if (known === undefined || finding.rating > known.rating) best.set(lesion, finding);
  }
  return {
    lesions: lesions.flatMap(({ id }) => {
      const finding = best.get(id);
      return finding ? [{ id, rating: finding.rating, finding: finding.id }] : [];
    }),
    nonLesions: assigned.filter(({ lesion }) => lesion === undefined).map(({ finding }) => finding.rating),
    outcomes: assigned.map(({ finding, lesion }) => {
      if (lesion === undefined) return { finding: finding.id, outcome: 'non-lesion' };
      return { finding: finding.id, outcome: best.get(lesion) === finding ? 'lesion' : 'repeat', lesion };
    }),
  };
}

function lesionOf(
  finding: MarkedFinding,
  lesions: readonly ReferenceLesion[],
  rule: AcceptanceRule,
): string | undefined {
  let winner: { id: string; marks: number; closest: number } | undefined;
  for (const lesion of lesions) {
    const accepted = finding.marks.map((mark) => closest(mark, lesion, rule)).filter((value) => value !== undefined);
    if (accepted.length === 0) continue;
    const candidate = { id: lesion.id, marks: accepted.length, closest: Math.max(...accepted) };
    if (winner === undefined || isBetter(candidate, winner)) winner = candidate;
  }
  return winner?.id;
}

function closest(mark: PlacedMark, lesion: ReferenceLesion, rule: AcceptanceRule): number | undefined {
  const values = lesion.regions
    .filter(({ stack }) => stack === undefined || stack === mark.stack)
    .map(({ region }) => closeness(mark, region, rule))
    .filter((value) => value !== undefined);
  return values.length === 0 ? undefined : Math.max(...values);
}

interface Candidate {
  readonly marks: number;
  readonly closest: number;
}

function isBetter(a: Candidate, b: Candidate): boolean {
  return a.marks === b.marks ? a.closest > b.closest : a.marks > b.marks;
}
