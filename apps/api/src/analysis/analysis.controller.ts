import { Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Conduct } from '@lectern/conduct';
import { type AnalysisState, getAnalysis, getAnalysisDocument, type StudyId } from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { Serves } from '../http/serves.decorator.js';

@Controller()
export class AnalysisController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(getAnalysis)
  state(@Param('study') study: StudyId): Promise<AnalysisState> {
    return this.conduct.analysis.state(study);
  }

  @Serves(getAnalysisDocument)
  async document(
    @Param('study') study: StudyId,
    @Param('document') name: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, contentType } = await this.conduct.analysis.document(study, name);
    const disposition = name.endsWith('.html') ? 'inline' : 'attachment';
    await reply
      .header('content-type', contentType)
      .header('content-disposition', `${disposition}; filename="${name}"`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(bytes));
  }
}
