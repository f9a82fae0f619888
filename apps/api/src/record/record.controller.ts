import { Controller, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Conduct } from '@lectern/conduct';
import { listAudit, listSignedHeads, type SignedHeads, type StudyId } from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { Serves } from '../http/serves.decorator.js';

@Controller()
export class RecordController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(listAudit)
  audit(@Param('study') study: StudyId): Promise<z.output<typeof listAudit.response>> {
    return this.conduct.record.audit(study);
  }

  @Serves(listSignedHeads)
  heads(@Param('study') study: StudyId): Promise<SignedHeads> {
    return this.conduct.record.heads(study);
  }
}
