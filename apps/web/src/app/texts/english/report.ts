interface ResultWords {
  readonly title: string;
  readonly from: { readonly name: string; readonly text: string };
  readonly to: { readonly name: string; readonly text: string };
  readonly kind: 'difference' | 'ratio';
  readonly unit: string;
  readonly change: string;
  readonly interval: string | null;
  readonly level: string;
  readonly p: string | null;
}

/** The study's report. */
export const report = {
  title: 'Report',
  closed: 'The analysis is closed',
  closedHint:
    'Until the study is locked nobody sees ratings, decisions or times by condition. That keeps the study blind.',
  running: 'The analysis is running',
  failed: 'The analysis failed',
  primary: 'Main result',
  points: ' percentage points',
  range: (low: string, high: string) => `${low} to ${high}`,
  result: (r: ResultWords) => {
    const kind = r.kind === 'ratio' ? 'ratio' : 'difference';
    const interval = r.interval ? `; ${r.level}% interval ${r.interval}` : '';
    const p = r.p ? `; ${r.p}` : '';
    return `${r.title}: ${r.from.text} (${r.from.name}) and ${r.to.text} (${r.to.name}); ${kind} ${r.change}${r.unit}${interval}${p}.`;
  },
  notEstimable: (title: string, reason: string) => `${title} cannot be estimated: ${reason}`,
  counts: (c: { readers: number; cases: number; positives: number; readsSubmitted: number; readsPlanned: number }) =>
    `${c.readers} readers, ${c.cases} cases (${c.positives} positive), ${c.readsSubmitted} of ${c.readsPlanned} reads.`,
  documents: 'Documents',
  document: {
    'report.html': 'Report (HTML)',
    'analysis.json': 'Analysis (JSON)',
    'reads.csv': 'Every read (CSV)',
    'codebook.csv': 'Codebook of the CSV',
  },
  openReport: 'Open in a window of its own',
  frame: 'The report',
  showReport: 'The whole report',
};
