/** A hypothesis that makes no sense: a margin below zero, a level outside (0, 1/2], a p value outside [0, 1]. */
export class InvalidHypothesis extends Error {
  override readonly name = 'InvalidHypothesis';
}
