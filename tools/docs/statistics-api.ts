import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportedFrom, publicFolders, type Exported } from './exported.js';

const ROOM = fileURLToPath(new URL('../../libs/statistics', import.meta.url));
const SRC = join(ROOM, 'src');

/** Folders of numerical tools, which compute no statistic of a study. */
const TOOLS = new Set(['linear-algebra', 'optimisation', 'distributions', 'data']);

/** A name for papers, books, rules: a year of publication, or a theorem. */
const CITATION = /\b(1[789]|20)\d\d\b|Bayes|ICH E9/;

/** One page: every export of a folder with its signature, docstring and source. */
export interface ApiPage {
  readonly path: string;
  readonly text: string;
}

/** The pages of the room's API as its sources make them, the table of contents first. */
export function statisticsApi(): ApiPage[] {
  const folders = publicFolders(SRC).map((folder) => ({ folder, exports: exportedFrom(SRC, folder) }));
  const pages = folders.map(({ folder, exports }) => ({
    path: join(ROOM, 'api', `${folder}.md`),
    text: pageOf(folder, exports),
  }));
  const rows = folders.map(({ folder, exports }) => {
    const names = exports.filter(isCallable).map(({ name }) => `\`${name}\``);
    return `| [${folder}](${folder}.md) | ${names.join(', ')} |`;
  });
  const head = `# API of libs/statistics\n\n${MADE}\n\n| page | functions and figures |\n| --- | --- |\n`;
  return [{ path: join(ROOM, 'api', 'README.md'), text: `${head}${rows.join('\n')}\n` }, ...pages];
}

/** What a reader would miss: exports without a docstring, and statistics whose source is nowhere said. */
export function undocumented(): string[] {
  return publicFolders(SRC).flatMap((folder) =>
    exportedFrom(SRC, folder).flatMap((one) => {
      if (one.doc === '' && one.kind !== 'type') return [`${one.file}: ${one.name} has no docstring`];
      const silent = one.kind === 'function' && !TOOLS.has(folder) && sourceOf(one) === null && !HELPERS.has(one.name);
      return silent ? [`${one.file}: ${one.name} names no source`] : [];
    }),
  );
}

const MADE =
  'Made from the docstrings by `npm run docs:statistics`; a test holds it equal. Formulas and differences to other packages: [mrmc.md](../mrmc.md).';

/** They draw, sort, name or shape what others compute from. */
export const HELPERS: ReadonlySet<string> = new Set([
  'seededRandom',
  'shuffled',
  'crossedDesign',
  'unpairedCasesDesign',
  'unpairedReadersDesign',
  'decisionsAt',
  'simulateTimes',
  'simulateConfidence', // prettier-ignore
  'relevantCases',
  'ratingFigure',
  'byClass',
  'cellRatings',
  'classRatings',
  'missingClass',
  'valueEstimated',
  'heightAt', // prettier-ignore
  'clusterOf',
  'distinct',
  'countByCluster',
  'pairedCounts',
  'frocData',
  'crossedReads',
  'lesionCount',
  'lrocData',
  'lrocFromFroc',
  'closeness',
  'markCentre', // prettier-ignore
  'placedMarks',
  'outlinedMask',
  'regionMask',
  'millilitresOf',
  'largestAreaOf',
  'occupiedCells',
  'figuresOf',
  'cellName',
  'patientNumbers',
  'tooFewCases',
  'leaveOut',
  'patientSampler',
  'repeated',
  'pairMoments', // prettier-ignore
  'designOf',
  'treatmentPairs',
  'average',
  'powerGrid',
  'simulatedPower',
  'readsIn',
  'numberOf',
  'patientOf',
  'analyzeStudy', // prettier-ignore
]);

const isCallable = ({ kind }: Exported): boolean => kind === 'function' || kind === 'constant';

/** From the docstring, else from the declaration or the file that it stands in. */
function sourceOf({ doc, text, file }: Exported): string | null {
  if (CITATION.test(doc) || /@see/.test(doc)) return 'doc';
  const own = citedIn(text);
  return own ?? citedIn(readFileSync(join(SRC, file), 'utf8'));
}

function citedIn(text: string): string | null {
  const strings = [...text.matchAll(/source: *\n? *(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(
    ([, , cited]) => cited as string,
  );
  const constants = [...text.matchAll(/(?:SOURCE|CHAKRABORTY) *= *\n? *(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(([, , cited]) => cited as string); // prettier-ignore
  const found = [...new Set([...strings, ...constants])].filter(
    (cited) => CITATION.test(cited) && !cited.includes('${'),
  );
  return found.length > 0 ? found.join('; ') : null;
}

function pageOf(folder: string, exports: readonly Exported[]): string {
  const callables = exports.filter(isCallable).map(entry);
  const others = exports.filter((one) => !isCallable(one) && one.doc !== '');
  const types = others.map(({ name, doc }) => `| \`${name}\` | ${inTable(doc)} |`);
  const table = types.length > 0 ? `\n## Shapes\n\n| name | what it is |\n| --- | --- |\n${types.join('\n')}\n` : '';
  return `# ${folder}\n\n${MADE}\n\n${callables.join('\n')}${table}`;
}

function entry(one: Exported): string {
  const source = sourceOf(one);
  const cited = source !== null && source !== 'doc' ? `\nSource: ${source}\n` : '';
  return `## ${one.name}\n\n\`\`\`ts\n${one.signature}\n\`\`\`\n\n${tagged(one.doc)}\n${cited}`;
}

/** Tags as a list; the text before them as it is. */
function tagged(doc: string): string {
  const [text = '', ...tags] = doc.split(/(?:^|[\n ])@(?=param|returns|throws|see)/);
  const items = tags.map((tag) => {
    const [, kind, rest] = /^(\w+)\s+([\s\S]*)$/.exec(tag.trim()) ?? [];
    return kind === undefined ? '' : `- ${kind} ${(rest ?? '').replace(/\s+/g, ' ')}`;
  });
  return [text.trim(), items.filter((item) => item !== '').join('\n')].filter((part) => part !== '').join('\n\n');
}

const inTable = (doc: string): string => doc.replace(/\s+/g, ' ').replaceAll('|', '\\|');
