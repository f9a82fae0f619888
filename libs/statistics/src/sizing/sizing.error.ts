/** A plan that makes no sense, e.g. half a reader or a power of 1. */
export class InvalidPlan extends Error {
  override readonly name = 'InvalidPlan';
}
