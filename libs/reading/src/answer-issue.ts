export interface AnswerIssue {
  /** Question id, with the finding and mark inside it where there is one. */
  readonly path: string;
  readonly message: string;
}
