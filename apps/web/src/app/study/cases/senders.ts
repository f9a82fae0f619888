import { Component, computed, inject, resource, signal } from '@angular/core';
import {
  closeIntakeNode,
  createIntakeToken,
  listArrivals,
  listIntakeNodes,
  listIntakeTokens,
  openIntakeNode,
  relabelCase,
  revokeIntakeToken,
} from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { CopyField } from '../../ui/copy-field.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { callersOf } from './callers.js';

/** A way in that can be ended. */
interface WayIn {
  readonly kind: 'token' | 'node';
  readonly id: string;
  readonly name: string;
}

/** Who may send images into the study by a token or as a DICOM caller, and what came. */
@Component({
  selector: 'lectern-senders',
  imports: [ReasonDialog, CopyField, ProblemNote],
  templateUrl: './senders.html',
})
export class Senders {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly address = `${location.origin}/dicom-web/studies`;
  /** Changes when a case does. */
  private readonly version = computed(() => JSON.stringify(this.store.progress()?.cases));
  protected readonly ways = resource({
    params: () => ({ study: this.store.params().study, version: this.version() }),
    loader: async ({ params: { study }, abortSignal }) => {
      const [tokens, node, arrivals] = await Promise.all([
        this.api.call(listIntakeTokens, { study }, undefined, abortSignal),
        this.api.call(listIntakeNodes, { study }, undefined, abortSignal),
        this.api.call(listArrivals, { study }, undefined, abortSignal),
      ]);
      return { tokens, node, arrivals };
    },
  });
  protected readonly made = signal<{ name: string; token: string } | null>(null);
  protected readonly error = signal<unknown>(null);
  protected readonly ending = signal<WayIn | null>(null);
  protected readonly wordsOf = { token: 'tokens', node: 'nodes' } as const;

  protected makeToken(name: HTMLInputElement): Promise<void> {
    return this.act(async (study) => {
      const { token } = await this.api.call(createIntakeToken, study, { name: name.value });
      this.made.set({ name: name.value, token });
      name.value = '';
    });
  }

  protected openNode(aeTitle: HTMLInputElement, callers: HTMLTextAreaElement): Promise<void> {
    return this.act(async (study) => {
      await this.api.call(openIntakeNode, study, { aeTitle: aeTitle.value, callers: callersOf(callers.value) });
      aeTitle.value = callers.value = '';
    });
  }

  /** Ends a way in, with the reason that its dialog asked for. */
  protected end({ kind, id }: WayIn): (reason: string) => Promise<void> {
    return async (reason) => {
      const study = this.store.params();
      if (kind === 'token') await this.api.call(revokeIntakeToken, { ...study, token: id }, { reason });
      else await this.api.call(closeIntakeNode, { ...study, node: id }, { reason });
      this.ways.reload();
    };
  }

  protected relabel(id: string, label: string): Promise<void> {
    return this.act((study) => this.api.call(relabelCase, { ...study, case: id }, { label }));
  }

  private async act(work: (study: { study: string }) => Promise<unknown>): Promise<void> {
    this.error.set(null);
    try {
      await work(this.store.params());
      this.ways.reload();
    } catch (error) {
      this.error.set(error);
    }
  }
}
