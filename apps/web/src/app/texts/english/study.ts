/** A study at a glance: its sections, its protocol, its fixed plan. */
export const study = {
  sections: {
    progress: 'Progress',
    plan: 'Plan',
    cases: 'Cases',
    truth: 'Truth',
    readers: 'Readers',
    record: 'Record',
    analysis: 'Analysis',
  },
  sectionState: { ready: 'ready', 'needs-you': 'needs you', locked: 'fixed or locked' },
  protocol: 'Protocol',
  showProtocol: 'Protocol as written',
  target: 'Target',
  conditions: 'Conditions',
  unaided: 'without AI',
  aidedBy: (model: string, version: string) => `with ${model} ${version}`,
  design: 'Design',
  designKind: {
    crossover: 'Crossover',
    sequential: 'Sequential: unaided, then aided',
    concurrent: 'Concurrent',
    parallel: 'Parallel groups of readers',
    'split-plot': 'Split-plot',
  },
  sessions: (count: number) => `${count} ${count === 1 ? 'session' : 'sessions'}`,
  washout: (days: number) => `washout ${days} ${days === 1 ? 'day' : 'days'}`,
  size: 'Size',
  sizeText: (cases: number, readers: number) => `${cases} cases, ${readers} readers`,
  protocolHash: 'Protocol hash',
  frozen: 'Frozen',
  frozenText: (when: string, who: string) => `${when} by ${who}`,
  freezeHash: 'Freeze hash',
  seed: 'Seed',
  generator: 'Generator',
  scheduleHash: 'Schedule hash',
  lockedAt: 'Locked',
  fixedTitle: 'Fixed plan',
  fixedHint:
    'Protocol, rosters, cases, reference standard and AI results are fixed under the freeze hash. The server drew the seed after that.',
  live: 'Live',
  polling: 'Asked every few seconds',
  asOf: (time: string) => `as of ${time}`,
};

/** What a study still needs. */
export const nextSteps = { title: 'What this study still needs' };
