/** One thing wrong with a protocol: where it stands and how to mend it. */
export interface ProtocolIssue {
  /** Path in the document, as `conditions[1].ai.model`; empty for the document as a whole. */
  readonly path: string;
  readonly message: string;
  /** Line in the text, from 1, where it is known. */
  readonly line?: number;
}

/** The protocol cannot be used; `issues` name every reason found. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  constructor(readonly issues: readonly ProtocolIssue[]) {
    super(
      issues
        .map(
          (issue) =>
            `${issue.line ? `line ${issue.line}: ` : ''}${issue.path ? `${issue.path}: ` : ''}${issue.message}`,
        )
        .join('\n'),
    );
  }
}
