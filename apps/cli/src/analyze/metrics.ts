/** Figures of merit that `analyze` and `power` know, and what each is. Only those words are allowed. */
export const METRICS = {
  auc: 'empirical area under the ROC curve (AUC)',
  sensitivity: 'share of positive cases called positive',
  specificity: 'share of negative cases called negative',
  pauc: 'partial area under the ROC curve, within --range',
  binormal: 'binormal area under the ROC curve, by maximum likelihood',
  wafroc: 'weighted area under the AFROC curve (marks): cases alike',
  afroc: 'area under the AFROC curve (marks): lesions alike (JAFROC)',
  wafroc1: 'as wafroc, with the false marks of all cases',
  afroc1: 'as afroc, with the false marks of all cases',
  lroc: 'area under the LROC curve: one location a read',
} as const;

export type Metric = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as Metric[];

export interface PartialRange {
  readonly over: 'specificity' | 'sensitivity';
  readonly from: number;
  readonly to: number;
}

export interface MetricRequest {
  readonly metric: Metric;
  /** A rating at or above it is positive. */
  readonly threshold?: number;
  /** Sensitivity where the ROC curve has this specificity, instead of a threshold. */
  readonly atSpecificity?: number;
  /** Of the partial area. */
  readonly range?: PartialRange;
}
