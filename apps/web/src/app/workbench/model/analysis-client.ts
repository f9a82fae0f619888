import type { AnalysisReply, AnalysisRequest } from './analysis-messages.js';
import type { AnalysisChoices } from './file-analysis.js';

/** The worker in which files are analysed: the page stays alive meanwhile, and nothing leaves the browser. */
export class AnalysisClient {
  private worker: Worker | null = null;
  private asked = 0;

  /** @returns the answer; null where a later question overtook this one */
  ask(name: string, bytes: Uint8Array, choices: AnalysisChoices): Promise<AnalysisReply | null> {
    const id = ++this.asked;
    this.worker?.terminate(); // whatever it still computes is not wanted any more
    const worker = new Worker(new URL('./analysis.worker', import.meta.url), { type: 'module' });
    this.worker = worker;
    return new Promise((done, failed) => {
      worker.onmessage = ({ data }: MessageEvent<AnalysisReply>) => done(data.id === this.asked ? data : null);
      worker.onerror = (event) => failed(new Error(event.message));
      worker.postMessage({ id, name, bytes, choices } satisfies AnalysisRequest);
    });
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}
