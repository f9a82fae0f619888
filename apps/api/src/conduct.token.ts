/** Injection token of the use cases (`Conduct`). */
export const CONDUCT = Symbol('conduct');
