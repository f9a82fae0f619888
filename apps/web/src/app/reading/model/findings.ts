import { markLimits, type Finding, type Mark } from '@lectern/contracts';

type DraftFinding = Omit<Finding, 'rating'> & { rating: number | null };

/** A finding while it is made: its rating may still be missing. */
export interface OpenFinding {
  readonly id: string;
  readonly rating: number | null;
  readonly marks: readonly Mark[];
  readonly note: string;
}

/** A lesion is numbered by its place in the list; its marks in the images carry the same number. */
export function labelOf(findings: readonly OpenFinding[], mark: string): string | null {
  const index = findings.findIndex((finding) => finding.marks.some(({ id }) => id === mark));
  return index < 0 ? null : String(index + 1);
}

/** Id of the finding that a mark belongs to. */
export function findingOf(findings: readonly OpenFinding[], mark: string): string | null {
  return findings.find((finding) => finding.marks.some(({ id }) => id === mark))?.id ?? null;
}

/**
 * Adds a mark: to the finding that is being extended, where there is one, else as a finding of its own.
 *
 * @param extend id of the finding that the reader is marking in another stack, or null
 */
export function withMark(findings: readonly OpenFinding[], mark: Mark, extend: string | null): OpenFinding[] {
  if (findings.some((finding) => finding.id === extend))
    return findings.map((finding) =>
      finding.id === extend ? { ...finding, marks: [...finding.marks, mark] } : finding,
    );
  return [...findings, { id: nextId(findings), rating: null, marks: [mark], note: '' }];
}

/** Whether another mark fits: to the finding that is being extended, or as a finding of its own. @param most findings that the question takes */
export function hasRoom(findings: readonly OpenFinding[], extend: string | null, most: number): boolean {
  const extended = findings.find((finding) => finding.id === extend);
  const marks = findings.reduce((sum, finding) => sum + finding.marks.length, 0);
  if (marks >= markLimits.marks) return false;
  return extended ? extended.marks.length < markLimits.marksOfFinding : findings.length < most;
}

/** Where a finding lies, to be gone to: each mark by itself, the outlines of a stack together in the order in which they were made. */
export interface MarkedPlace {
  readonly orientation: Mark['orientation'];
  readonly tool: Mark['tool'];
  readonly marks: readonly [Mark, ...Mark[]];
}

export function placesOf(marks: readonly Mark[]): MarkedPlace[] {
  const keyOf = ({ id, tool, orientation }: Mark): string => (tool === 'mask' ? `mask ${orientation}` : `mark ${id}`);
  return [...Map.groupBy(marks, keyOf).values()].flatMap(([first, ...others]) =>
    first ? [{ orientation: first.orientation, tool: first.tool, marks: [first, ...others] as const }] : [],
  );
}

/** Takes over the new place of a mark. */
export function withMovedMark(findings: readonly OpenFinding[], mark: Mark): OpenFinding[] {
  return findings.map((finding) => ({
    ...finding,
    marks: finding.marks.map((other) => (other.id === mark.id ? mark : other)),
  }));
}

/** Without a mark; a finding goes with its last mark. */
export function withoutMark(findings: readonly OpenFinding[], mark: string): OpenFinding[] {
  return findings
    .map((finding) => ({ ...finding, marks: finding.marks.filter(({ id }) => id !== mark) }))
    .filter((finding) => finding.marks.length > 0);
}

/** A finding as it was when it, or a mark of it, was taken away, and where it stood in the list. */
export interface TakenFinding {
  readonly finding: OpenFinding;
  readonly at: number;
}

/** The finding that a mark belongs to, to be put back after the mark is taken away; null where there is none. */
export function takenWith(findings: readonly OpenFinding[], mark: string): TakenFinding | null {
  const at = findings.findIndex((finding) => finding.marks.some(({ id }) => id === mark));
  const finding = findings[at];
  return finding ? { finding, at } : null;
}

/**
 * Puts back what was taken away: into what is left of its finding, which keeps what has been done to it since; else the whole finding in its
 * place, under another id where its own has been given anew.
 */
export function withTaken(findings: readonly OpenFinding[], { finding, at }: TakenFinding): OpenFinding[] {
  const taken = new Set(finding.marks.map(({ id }) => id));
  const left = findings.findIndex(({ marks }) => marks.some(({ id }) => taken.has(id)));
  if (left < 0) {
    const id = findings.some((other) => other.id === finding.id) ? nextId(findings) : finding.id;
    return findings.toSpliced(at, 0, { ...finding, id });
  }
  return findings.map((rest, index) => {
    if (index !== left) return rest;
    const since = rest.marks.filter(({ id }) => !taken.has(id));
    const marks = finding.marks.map((mark) => rest.marks.find(({ id }) => id === mark.id) ?? mark);
    return { ...rest, marks: [...marks, ...since] };
  });
}

export function fromAnswer(findings: readonly DraftFinding[]): OpenFinding[] {
  return findings.map(({ id, rating, marks, note }) => ({ id, rating, marks, note: note ?? '' }));
}

/** The findings that may be sent: those with a rating. */
export function toAnswer(findings: readonly OpenFinding[]): Finding[] {
  return findings.flatMap(({ id, rating, marks, note }) =>
    rating === null ? [] : [{ id, rating, marks: [...marks], ...(note.trim() ? { note: note.trim() } : {}) }],
  );
}

/** All of them, as far as they are made. */
export function toDraft(findings: readonly OpenFinding[]): DraftFinding[] {
  return findings.map(({ id, rating, marks, note }) => ({
    ...{ id, rating, marks: [...marks] },
    ...(note.trim() ? { note: note.trim() } : {}),
  }));
}

function nextId(findings: readonly OpenFinding[]): string {
  const numbers = findings.map(({ id }) => Number(/^f(\d+)$/.exec(id)?.[1] ?? 0));
  return `f${Math.max(0, ...numbers) + 1}`;
}
