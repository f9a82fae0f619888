import { acts } from './acts.js';

/** The record of a study. */
export const record = {
  title: 'Record',
  verified: 'The chain of entries is whole.',
  broken: 'The chain of entries is broken.',
  empty: 'Nothing has happened in this study yet.',
  act: 'Act',
  subject: 'Subject',
  hash: 'Hash',
  acts,
  entry: 'Entry',
  sentence: (when: string, who: string, act: string, reason: string | null) =>
    `${when}, ${who}: ${inSentence(act)}${reason ? ` (“${reason}”)` : ''}`,
  allActs: 'All acts',
  verify: 'Verify again',
  download: 'Download (JSON)',
  filter: 'Filter',
  filterHint: 'Person, subject or reason',
  noMatch: 'No entry matches.',
  count: (shown: number, all: number) => `${shown} of ${all} entries`,
};

/** Begins small unless it begins with an abbreviation. */
function inSentence(act: string): string {
  return act.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase());
}
