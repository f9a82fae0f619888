// docs/worked-examples.md: each command is run, and what it prints compared. A line "..." stands for lines left out.
import { expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/worked-examples.md'), 'utf8');
const PROMPT = '$ npm run -s lectern -- ';

interface Example {
  readonly command: string;
  readonly printed: string;
}

const examples: Example[] = [...PAGE.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block = '']) => {
  const [first = '', ...lines] = block.trimEnd().split('\n');
  if (!first.startsWith(PROMPT)) throw new Error(`no command: ${first}`);
  return { command: first.slice(PROMPT.length), printed: lines.join('\n') };
});

/** What a command writes to both streams, and its exit code. */
async function outputOf(command: string): Promise<{ text: string; code: number }> {
  let text = '';
  const keep = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(keep));
  try {
    return { code: await run(command.split(' ')), text: text.trimEnd() };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}

/** Every part between lines left out, in its order. */
function expectParts(text: string, printed: string): void {
  let rest = `\n${text}\n`;
  const parts = printed.split(/^\.\.\.$/m).map((one) => one.replace(/^\n|\n$/g, ''));
  for (const part of parts.filter((one) => one !== '')) {
    const at = rest.indexOf(`\n${part}\n`);
    expect(at < 0 ? rest : part).toBe(part);
    rest = rest.slice(at + part.length + 1);
  }
}

test('there are examples of every command', () => {
  const commands = new Set(examples.map(({ command }) => command.split(' ')[0]));
  expect([...commands].sort()).toEqual([
    'analyze',
    'analyze-binary',
    'analyze-confidence',
    'analyze-time',
    'power',
    'simulate',
  ]);
});

test.each(examples)('$command', async ({ command, printed }) => {
  const here = process.cwd();
  process.chdir(ROOT);
  try {
    const { text, code } = await outputOf(command);
    if (printed.includes('...')) expectParts(text, printed);
    else expect(text).toBe(printed);
    expect(code).toBe(printed.startsWith('error: option') ? 2 : printed.startsWith('error:') ? 1 : 0);
  } finally {
    process.chdir(here);
  }
});
