import { computed, signal } from '@angular/core';
import {
  findingsOf,
  type Answers,
  type AnswerValue,
  type CaseImages,
  type DraftAnswers,
  type Mark,
  type Question,
} from '@lectern/contracts';
import { askedQuestions, checkAnswers } from '@lectern/reading';
import {
  findingOf,
  fromAnswer,
  hasRoom,
  toAnswer,
  takenWith,
  toDraft,
  withMark,
  withMovedMark,
  withoutMark,
  withTaken,
  type OpenFinding,
  type TakenFinding,
} from './findings.js';

export interface FormIssue {
  readonly question: string;
  readonly kind: 'missing' | 'unrated' | 'wrong';
  /** In the rule's own words; empty where the kind says all. */
  readonly message: string;
}

/**
 * The answers of one read while they are given. Answers to questions that other answers have hidden are kept, so that coming back shows them,
 * but not sent.
 */
export class AnswerForm {
  private readonly values = signal<Answers>({});
  readonly findings = signal<readonly OpenFinding[]>([]);
  /** The finding to which the next marks belong, where the reader is marking it in another stack or on another image. */
  readonly extending = signal<string | null>(null);
  private readonly chosen = signal<string | null>(null);
  private readonly answeredLast = signal<string | null>(null);
  /** What was taken away, the last at the end. */
  private readonly taken = signal<readonly TakenFinding[]>([]);
  readonly mayUndo = computed(() => this.taken().length > 0 && this.findingsQuestion() !== undefined);

  readonly asked = computed(() => askedQuestions(this.questions, this.values()));
  /** The question that is due: the one chosen, else the first without an answer or, of answers that are given again, the one after that given last; else the last. */
  readonly current = computed(() => {
    const asked = this.asked();
    return (
      asked.find(({ id }) => id === this.chosen()) ??
      (this.isAgain
        ? asked[asked.findIndex(({ id }) => id === this.answeredLast()) + 1]
        : asked.find(({ id }) => this.values()[id] === undefined)) ??
      asked.at(-1)
    );
  });
  /** The question that digits answer: the current one or, where that has no digits, the next that has. */
  readonly currentOfDigits = computed(() => {
    const asked = this.asked();
    const from = asked.findIndex(({ id }) => id === this.current()?.id);
    return asked.slice(from).find(({ kind }) => kind !== 'decision' && kind !== 'text') ?? this.current();
  });
  readonly issues = computed<FormIssue[]>(() => {
    const unrated = this.findings().some(({ rating }) => rating === null);
    const marking = this.findingsQuestion();
    return [
      ...(unrated && marking ? [{ question: marking.id, kind: 'unrated', message: '' } as const] : []),
      ...checkAnswers(this.questions, this.answers(), this.stacks).map(({ path, message }) =>
        this.issueAt(path, message),
      ),
    ];
  });

  /** @param isAgain every question was answered in the stage before */
  constructor(
    readonly questions: readonly Question[],
    private readonly stacks: CaseImages['stacks'],
    initial: DraftAnswers,
    private readonly isAgain = false,
  ) {
    const stored = Object.entries(initial).map(([id, value]) => ({ id, value, findings: findingsOf(value) }));
    const whole = ({ value, findings }: (typeof stored)[number]) => (findings ? toAnswer(fromAnswer(findings)) : value);
    this.values.set(Object.fromEntries(stored.map((each) => [each.id, whole(each) as AnswerValue])));
    const marked = stored.find(({ id }) => id === this.findingsQuestion()?.id)?.findings;
    if (marked) this.findings.set(fromAnswer(marked));
  }

  value(question: string): AnswerValue | undefined {
    return this.values()[question];
  }

  /** The same with findings that have no rating yet: what is kept in case the page goes away. */
  draft(): DraftAnswers {
    const [answers, marking] = [this.answers(), this.findingsQuestion()?.id];
    if (marking === undefined || this.findings().length === 0) return answers;
    return { ...answers, [marking]: toDraft(this.findings()) };
  }

  /** The answers to the questions that are asked: what the submission holds. */
  answers(): Answers {
    const values = this.values();
    return Object.fromEntries(
      this.asked().flatMap(({ id }) => {
        const value = values[id];
        return value === undefined ? [] : [[id, value] as const];
      }),
    );
  }

