import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest gives each test file typed arrays of its own; ONNX Runtime's binding makes its tensors of Node's, and its
 * JavaScript half then takes them for something else. Here both are Node's.
 */
export default class OnnxEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { Float32Array, Float64Array, BigInt64Array });
  }
}
