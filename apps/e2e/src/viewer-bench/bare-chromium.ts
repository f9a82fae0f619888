import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../../ensure-chromium.mjs';
import { FLAGS } from '../viewer-harness/viewer-page.js';
import { type BrowserMemory, memoryOf } from './renderer-memory.js';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/**
 * Chromium with one page, driven by the few commands of its debugging protocol that a sitting needs. A test library would have the renderer keep the bodies of all
 * responses (200 MB of them), and that would be measured as the viewer's.
 */
export class BareChromium {
  readonly problems: string[] = [];
  private readonly waiting = new Map<number, (message: Message) => void>();
  private sent = 0;
  private session: string | null = null;

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.addEventListener('message', ({ data }) => this.hear(JSON.parse(String(data)) as Message));
  }

  static async open(address: string, width: number, height: number): Promise<BareChromium> {
    const profile = mkdtempSync(join(tmpdir(), 'lectern-chromium-'));
    const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
    const args = [...FLAGS, ...own, `--window-size=${width},${height}`, address];
    const child = spawn(chromiumPath(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
    try {
      const socket = new WebSocket(await debuggerAddress(child));
      await new Promise((done, fail) => {
        socket.addEventListener('open', done);
        socket.addEventListener('error', fail);
      });
      const chromium = new BareChromium(child, profile, socket);
      await chromium.attach();
      return chromium;
    } catch (error) {
      child.kill('SIGTERM');
      throw error;
    }
  }

  private async attach(): Promise<void> {
    const { targetInfos } = (await this.call('Target.getTargets')) as {
      targetInfos: readonly { readonly targetId: string; readonly type: string }[];
    };
    const { targetId } = targetInfos.find(({ type }) => type === 'page') ?? {};
    const attached = await this.call('Target.attachToTarget', { targetId, flatten: true });
    this.session = (attached as { sessionId: string }).sessionId;
    await this.call('Runtime.enable');
  }

  readonly evaluate = async (expression: string): Promise<unknown> => {
    const answer = await this.call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    const { result, exceptionDetails } = answer as { result: { value?: unknown }; exceptionDetails?: object };
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return result.value;
  };

  /** After a collection of garbage. */
  memory(): Promise<BrowserMemory> {
    return memoryOf(
      (method) => this.call(method),
      (method) => this.call(method, {}, null),
    );
  }

  async close(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await ended;
    this.socket.close();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  private async call(method: string, params: object = {}, session = this.session): Promise<unknown> {
    const id = ++this.sent;
    const answered = new Promise<Message>((done) => this.waiting.set(id, done));
    this.socket.send(JSON.stringify({ id, method, params, ...(session && { sessionId: session }) }));
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  private hear(message: Message): void {
    if (message.method === 'Runtime.exceptionThrown') this.problems.push(JSON.stringify(message.params));
    if (message.id === undefined) return;
    this.waiting.get(message.id)?.(message);
    this.waiting.delete(message.id);
  }
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    child.once('exit', () => fail(new Error(`Chromium ended: ${said}`)));
    child.stderr?.on('data', (text) => {
      said += String(text);
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (address) done(address);
    });
  });
}
