import type { Mark, ViewerCommandBody, ViewerEvent } from '@lectern/contracts';
import { labelOf } from '../model/findings.js';
import type { ReadSession } from '../model/read-session.js';

type MarkEvent = Extract<ViewerEvent, { type: `mark-${string}` }>;

export interface MarkingDeps {
  readonly session: () => ReadSession | null;
  /** Of the case that is open in the viewer. */
  readonly token: () => string;
  readonly say: (command: ViewerCommandBody) => void;
  readonly now: () => number;
}

/** The marks of the open read: what is drawn in the images and what stands in the form are kept one. */
export class Marking {
  /** The mark that the reader clicked on last, until another is made. */
  private chosen: string | null = null;

  constructor(private readonly deps: MarkingDeps) {}

  take(event: MarkEvent): void {
    const form = this.deps.session()?.form;
    switch (event.type) {
      case 'mark-added':
        this.chosen = null;
        if (form && !form.addMark(event.mark)) return this.erase([event.mark.id]);
        return this.changed();
      case 'mark-selected':
        this.chosen = event.mark;
        return;
      case 'mark-updated':
        form?.moveMark(event.mark);
        return this.changed();
      case 'mark-removed':
        form?.removeMark(event.mark);
        return this.changed();
    }
  }

  /** Takes away the mark that the reader chose in the images, or else the one made last. */
  eraseOne(): void {
    const form = this.deps.session()?.form;
    const marks = form?.findings().flatMap((finding) => finding.marks) ?? [];
    const [last] = marks.toSorted((a, b) => b.atMillis - a.atMillis);
    const mark = marks.find(({ id }) => id === this.chosen) ?? last;
    if (!mark) return;
    form?.removeMark(mark.id);
    this.erase([mark.id]);
    this.answered();
  }

  removeFinding(id: string): void {
    const removed = this.deps.session()?.form.removeFinding(id) ?? [];
    this.erase(removed.map((mark) => mark.id));
    this.answered();
  }

  /** Puts back what was taken away last: a mark, or a finding with its marks and its rating. */
  undo(): void {
    const back = this.deps.session()?.form.undo() ?? [];
    if (back.length === 0) return;
    this.deps.say({
      type: 'restore-marks',
      caseToken: this.deps.token(),
      marks: back.map((mark) => ({ ...mark, label: '' })),
    });
    for (const { id } of back) this.record(id);
    this.changed();
  }

  private record(mark: Mark['id']): void {
    this.deps.session()?.record({ kind: 'mark-added', atMillis: this.deps.now(), mark });
  }

  private erase(marks: readonly string[]): void {
    for (const mark of marks) this.deps.say({ type: 'remove-mark', caseToken: this.deps.token(), mark });
    this.label();
  }

  private changed(): void {
    this.answered();
    this.label();
  }

  private answered(): void {
    const session = this.deps.session();
    const question = session?.form.findingsQuestion();
    if (question) session?.answered(question.id);
  }

  /** A finding that goes moves the numbers of those after it. */
  private label(): void {
    const findings = this.deps.session()?.form.findings() ?? [];
    for (const { id } of findings.flatMap(({ marks }) => marks))
      this.deps.say({ type: 'label-mark', caseToken: this.deps.token(), mark: id, label: labelOf(findings, id) ?? '' });
  }
}
