import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');
/** Rooms whose sentences reach a page; what only the command line or a log says is left out. */
const rooms = [
  'apps/api/src',
  'libs/conduct/src',
  'libs/dicom/src',
  'libs/inference/src',
  'libs/protocol/src',
  'libs/reading/src',
];
const unseen = /\.spec\.ts$|\/(evaluation|testing|configuration|encryption|deidentify)\/|next-step|reminders/;
/** Errors, and from which of their arguments on they are sentences. */
const errors: Readonly<Record<string, number>> = {
  Conflict: 1,
  Invalid: 1,
  ModelOutputError: 0,
  NotFound: 1,
  ReadingRefused: 1,
  Refused: 1,
  StackRefusedError: 2,
  Stale: 1,
};
/** What things that pages show are called, as properties, as constants and as rules that give one or null. */
const names = new Set(['message', 'rule', 'remedy', 'step', 'sized', 'allows', 'text', 'why', 'reason']);
/** Functions of the rooms that make such things, and which of their arguments are sentences. */
const makers: Readonly<Record<string, readonly number[]>> = {
  broken: [1],
  check: [1, 3],
  invalid: [1],
  malformed: [1],
  missing: [1],
  departure: [3],
  refusal: [0, 1, 2, 3],
  step: [2],
  'tx.analyses.begin': [1],
  'tx.analyses.saveDocument': [3],
  unusable: [0],
};

export interface ServerSentence {
  /** With `{}` where a value stands. */
  readonly template: string;
  /** File and line. */
  readonly at: string;
}

/** The sentences that the server says to people, as they stand in its source. */
export function serverSentences(): ServerSentence[] {
  const files = execFileSync('git', ['ls-files', ...rooms.map((room) => `${room}/*.ts`)], {
    cwd: root,
    encoding: 'utf8',
  });
  return files.trim().split('\n').filter((name) => !unseen.test(name)).flatMap(sentencesOf); // prettier-ignore
}

function sentencesOf(name: string): ServerSentence[] {
  const source = ts.createSourceFile(name, readFileSync(join(root, name), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: ServerSentence[] = [];
  const take = (node: ts.Node | undefined): void => {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) return keep(node, node.text);
    if (ts.isTemplateExpression(node)) {
      keep(
        node,
        node.templateSpans.reduce((text, { literal }) => `${text}{}${literal.text}`, node.head.text),
      );
      return node.templateSpans.forEach(({ expression }) => take(expression));
    }
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach(take);
    if (ts.isParenthesizedExpression(node)) return take(node.expression);
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return take(node.body);
    if (ts.isBinaryExpression(node)) [node.left, node.right].forEach(take);
  };
  const keep = (node: ts.Node, text: string): void => {
    if (!/[a-z]{2}/.test(text.replaceAll('{}', '')) || /^[a-z0-9]+(-[a-z0-9]+)+$/.test(text)) return; // no words, or a code
    found.push({ template: text, at: `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}` });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node)) {
      const first = errors[node.expression.getText()];
      if (first !== undefined) node.arguments?.slice(first, first + 2).forEach(take);
    }
    if (ts.isCallExpression(node)) makers[node.expression.getText()]?.forEach((at) => take(node.arguments[at]));
    if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node))
      if (names.has(node.name.getText())) take(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
