import type { Family } from './laplace.js';

/** Bound once: this is the innermost loop, and inside a sandbox (a test runner's) each look-up of a global costs more than the function. */
const { abs, exp, expm1, log1p, max } = Math;
const INFINITE = Infinity;

/** Outcomes 0 and 1 with P(1) = 1 / (1 + exp(-linear)). */
export function logisticFamily(outcome: ArrayLike<number>): Family {
  return {
    shapes: 0,
    evaluate(i, linear, _, out) {
      const probability = logistic(linear);
      const variance = probability * (1 - probability);
      out.value = outcome[i]! * linear - softplus(linear);
      out.first = outcome[i]! - probability;
      out.second = -variance;
      out.third = -variance * (1 - 2 * probability);
    },
  };
}

/**
 * Ordered categories 0 ... shapes with P(outcome <= k) = logistic(threshold_k - linear); the shapes are the thresholds.
 * With F at the upper and the lower threshold, F_b - F_c = F_b (1 - F_c) (1 - exp(-(b - c))): no difference of
 * near-equal probabilities is taken, and the derivatives in the linear predictor are sums, F_b + F_c - 1 the first.
 */
export function cumulativeLogitFamily(category: ArrayLike<number>, categories: number): Family {
  return {
    shapes: categories - 1,
    evaluate(i, linear, thresholds, out) {
      const k = category[i]!;
      const upper = k < categories - 1 ? thresholds[k]! - linear : INFINITE;
      const lower = k > 0 ? thresholds[k - 1]! - linear : -INFINITE;
      const [above, below] = [logistic(upper), logistic(lower)];
      const [slopeAbove, slopeBelow] = [above * (1 - above), below * (1 - below)];
      const bendAbove = slopeAbove * (1 - 2 * above);
      const bendBelow = slopeBelow * (1 - 2 * below);
      const gap = upper - lower;
      out.value = (gap > 0 ? log1p(-exp(-gap)) : -INFINITE) - softplus(-upper) - softplus(lower);
      out.first = above + below - 1;
      out.second = -(slopeAbove + slopeBelow);
      out.third = bendAbove + bendBelow;
      out.valueByShape.fill(0);
      out.firstByShape.fill(0);
      out.secondByShape.fill(0);
      const push = 1 / expm1(gap);
      if (k < categories - 1) {
        out.valueByShape[k] = 1 - above + push;
        out.firstByShape[k] = slopeAbove;
        out.secondByShape[k] = -bendAbove;
      }
      if (k > 0) {
        out.valueByShape[k - 1] = -below - push;
        out.firstByShape[k - 1] = slopeBelow;
        out.secondByShape[k - 1] = -bendBelow;
      }
    },
  };
}

function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

/** log(1 + exp(x)). */
function softplus(x: number): number {
  if (x === -INFINITE) return 0;
  return max(x, 0) + log1p(exp(-abs(x)));
}
