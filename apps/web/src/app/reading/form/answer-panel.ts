import { Component, ElementRef, afterRenderEffect, computed, inject, input, output, viewChildren } from '@angular/core';
import type { AnswerValue, Question } from '@lectern/contracts';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { KeyChoices } from '../key-choices.js';
import type { Command } from '../model/key-map.js';
import type { ReadSession } from '../model/read-session.js';
import { FindingsField } from './findings-field.js';
import { MultiOptionsField } from './multi-options-field.js';
import { NumberField } from './number-field.js';
import { OptionsField, type Option } from './options-field.js';
import { RatingField } from './rating-field.js';

/** The form of one read, made from the protocol's questions, with what is saved and what is missing. */
@Component({
  selector: 'lectern-answer-panel',
  imports: [FindingsField, MultiOptionsField, NumberField, OptionsField, RatingField],
  templateUrl: './answer-panel.html',
  styleUrl: './answer-panel.css',
})
export class AnswerPanel {
  readonly session = input.required<ReadSession>();
  readonly submitted = output();
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly keys = inject(KeyChoices).keys;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly ratings = viewChildren(RatingField);
  private readonly numbers = viewChildren(NumberField);
  private readonly findings = viewChildren(FindingsField);
  protected readonly form = computed(() => this.session().form);
  protected readonly issues = computed(() => (this.session().showsIssues() ? this.form().issues() : []));
  protected readonly named = computed(() =>
    this.issues().map((issue) => ({
      question: issue.question,
      text: this.form().questions.find(({ id }) => id === issue.question)?.text ?? issue.question,
      message:
        issue.kind === 'missing'
          ? ''
          : issue.kind === 'unrated'
            ? this.texts().reading.unrated
            : this.texts().server.says(issue.message),
    })),
  );

  constructor() {
    // The question that the keys answer is kept in view as it grows; the images do not move.
    afterRenderEffect(() => {
      const id = this.form().current()?.id;
      this.form().findings();
      this.issues();
      this.host.nativeElement.querySelector(`[data-question="${id}"]`)?.scrollIntoView({ block: 'nearest' });
    });
  }

  /** Answers by key. @returns whether there was a question for it */
  obey(command: Command): boolean {
    switch (command.act) {
      case 'present':
      case 'absent':
        return this.decide(command.act);
      case 'digit':
        return this.digit(command.digit);
      case 'next-question':
      case 'previous-question':
        this.form().step(command.act === 'next-question' ? 1 : -1);
        this.focusCurrent();
        return true;
      case 'extend':
        return this.findings().some((field) => field.extendLast());
      default:
        return false;
    }
  }

  /** Enter in the number of a rating ends it and goes on to what is open; with nothing open it leaves the number for the submission. */
  leaveNumber(field: HTMLElement): void {
    field.blur();
    this.form().choose(null);
  }

  focusFirstIssue(): void {
    const question = this.form().issues()[0]?.question;
    if (question) this.form().choose(question);
    this.focusCurrent();
  }

  protected answer(question: Question, value: AnswerValue | undefined): void {
    this.form().set(question.id, value);
    if (this.isTypingIn(question)) this.form().choose(question.id);
    this.session().answered(question.id);
  }

  protected optionsOf(question: Question): readonly Option[] {
    switch (question.kind) {
      case 'decision': {
        const words = this.texts().reading.decision;
        return [
          { value: 'absent', text: words.absent, key: this.keys().absent },
          { value: 'present', text: words.present, key: this.keys().present },
        ];
      }
      case 'ordinal':
        return question.levels.map((text, index) => ({ value: index + 1, text, key: digitOf(index + 1) }));
      case 'choice':
        return question.options.map(({ value, text }, index) => ({ value, text, key: digitOf(index + 1) }));
      case 'multi-choice':
        return [
          ...question.options.map(({ value, text }, index) => ({ value, text, key: digitOf(index + 1) })),
          { value: '', text: this.texts().reading.noneOfThese, key: '0' },
        ];
      default:
        return [];
    }
  }

  protected several(question: Question): readonly string[] | undefined {
    const value = this.form().value(question.id);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
  }

  /** Chooses one option more or takes it back; the question stays current, since others may follow. */
  protected toggle(question: Question, { value }: Option): void {
    const chosen = this.several(question) ?? [];
    const option = String(value);
    const next = chosen.includes(option) ? chosen.filter((each) => each !== option) : [...chosen, option];
    this.answer(question, option === '' ? [] : next);
    this.form().choose(question.id);
  }

  protected single(question: Question): string | number | undefined {
    const value = this.form().value(question.id);
    return typeof value === 'object' ? undefined : value;
  }

  protected number(question: Question): number | undefined {
    const value = this.form().value(question.id);
    return typeof value === 'number' ? value : undefined;
  }

  /** Levels that are numbers or single words fit side by side. */
  protected isWide(question: Question): boolean {
    return (
      question.kind === 'decision' || (question.kind === 'ordinal' && question.levels.every((text) => text.length < 4))
    );
  }

  private decide(value: 'present' | 'absent'): boolean {
    const current = this.form().current();
    const question =
      current?.kind === 'decision'
        ? current
        : this.form()
            .asked()
            .find(({ kind }) => kind === 'decision');
    if (question) this.answer(question, value);
    return question !== undefined;
  }

  private digit(digit: number): boolean {
    if (continued(document.activeElement, digit)) return true;
    const question = this.form().currentOfDigits();
    if (question?.kind === 'rating' || question?.kind === 'number') {
      this.form().choose(question.id);
      [...this.ratings(), ...this.numbers()].find((field) => field.question().id === question.id)?.begin(digit);
      return true;
    }
    if (question?.kind === 'findings') return this.digitForFindings(question, digit);
    const option = question && this.optionsOf(question).find(({ key }) => key === String(digit));
    if (question && option && question.kind === 'multi-choice') this.toggle(question, option);
    else if (question && option) this.answer(question, option.value);
    return option !== undefined;
  }

  private digitForFindings(question: Question, digit: number): boolean {
    if (this.form().findings().length > 0) return this.findings().some((field) => field.begin(digit));
    if (digit !== 0) return false;
    this.form().markNothing();
    this.session().answered(question.id);
    return true;
  }

  /** A number or text is not finished with its first character: its question stays current until the field is left. */
  private isTypingIn(question: Question): boolean {
    const field = document.activeElement;
    return (
      field?.matches('[data-number], textarea') === true &&
      field.closest('[data-question]')?.getAttribute('data-question') === question.id
    );
  }

  private focusCurrent(): void {
    const id = this.form().current()?.id;
    const question = this.host.nativeElement.querySelector(`[data-question="${id}"]`);
    const selectors = ['[data-unrated]', '[data-number]', 'input:checked', 'textarea, input, button'];
    const controls = selectors.map((selector) => question?.querySelector<HTMLElement>(selector));
    controls.find((control) => control)?.focus();
  }
}

/**
 * A number's second digit may still be heard in the viewer's frame, pressed before the first had moved the focus into the field: it goes on with the
 * number instead of beginning another.
 */
function continued(field: Element | null, digit: number): boolean {
  if (!(field instanceof HTMLInputElement) || !field.matches('[data-number]')) return false;
  field.setRangeText(String(digit), field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new Event('input'));
  return true;
}

/** Digits choose the first ten, 0 the tenth. */
function digitOf(position: number): string {
  return position <= 10 ? String(position % 10) : '';
}
