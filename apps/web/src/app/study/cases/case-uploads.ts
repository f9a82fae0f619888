import { inject, Injectable, signal } from '@angular/core';
import { isTransient, listUploads, pathOf, receiveUpload } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import type { CaseFolder } from './case-folders.js';
import type { ChosenFile } from './chosen-files.js';
import { packCase, type PackedCase } from './packed-case.js';
import { transfer } from './transfer.js';
import { UploadedNames } from './uploaded-names.js';

/** Cases of one study that are being sent. */
export interface UploadBatch {
  readonly study: string;
  readonly cases: number;
  /** Cases whose end is known, sent or not. */
  readonly done: number;
  readonly bytes: number;
  readonly sent: number;
  /** The server cannot be reached; it is tried again and again. */
  readonly isWaiting: boolean;
  readonly failures: readonly { readonly label: string; readonly error: unknown }[];
}

const retryMillis = 3000;

/** Sends cases one after the other, also while another page is shown. What the server has is not sent again, whoever began it and whenever. */
@Injectable({ providedIn: 'root' })
export class CaseUploads {
  private readonly api = inject(Api);
  private readonly names = inject(UploadedNames);
  private readonly current = signal<UploadBatch | null>(null);
  /** What is under way; null: nothing. */
  readonly batch = this.current.asReadonly();
  private stopping = new AbortController();

  /** @returns how it ended. One bad case stops no other */
  async send(study: string, cases: readonly CaseFolder<ChosenFile>[]): Promise<UploadBatch> {
    this.stopping = new AbortController();
    const bytes = cases.reduce((sum, { files }) => sum + sizeOf(files), 0);
    let batch: UploadBatch = {
      ...{ study, cases: cases.length, done: 0, bytes, sent: 0, isWaiting: false, failures: [] },
    };
    const note = (change: Partial<UploadBatch>): void => this.current.set((batch = { ...batch, ...change }));
    for (const [index, folder] of cases.entries()) {
      const before = batch.sent;
      note({ done: index });
      const onProgress = (sent: number): void => note({ sent: before + sent, isWaiting: false });
      try {
        await this.sendCase(study, folder, onProgress, () => note({ isWaiting: true }));
      } catch (error) {
        if (this.stopping.signal.aborted) break;
        note({ failures: [...batch.failures, { label: folder.label, error }] });
      }
      note({ done: index + 1, sent: before + sizeOf(folder.files), isWaiting: false });
    }
    this.current.set(null);
    return batch;
  }

  /** Ends what is under way; what the server has stays there for a while. */
  stop(): void {
    this.stopping.abort();
  }

  private async sendCase(
    study: string,
    folder: CaseFolder<ChosenFile>,
    onProgress: (sent: number) => void,
    onWaiting: () => void,
  ): Promise<void> {
    const packed = await packCase(folder);
    const id = await this.persistently(() => this.transferAndReceive(study, packed, onProgress), onWaiting);
    const named = folder.files.map(({ webkitRelativePath, name }) => webkitRelativePath || name);
    this.names.keep(id, named);
  }

  private async transferAndReceive(
    study: string,
    packed: PackedCase,
    onProgress: (sent: number) => void,
  ): Promise<string> {
    const { signal } = this.stopping;
    await transfer(packed, new URL(pathOf(listUploads, { study }), location.origin).href, onProgress, signal);
    const { id } = await this.api.call(receiveUpload, { study, upload: packed.id }, packed.manifest, signal);
    return id;
  }

  /** Again and again while nothing is wrong but the connection. */
  private async persistently<T>(act: () => Promise<T>, onWaiting: () => void): Promise<T> {
    const { signal } = this.stopping;
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (signal.aborted || !isTransient(error)) throw error;
        onWaiting();
        await connectionOrPause(signal);
      }
    }
  }
}

function connectionOrPause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (): void => {
      over.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, retryMillis);
    window.addEventListener('online', end, { signal: over.signal });
    signal.addEventListener('abort', end, { signal: over.signal });
  });
}

const sizeOf = (files: readonly ChosenFile[]): number => files.reduce((sum, { content }) => sum + content.size, 0);
