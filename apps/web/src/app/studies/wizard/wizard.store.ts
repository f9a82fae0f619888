import { Injectable, computed, signal } from '@angular/core';
import { issuesOf, pathName, valueAt, valuesOf, withValue, type ProtocolPath } from './model/protocol-text.js';
import { startingProtocol } from './model/starting-protocol.js';

/** The one document behind form and text. */
@Injectable()
export class WizardStore {
  readonly text = signal(startingProtocol);
  readonly issues = computed(() => issuesOf(this.text()));
  /** null: the text is no YAML, and the form has nothing to show. */
  readonly values = computed(() => valuesOf(this.text()));

  valueAt(path: ProtocolPath): unknown {
    return valueAt(this.values(), path);
  }

  /** Writes one value into the text; undefined takes it out. */
  set(path: ProtocolPath, value: unknown): void {
    this.text.set(withValue(this.text(), path, value));
  }

  /** What is wrong at exactly this place. */
  issuesAt(path: ProtocolPath): readonly string[] {
    const name = pathName(path);
    return this.issues()
      .filter((issue) => issue.path === name)
      .map(({ message }) => message);
  }

  /** How many issues lie at or below a part of the protocol. */
  issueCount(part: string): number {
    return this.issues().filter(
      ({ path }) => path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`),
    ).length;
  }
}
