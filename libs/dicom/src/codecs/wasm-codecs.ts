import { createRequire } from 'node:module';

/** What the decoders of `@cornerstonejs/codec-*` have in common. */
interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): WasmFrameInfo;
  decode(): void;
  delete(): void;
}

export interface WasmFrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned?: boolean;
  readonly isUsingColorTransform?: boolean;
}

export interface WasmEncoder {
  getDecodedBuffer(info: WasmFrameInfo): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  setQuality(lossless: boolean, quality: number): void;
  encode(): void;
  delete(): void;
}

interface WasmModule {
  J2KDecoder: new () => WasmDecoder;
  HTJ2KDecoder: new () => WasmDecoder;
  HTJ2KEncoder: new () => WasmEncoder;
}

/** Where each class lives. */
const packages = {
  J2KDecoder: '@cornerstonejs/codec-openjpeg/decodewasmjs',
  HTJ2KDecoder: '@cornerstonejs/codec-openjph/wasmjs',
  HTJ2KEncoder: '@cornerstonejs/codec-openjph/wasmjs',
} as const satisfies Record<keyof WasmModule, string>;

const silent = (): object => ({ print: () => undefined, printErr: () => undefined });
const require = createRequire(import.meta.url);
const loaded = new Map<string, Promise<WasmModule>>();

/** The decoder's own error; what it says of a damaged stream is not for people. */
export class CodecFailure extends Error {}

/**
 * Runs a decoder of a WebAssembly module over one stream. A module that failed is dropped, since its memory is then in
 * an unknown state and would stay as large as the damaged stream made it.
 *
 * @throws CodecFailure
 */
export async function runDecoder(
  name: 'J2KDecoder' | 'HTJ2KDecoder',
  stream: Uint8Array,
): Promise<{ bytes: Uint8Array; info: WasmFrameInfo }> {
  return withModule(name, (module) => {
    const decoder = new module[name]();
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decode();
    const result = { bytes: decoder.getDecodedBuffer().slice(), info: decoder.getFrameInfo() };
    decoder.delete();
    return result;
  });
}

/** Runs the encoder for HTJ2K. @throws CodecFailure */
export async function withEncoder(run: (encoder: WasmEncoder) => Uint8Array): Promise<Uint8Array> {
  return withModule('HTJ2KEncoder', (module) => {
    const encoder = new module.HTJ2KEncoder();
    const bytes = run(encoder).slice();
    encoder.delete();
    return bytes;
  });
}

async function withModule<T>(name: keyof WasmModule, use: (module: WasmModule) => T): Promise<T> {
  const path = packages[name];
  const module = loaded.get(path) ?? (require(path) as (options: object) => Promise<WasmModule>)(silent());
  loaded.set(path, module);
  try {
    return use(await module);
  } catch (cause) {
    loaded.delete(path);
    throw new CodecFailure(name, { cause });
  }
}
