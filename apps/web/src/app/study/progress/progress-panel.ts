import { Component, computed, inject } from '@angular/core';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { StudyStore } from '../study.store.js';

/** Live counts: reads, cases, AI results, and each reader's sessions. Nothing by condition or truth. */
@Component({
  selector: 'lectern-progress-panel',
  imports: [EmptyState, ProgressBar],
  templateUrl: './progress-panel.html',
  styleUrl: './progress-panel.css',
})
export class ProgressPanel {
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly sessions = computed(() => {
    const sessions =
      this.store.progress()?.readers.flatMap((reader) => reader.sessions.map((session) => session.number)) ?? [];
    return [...new Set(sessions)].sort((a, b) => a - b);
  });
}
