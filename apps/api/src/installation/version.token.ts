/** Injection token of the software's version. */
export const VERSION = Symbol('version');
