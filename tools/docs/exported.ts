import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Something that a room's index exports, as its source says it. */
export interface Exported {
  readonly name: string;
  readonly kind: 'function' | 'constant' | 'class' | 'type';
  /** Declaration without its body, on one line for functions and constants. */
  readonly signature: string;
  /** Text of the docstring, without its stars; empty where there is none. */
  readonly doc: string;
  /** Path below the room's `src`. */
  readonly file: string;
  /** The whole declaration, in which a `source` may stand. */
  readonly text: string;
}

/** Everything that `index.ts` of a folder exports, in the order of its files; only what the room's own index exports is public. */
export function exportedFrom(src: string, folder: string): Exported[] {
  const index = readFileSync(join(src, folder, 'index.ts'), 'utf8');
  const found: Exported[] = [];
  for (const [, list, from] of index.matchAll(/export (?:type )?(\*|\{[^}]*\}) from '\.\/([^']+)\.js'/g)) {
    const names = list === '*' ? null : new Set(namesIn(list as string));
    const file = `${folder}/${from}.ts`;
    found.push(...declarations(join(src, file), file).filter(({ name }) => names === null || names.has(name)));
  }
  return found;
}

/** Folders that the room's index exports, in its order. */
export function publicFolders(src: string): string[] {
  const index = readFileSync(join(src, 'index.ts'), 'utf8');
  const exported = [...index.matchAll(/from '\.\/([^/']+)\/index\.js'/g)].map(([, folder]) => folder as string);
  const there = new Set(readdirSync(src));
  return exported.filter((folder) => there.has(folder));
}

function namesIn(list: string): string[] {
  return list
    .slice(1, -1)
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter((name) => name !== '');
}

function declarations(path: string, file: string): Exported[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement): Exported[] => {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword); // prettier-ignore
    if (!isExported) return [];
    const common = { file, doc: docOf(statement), text: statement.getText(source) };
    if (ts.isFunctionDeclaration(statement) && statement.name)
      return [
        {
          ...common,
          name: statement.name.text,
          kind: 'function' as const,
          signature: functionSignature(statement, source),
        },
      ];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map((one) => ({
        ...common,
        name: one.name.getText(source),
        kind: 'constant' as const,
        signature: `${one.name.getText(source)}${one.type ? `: ${oneLine(one.type.getText(source))}` : ''}`,
      }));
    if (ts.isClassDeclaration(statement) && statement.name)
      return [
        { ...common, name: statement.name.text, kind: 'class' as const, signature: `class ${statement.name.text}` },
      ];
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      return [{ ...common, name: statement.name.text, kind: 'type' as const, signature: statement.name.text }];
    return [];
  });
}

function functionSignature(node: ts.FunctionDeclaration, source: ts.SourceFile): string {
  const end = node.body ? node.body.getStart(source) : node.getEnd();
  const start = node.getStart(source);
  return oneLine(source.text.slice(start, end).replace(/^export (async )?function /, ''));
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replace(/([(<[]) /g, '$1').replace(/,? ([)>\]])/g, '$1').trim(); // prettier-ignore

function docOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  if (!comment) return '';
  return comment
    .getText()
    .replace(/^\/\*\*\s?|\s*\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}
