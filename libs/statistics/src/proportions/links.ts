/** How a probability depends on the linear predictor. */
export interface Link {
  readonly name: LinkName;
  readonly toLinear: (probability: number) => number;
  readonly toProbability: (linear: number) => number;
  /** d probability / d linear, at a linear predictor with its probability. */
  readonly derivative: (linear: number, probability: number) => number;
  /** What a difference of linear predictors is. */
  readonly effect: 'log odds ratio' | 'difference of proportions' | 'log ratio of proportions';
}

export type LinkName = 'logit' | 'identity' | 'log';

/** Logit and identity, with what their coefficients are (McCullagh and Nelder, Generalized Linear Models, 1989). */
export const LINKS: Readonly<Record<LinkName, Link>> = {
  logit: {
    name: 'logit',
    toLinear: (p) => Math.log(p / (1 - p)),
    toProbability: (x) => 1 / (1 + Math.exp(-x)),
    derivative: (_, p) => p * (1 - p),
    effect: 'log odds ratio',
  },
  identity: {
    name: 'identity',
    toLinear: (p) => p,
    toProbability: (x) => x,
    derivative: () => 1,
    effect: 'difference of proportions',
  },
  log: {
    name: 'log',
    toLinear: Math.log,
    toProbability: Math.exp,
    derivative: (_, p) => p,
    effect: 'log ratio of proportions',
  },
};
