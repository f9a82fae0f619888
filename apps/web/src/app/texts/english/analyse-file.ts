/** Analysing any file of a reader study. */
export const analyse = {
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
};
