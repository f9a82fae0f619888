import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import { cloneStudy, type StudyDetail } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { SessionStore } from '../../core/session.store.js';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { ProblemNote } from '../../ui/problem-note.js';

/** A new study with this one's protocol, with or without its cases. */
@Component({
  selector: 'lectern-clone-panel',
  imports: [Modal, ProblemNote],
  template: `
    <button type="button" aria-haspopup="dialog" (click)="asking.set(true)">{{ words().clone }}</button>
    @if (asking()) {
      <lectern-modal [heading]="words().cloneTitle" (closed)="asking.set(false)">
        <p>{{ words().cloneHint }}</p>
        <form class="stack" (submit)="$event.preventDefault(); clone()">
          <label class="field">
            <span>{{ words().cloneName }}</span>
            <input #name required minlength="3" maxlength="200" [value]="title()" (input)="title.set(name.value)" />
          </label>
          <label class="row">
            <input #box type="checkbox" [checked]="cases()" (change)="cases.set(box.checked)" />
            {{ words().cloneCases }}
          </label>
          @if (error(); as problem) {
            <lectern-problem-note [error]="problem" />
          }
          <div class="row">
            <button class="primary" [disabled]="working() || title().trim().length < 3">
              {{ words().cloneSubmit }}
            </button>
            <button type="button" (click)="asking.set(false)">{{ texts().general.cancel }}</button>
          </div>
        </form>
      </lectern-modal>
    }
  `,
})
export class ClonePanel {
  readonly detail = input.required<StudyDetail>();
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().planning);
  protected readonly asking = signal(false);
  protected readonly title = linkedSignal(() => this.words().cloneOf(this.detail().title));
  protected readonly cases = signal(false);
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);

  protected async clone(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      const input = { title: this.title().trim(), cases: this.cases() };
      const made = await this.api.call(cloneStudy, { study: this.detail().id }, input);
      await this.session.load();
      this.asking.set(false);
      await this.router.navigate(['/studies', made.id, 'plan']);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
