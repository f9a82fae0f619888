import { evaluation } from './evaluation.js';

/** Words of the tools that need no study: analysing a file, planning by power, a model's evaluation. */
export const workbench = {
  evaluation,
  analyse: {
    title: 'Analyse a reader study',
    hint: 'Drop a file of a multi-reader multi-case study. It is analysed here, in this browser: nothing is uploaded, and no sign-in is needed.',
    drop: 'Drop a file here, or',
    choose: 'Choose a file …',
    formats:
      'Long CSV (reader, treatment, case, truth, rating), iMRMC (.imrmc or CSV), RJafroc (.xlsx, ROC, FROC or LROC), LABMRMC (.lrc). Truth is 1 or 0; a larger rating is more suspicious.',
    another: 'Another file …',
    working: 'Analysing',
    refused: 'This file cannot be analysed.',
    refusedRemedy: 'Mend the file at this place and drop it again, or change the choices above.',
    failed: 'The analysis did not end.',
    tookMillis: (millis: string) => `analysed in ${millis} ms`,
    choices: {
      figure: 'Figure of merit',
      threshold: 'Positive from a rating of',
      method: 'Method',
      covariance: 'Covariance over cases',
      usual: 'as usual for the figure',
      level: 'Intervals',
    },
    figure: {
      auc: 'Area under the ROC curve',
      sensitivity: 'Sensitivity',
      specificity: 'Specificity',
      lroc: 'Area under the LROC curve',
      wafroc: 'Weighted AFROC area',
      afroc: 'AFROC area (JAFROC)',
      hrauc: 'Area under the inferred ROC curve',
    },
    method: { or: 'Obuchowski-Rockette, Hillis degrees of freedom', ustat: 'U-statistics (Gallas)' },
    covariance: { delong: 'DeLong', unbiased: 'unbiased (U-statistic)', jackknife: 'jackknife' },
    design: {
      crossed: 'fully crossed',
      'split-plot': 'split-plot',
      'cases-nested-in-readers': 'cases nested in readers',
      'cases-nested-in-treatments': 'cases nested in treatments',
      'readers-nested-in-treatments': 'readers nested in treatments',
      incomplete: 'incomplete',
      irregular: 'irregular',
    } as Readonly<Record<string, string>>,
    summary: (s: {
      readers: number;
      treatments: number;
      cases: number;
      positives: number;
      reads: number;
      design: string;
    }) =>
      `${s.readers} readers, ${s.treatments} treatments, ${s.cases} cases (${s.positives} positive), ${s.reads} reads; ${s.design}.`,
    result: (r: {
      figure: string;
      a: string;
      b: string;
      difference: string;
      interval: string;
      level: string;
      p: string;
    }) => `${r.figure}: ${r.a} minus ${r.b} is ${r.difference}; ${r.level}% interval ${r.interval}; ${r.p}.`,
    notEstimable: (reason: string) => `not estimable: ${reason}`,
    noDifference: 'The file has one treatment: there is nothing to compare.',
    treatments: 'Treatments',
    treatment: 'Treatment',
    differences: 'Differences',
    difference: 'Difference',
    estimate: 'Estimate',
    se: 'SE',
    df: 'df',
    statistic: 'Statistic',
    interval: (level: string) => `${level}% interval`,
    p: 'p',
    analysis: 'Analysis',
    analyses: {
      RRRC: 'random readers, random cases',
      FRRC: 'fixed readers, random cases',
      RRFC: 'random readers, fixed cases',
    } as Readonly<Record<string, string>>,
    readers: 'Readers',
    reader: 'Reader',
    components: 'Variance components',
    warnings: 'Warnings',
    sources: 'Methods and sources',
    download: 'Download the result (JSON)',
    plan: 'Plan a study from this one',
    curves: 'Operating curves',
    curvesCaption: 'Thin: each reader. Thick: readers’ average along lines of equal sum of both fractions.',
    curvesCaptionReaders: 'One curve a reader and treatment.',
    forest: 'Differences by reader',
    forestCaption: (a: string, b: string) =>
      `${a} minus ${b}, each reader with cases random, and the pooled difference (diamond).`,
    pooled: (analysis: string) => `All readers (${analysis})`,
    falsePositive: 'False positive fraction',
    truePositive: 'True positive fraction',
    average: 'readers’ average',
  },
  power: {
    title: 'Power of a reader study',
    hint: 'Two conditions, every reader reads every case under both. Power of the Obuchowski-Rockette comparison, readers and cases random unless said otherwise. Computed in this browser.',
    from: 'Variance from',
    sources: { values: 'published or assumed values', pilot: 'a pilot study’s file' },
    pilot: 'Pilot file …',
    pilotUsed: (name: string, cases: number) => `Components of ${name}, ${cases} cases.`,
    figure: 'Endpoint',
    figures: { auc: 'Area under the ROC curve', proportion: 'Sensitivity or specificity' },
    value: 'Expected value without AI',
    effect: 'Difference to detect',
    positives: 'Share of positive cases',
    readerSd: 'SD of the difference between readers',
    readerSdHint: 'How much the readers’ true differences vary. 0: every reader gains alike.',
    correlations: 'Correlations of errors',
    r1: 'r1: same reader, other condition',
    r2: 'r2: other reader, same condition',
    r3: 'r3: other reader, other condition',
    alpha: 'Two-sided alpha',
    hypothesis: 'Hypothesis',
    superiority: 'superiority',
    nonInferiority: 'non-inferiority',
    margin: 'Margin',
    analysis: 'Generalise to',
    analyses: { RRRC: 'readers and cases', FRRC: 'cases only', RRFC: 'readers only' },
    target: 'Wanted power',
    readers: 'Readers',
    cases: 'Cases',
    grid: 'Power by readers and cases',
    gridCaption: (target: string) => `Bold on a tinted ground: at least ${target}.`,
    needed: 'Cases needed',
    neededText: (readers: number, cases: number, power: string) =>
      `${readers} readers: ${cases} cases (power ${power})`,
    neededNot: (readers: number, reason: string) => `${readers} readers: ${reason}`,
    positiveCases: 'Counted are the cases on which the endpoint rests: for sensitivity the positive ones.',
    invalid: 'These values make no plan',
    components: 'Components used',
    curve: 'Power over the number of cases',
    method:
      'Hillis, Obuchowski and Berbaum, Acad Radiol 2011; 18:129. Variance of one area: Hanley and McNeil, Radiology 1982.',
  },
};