  set(question: string, value: AnswerValue | undefined): void {
    this.values.update(({ [question]: _, ...others }) =>
      value === undefined ? others : { ...others, [question]: value },
    );
    this.answeredLast.set(question);
    if (this.chosen() === question && value !== undefined) this.chosen.set(null);
  }

  /** Makes a question the current one, until it is answered. */
  choose(question: string | null): void {
    this.chosen.set(question);
  }

  /** Goes to the question before or after the current one. */
  step(by: 1 | -1): void {
    const asked = this.asked();
    const at = asked.findIndex(({ id }) => id === this.current()?.id);
    this.chosen.set(asked[Math.min(Math.max(at + by, 0), asked.length - 1)]?.id ?? null);
  }

  /** The question that marks answer, while it is asked. */
  findingsQuestion(): (Question & { kind: 'findings' }) | undefined {
    return this.asked().find((question): question is Question & { kind: 'findings' } => question.kind === 'findings');
  }

  /** Whether no other mark fits where the next one would belong. */
  isFull(): boolean {
    return !hasRoom(this.findings(), this.extending(), this.findingsQuestion()?.max ?? 0);
  }

  /** An outline is followed by others of its finding, until that is rated. @returns whether there is a question that the mark answers */
  addMark(mark: Mark): boolean {
    const question = this.findingsQuestion();
    if (!question || this.isFull() || !question.tools.includes(mark.tool)) return false;
    this.update(withMark(this.findings(), mark, this.extending()));
    this.extending.set(mark.tool === 'mask' ? findingOf(this.findings(), mark.id) : null);
    this.chosen.set(question.id);
    return true;
  }

  moveMark(mark: Mark): void {
    this.update(withMovedMark(this.findings(), mark));
  }

  removeMark(mark: string): void {
    this.keepTaken(mark);
    this.update(withoutMark(this.findings(), mark));
  }

  /** @returns the marks that went with the finding */
  removeFinding(id: string): readonly Mark[] {
    const marks = this.findings().find((finding) => finding.id === id)?.marks ?? [];
    this.keepTaken(marks[0]?.id ?? '');
    this.update(this.findings().filter((finding) => finding.id !== id));
    return marks;
  }

  /** Puts back what was taken away last, if there is room. @returns the marks that are there again */
  undo(): readonly Mark[] {
    const [last, question] = [this.taken().at(-1), this.findingsQuestion()];
    if (!last || !question) return [];
    const before = new Set(this.findings().flatMap(({ marks }) => marks.map(({ id }) => id)));
    const findings = withTaken(this.findings(), last);
    if (findings.length > question.max) return [];
    this.taken.update((taken) => taken.slice(0, -1));
    this.update(findings);
    this.chosen.set(question.id);
    return findings.flatMap(({ marks }) => marks).filter(({ id }) => !before.has(id));
  }

  change(id: string, change: Partial<Pick<OpenFinding, 'rating' | 'note'>>): void {
    this.update(this.findings().map((finding) => (finding.id === id ? { ...finding, ...change } : finding)));
    if (typeof change.rating === 'number' && this.extending() === id) this.extending.set(null);
  }

  /** Says that there is nothing to mark. */
  markNothing(): void {
    this.update([]);
    const question = this.findingsQuestion();
    if (question) this.set(question.id, []);
  }

  private keepTaken(mark: string): void {
    const found = takenWith(this.findings(), mark);
    if (found) this.taken.update((taken) => [...taken, found]);
  }

  private update(findings: readonly OpenFinding[]): void {
    this.findings.set(findings);
    const question = this.findingsQuestion();
    if (!question) return;
    // While the question is asked, an empty list is no answer: having nothing to mark is said, not left out.
    this.values.update(({ [question.id]: _, ...others }) =>
      findings.length === 0 ? others : { ...others, [question.id]: toAnswer(findings) },
    );
  }

  private issueAt(path: string, message: string): FormIssue {
    const question = path.split('/')[0] ?? path;
    return this.values()[question] === undefined
      ? { question, kind: 'missing', message: '' }
      : { question, kind: 'wrong', message };
  }
}
