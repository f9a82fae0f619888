import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bundledNow, bundlePath } from './workflow-code.js';

/** A step of the build: bundles the workflows once, so that no worker does it at its start. */
const failureConverterPath = createRequire(import.meta.url).resolve('@lectern/workflows/failure-converter');
writeFileSync(bundlePath, (await bundledNow(failureConverterPath)).code);
