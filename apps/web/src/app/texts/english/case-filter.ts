/** Words of choosing which cases are shown. */
export const caseFilter = {
  all: 'All',
  problems: 'Problems',
  ai: { pending: 'waiting', done: 'done', failed: 'failed', foreign: 'unlike its calibration' },
  kinds: { any: 'any', refused: 'refused', flagged: 'to note', none: 'none' },
  shown: (shown: number, all: number) => `${shown} of ${all} cases`,
  reset: 'Show all',
  noMatch: 'No case is like this. Show all, or choose otherwise.',
};
