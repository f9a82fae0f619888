import { Component, ElementRef, inject, input, output } from '@angular/core';
import type { Question } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import type { AnswerForm } from '../model/answer-form.js';
import { KeyChoices } from '../key-choices.js';
import { placesOf, type MarkedPlace, type OpenFinding } from '../model/findings.js';
import { ViewerControl } from '../viewer/viewer-control.js';

/** The findings beside the images: where they are marked, how likely each is. */
@Component({
  selector: 'lectern-findings-field',
  templateUrl: './findings-field.html',
  styleUrl: './findings-field.css',
})
export class FindingsField {
  readonly question = input.required<Question & { kind: 'findings' }>();
  readonly form = input.required<AnswerForm>();
  readonly changed = output();
  protected readonly viewer = inject(ViewerControl);
  protected readonly texts = inject(Language).texts;
  protected readonly keys = inject(KeyChoices).keys;
  protected readonly placesOf = placesOf;
  private shown: string | null = null;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  /** A digit pressed elsewhere begins the rating of the finding that lacks one. @returns whether there is one */
  begin(digit: number): boolean {
    const field = this.host.nativeElement.querySelector<HTMLInputElement>('[data-unrated]');
    if (!field) return false;
    field.focus();
    field.value = String(digit);
    field.dispatchEvent(new Event('input'));
    return true;
  }

  protected rate(finding: OpenFinding, text: string): void {
    const { min, max } = this.question().rating;
    const value = Number(text.trim().replace(',', '.'));
    const isRating = text.trim() !== '' && value >= min && value <= max;
    this.form().change(finding.id, { rating: isRating ? value : null });
    this.changed.emit();
  }

  /** By key: the last finding. */
  extendLast(): boolean {
    const finding = this.form().findings().at(-1);
    if (finding) this.extend(finding);
    return finding !== undefined;
  }

  protected extend(finding: OpenFinding): void {
    const form = this.form();
    const isExtending = form.extending() === finding.id;
    form.extending.set(isExtending ? null : finding.id);
    // who outlines goes on outlining, another finding now
    if (isExtending && this.viewer.display.tool() === 'mask') return;
    this.viewer.display.use(isExtending ? 'window' : (finding.marks.at(-1)?.tool ?? 'window'));
  }

  protected isOutlined({ marks }: OpenFinding): boolean {
    return marks.at(-1)?.tool === 'mask';
  }

  /** Shows a place; again, its next outline. */
  protected go({ marks }: MarkedPlace): void {
    const at = marks.findIndex(({ id }) => id === this.shown);
    const mark = marks[at + 1] ?? marks[0];
    this.shown = mark.id;
    this.viewer.display.showSlice(mark.sopInstanceUid);
  }

  protected remove(finding: OpenFinding): void {
    this.viewer.marking.removeFinding(finding.id);
  }

  protected nothing(): void {
    this.form().markNothing();
    this.changed.emit();
  }
}
