import { Component, computed, inject, output, resource, signal } from '@angular/core';
import {
  addDicomwebServer,
  type DicomwebServerView,
  listDicomwebServers,
  type PullCandidate,
  pullStudies,
  removeDicomwebServer,
  searchDicomwebServer,
  type ServerQuery,
} from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** A match that may be fetched, and what its case is to be called. */
interface Choice {
  readonly match: PullCandidate;
  readonly label: string;
  readonly chosen: boolean;
}

/** Looks for examinations on a DICOMweb server and has chosen ones fetched. */
@Component({ selector: 'lectern-pull-cases', imports: [ReasonDialog, ProblemNote], templateUrl: './pull-cases.html' })
export class PullCases {
  readonly ordered = output();
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly servers = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) =>
      this.api.call(listDicomwebServers, { study: params.study }, undefined, abortSignal),
  });
  protected readonly server = signal<string | null>(null);
  protected readonly choices = signal<readonly Choice[] | null>(null);
  protected readonly more = signal(false);
  protected readonly working = signal(false);
  protected readonly count = signal<number | null>(null);
  protected readonly error = signal<unknown>(null);
  /** The server that is about to be removed. */
  protected readonly removing = signal<DicomwebServerView | null>(null);
  protected readonly chosen = computed(() => this.choices()?.filter(({ chosen }) => chosen) ?? []);

  protected search(form: HTMLFormElement, server: string): Promise<void> {
    const entries = [...new FormData(form)].filter(([name, value]) => name !== 'server' && value !== '');
    return this.act(async () => {
      const query = Object.fromEntries(entries) as ServerQuery;
      const { matches, more } = await this.api.call(searchDicomwebServer, { ...this.store.params(), server }, query);
      this.server.set(server);
      this.more.set(more);
      this.choices.set(matches.map((match, n) => ({ match, label: `case-${n + 1}`, chosen: false })));
    });
  }

  protected change(index: number, change: Partial<Pick<Choice, 'label' | 'chosen'>>): void {
    this.choices.update((choices) => choices?.map((each, n) => (n === index ? { ...each, ...change } : each)) ?? null);
  }

  protected pull(): Promise<void> {
    return this.act(async () => {
      const studies = this.chosen().map(({ match: { studyInstanceUid }, label }) => ({ studyInstanceUid, label }));
      const params = { ...this.store.params(), server: this.server() ?? '' };
      const { cases } = await this.api.call(pullStudies, params, { studies });
      this.choices.set(null);
      this.count.set(cases.length);
      this.ordered.emit();
    });
  }

  protected add(form: HTMLFormElement): Promise<void> {
    const text = (name: string): string => String(new FormData(form).get(name) ?? '');
    return this.act(async () => {
      const user = text('user');
      const credentials = user ? { kind: 'basic' as const, user, password: text('password') } : undefined;
      await this.api.call(addDicomwebServer, {}, { name: text('name'), url: text('url'), credentials });
      form.reset();
      this.servers.reload();
    });
  }

  protected remove(server: string): (reason: string) => Promise<void> {
    return async (reason) => {
      await this.api.call(removeDicomwebServer, { server }, { reason });
      this.servers.reload();
    };
  }

  private async act(work: () => Promise<void>): Promise<void> {
    this.error.set(null);
    this.count.set(null);
    this.working.set(true);
    try {
      await work();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
