import swc from '@swc/jest';

/**
 * TypeScript by SWC. In Jest's contexts each look-up of a global goes through an interceptor, which makes numeric code many times slower than it is; a module's own
 * binding is looked up once.
 */
const transformer = swc.createTransformer();
const bound = (result) => ({ ...result, code: `const Math = globalThis.Math; ${result.code}` });

export default {
  ...transformer,
  canInstrument: false,
  getCacheKey: (...args) => `math-${transformer.getCacheKey(...args)}`,
  process: (...args) => bound(transformer.process(...args)),
  processAsync: async (...args) => bound(await transformer.processAsync(...args)),
};
