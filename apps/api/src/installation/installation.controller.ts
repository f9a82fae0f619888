import { Controller, Header, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { getHealth, getOpenApi } from '@lectern/contracts';
import { Serves } from '../http/serves.decorator.js';
import { openApiDocument } from './openapi-document.js';
import { VERSION } from './version.token.js';

@Controller()
export class InstallationController {
  constructor(@Inject(VERSION) private readonly version: string) {}

  @Serves(getHealth)
  health(): z.output<typeof getHealth.response> {
    return { status: 'ok', version: this.version };
  }

  @Serves(getOpenApi)
  @Header('content-type', 'application/json')
  openApi(): unknown {
    return openApiDocument(this.version);
  }
}
