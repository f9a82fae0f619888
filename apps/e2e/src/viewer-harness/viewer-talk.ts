import { type ViewerCommandBody, type ViewerEvent, readViewerEvent, viewerCommand } from '@lectern/contracts';

/** Runs an expression in the page that holds the viewer. @returns what it is worth, as JSON */
export type Evaluate = (expression: string) => Promise<unknown>;

/** Plays the reading page's part: sends commands, waits for events. */
export class ViewerTalk {
  constructor(
    private readonly evaluate: Evaluate,
    readonly problems: readonly string[],
  ) {}

  async send(body: ViewerCommandBody): Promise<void> {
    await this.post(viewerCommand(body));
  }

  /** Says anything to the viewer, well-formed or not. */
  async post(message: unknown): Promise<void> {
    await this.evaluate(
      `document.querySelector('iframe').contentWindow.postMessage(${JSON.stringify(message)}, location.origin)`,
    );
  }

  /** All events so far; each must keep the contract. */
  async events(): Promise<readonly ViewerEvent[]> {
    const raw = (await this.evaluate('window.viewerEvents ?? []')) as readonly unknown[];
    return raw.map((data) => {
      const event = readViewerEvent(data);
      if (!event) throw new Error(`Not an event of the contract: ${JSON.stringify(data)}`);
      return event;
    });
  }

  /** Lets go of the events so far, for a long sitting. */
  async forget(): Promise<void> {
    await this.evaluate('void window.viewerEvents.splice(0)');
  }

  /** The page's clock, ms since 1970. */
  async now(): Promise<number> {
    return (await this.evaluate('performance.timeOrigin + performance.now()')) as number;
  }

  /** The first event of a type for which `matches` holds, waiting for it if need be. */
  async waitFor<Type extends ViewerEvent['type']>(
    type: Type,
    matches: (event: Extract<ViewerEvent, { type: Type }>) => boolean = () => true,
    timeoutMillis = 60_000,
  ): Promise<Extract<ViewerEvent, { type: Type }>> {
    const until = Date.now() + timeoutMillis;
    const isMatch = (event: ViewerEvent): event is Extract<ViewerEvent, { type: Type }> =>
      event.type === type && matches(event as Extract<ViewerEvent, { type: Type }>);
    while (Date.now() < until) {
      const found = (await this.events()).find(isMatch);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(
      `No event "${type}" within ${timeoutMillis} ms; problems: ${this.problems.join('; ')}; last: ${JSON.stringify((await this.events()).slice(-5))}`,
    );
  }
}
