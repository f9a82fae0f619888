import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');
/** Rooms whose sentences reach a page; what only the command line or a log says is left out. */
const rooms = [
  'apps/api/src',
  'libs/conduct/src',
  'libs/contracts/src/protocol',
  'libs/dicom/src',
  'libs/inference/src',
  'libs/protocol/src',
  'libs/reading/src',
];
/** Rooms that pages use themselves, and that hardly say anything else: every text of several words counts. */
const speakingRooms = ['libs/mrmc-files/src', 'libs/statistics/src'];
const unseen =
  /\.spec\.ts$|\/(evaluation|testing|configuration|encryption|deidentify|golden|simulation)\/|next-step|reminders|\/mail\/|testing\.ts$/;
/** What only a programmer sees, or the column names of a file. */
const programmers = new Set(['ShapeMismatch', 'RangeError', 'InvalidCount', 'InvalidHypothesis', 'InvalidFigure', 'NoBracket']); // prettier-ignore
const severalWords = /[a-z]{2,}[ ,;:].*[a-z]{2,}/;
const citation = /^(; )?[A-Z].*\b(19|20)\d\d\b|^ICH E9/;
/** Errors, and from which of their arguments on they are sentences. */
const errors: Readonly<Record<string, number>> = {
  Conflict: 1,
  Damaged: 2,
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
  return [...filesOf(rooms).flatMap(sentencesOf), ...filesOf(speakingRooms).flatMap(textsOf)];
}

function filesOf(folders: readonly string[]): string[] {
  const patterns = folders.map((room) => `${room}/*.ts`);
  const files = execFileSync('git', ['ls-files', ...patterns], { cwd: root, encoding: 'utf8' });
  return files.trim().split('\n').filter((name) => !unseen.test(name)); // prettier-ignore
}

const parse = (name: string): ts.SourceFile =>
  ts.createSourceFile(name, readFileSync(join(root, name), 'utf8'), ts.ScriptTarget.Latest, true);

const placeOf = (name: string, source: ts.SourceFile, node: ts.Node): string =>
  `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;

const templateOf = (node: ts.TemplateExpression): string =>
  node.templateSpans.reduce((text, { literal }) => `${text}{}${literal.text}`, node.head.text);

/** What the wizard says below a field. */
const isHint = (node: ts.PropertyAssignment | ts.VariableDeclaration, file: string): boolean =>
  node.name.getText() === 'description' && file.startsWith('libs/contracts/src/protocol/');

/** Every text of several words that is no citation. */
function textsOf(name: string): ServerSentence[] {
  const source = parse(name);
  const found: ServerSentence[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isNewExpression(node) && programmers.has(node.expression.getText())) return;
    const template = ts.isTemplateExpression(node) ? templateOf(node) : ts.isStringLiteralLike(node) ? node.text : '';
    if (severalWords.test(template) && !citation.test(template) && !/^\w+(,\w+)+$/.test(template))
      found.push({ template, at: placeOf(name, source, node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function sentencesOf(name: string): ServerSentence[] {
  const source = parse(name);
  const found: ServerSentence[] = [];
  const take = (node: ts.Node | undefined): void => {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) return keep(node, node.text);
    if (ts.isTemplateExpression(node)) {
      keep(node, templateOf(node));
      return node.templateSpans.forEach(({ expression }) => take(expression));
    }
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach(take);
    if (ts.isParenthesizedExpression(node)) return take(node.expression);
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return take(node.body);
    if (ts.isBinaryExpression(node)) [node.left, node.right].forEach(take);
  };
  const keep = (node: ts.Node, text: string): void => {
    if (!/[a-z]{2}/.test(text.replaceAll('{}', '')) || /^[a-z0-9]+(-[a-z0-9]+)+$/.test(text)) return; // no words, or a code
    found.push({ template: text, at: placeOf(name, source, node) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node)) {
      const first = errors[node.expression.getText()];
      if (first !== undefined) node.arguments?.slice(first, first + 2).forEach(take);
    }
    if (ts.isCallExpression(node)) makers[node.expression.getText()]?.forEach((at) => take(node.arguments[at]));
    if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node))
      if (names.has(node.name.getText()) || isHint(node, name)) take(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
