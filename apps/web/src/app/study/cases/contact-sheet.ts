import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { CaseDetail } from '@lectern/contracts';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';

type Stack = CaseDetail['stacks'][number];

/** Every image of one stack, small; one chosen is shown as it was acquired, the arrow keys go through the stack. */
@Component({
  selector: 'lectern-contact-sheet',
  imports: [Modal],
  templateUrl: './contact-sheet.html',
  styleUrl: './contact-sheet.css',
})
export class ContactSheet {
  readonly studyUid = input.required<string>();
  readonly stack = input.required<Stack>();
  /** One image more is on the screen. */
  readonly shown = output();
  protected readonly texts = inject(Language).texts;
  private readonly formats = inject(Formats);
  protected readonly opened = signal<number | null>(null);

  protected readonly plane = computed(() => {
    const { orientation } = this.stack();
    const names: Readonly<Record<string, string>> = this.texts().reading.orientation;
    return names[orientation] ?? orientation;
  });
  protected readonly facts = computed(() => {
    const { slices, spacingMm, rows, columns, pixelSpacingMm } = this.stack();
    const pixel = pixelSpacingMm ? `, ${this.formats.number(pixelSpacingMm[1], 2)} mm` : '';
    const spacing = spacingMm === null ? null : this.formats.number(spacingMm, 1);
    return this.texts().caseReview.stackFacts(slices, spacing, `${columns} × ${rows} px${pixel}`);
  });

  protected readonly quality = computed(() => {
    const { quality } = this.stack();
    if (!quality) return null;
    const shown = (value: number | null, decimals: number): string =>
      value === null ? '–' : this.formats.number(value, decimals);
    const { height, width, depth } = quality.fieldOfViewMm;
    const view = [height, width, depth].map((side) => shown(side, 0)).join(' × ');
    const { motionMm, worstMotionMm, noisePercent } = quality;
    return this.texts().caseReview.quality(shown(motionMm, 2), shown(worstMotionMm, 2), shown(noisePercent, 1), view);
  });

  protected address(sopInstanceUid: string, viewport?: number): string {
    const size = viewport === undefined ? '' : `?viewport=${viewport},${viewport}`;
    return `/dicom-web/studies/${this.studyUid()}/series/${this.stack().seriesInstanceUid}/instances/${sopInstanceUid}/rendered${size}`;
  }

  protected step(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = this.opened();
    if (by === undefined || at === null) return;
    event.preventDefault();
    this.opened.set(Math.min(this.stack().slices - 1, Math.max(0, at + by)));
  }
}
