import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import type { Conduct } from '@lectern/conduct';
import { decodePayloads } from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';

/** What Temporal's web UI asks in order to show encrypted payloads; its origin is let in by `temporal-ui.hook.ts`. */
@Controller()
export class PayloadsController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(decodePayloads)
  decode(@Input(decodePayloads) input: z.output<typeof decodePayloads.body>) {
    return this.conduct.payloads.decode(input);
  }
}
