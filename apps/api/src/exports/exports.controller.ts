import { Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  type BundleExportState,
  getBundle,
  getExport,
  listExports,
  type Page,
  type PageRequest,
  requestExport,
  type StudyId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Query } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';

@Controller()
export class ExportsController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(requestExport)
  request(@CurrentActor() actor: Actor, @Param('study') study: StudyId): Promise<BundleExportState> {
    return this.conduct.exports.request(actor, study);
  }

  @Serves(listExports)
  list(@Param('study') study: StudyId, @Query(listExports) page: PageRequest): Promise<Page<BundleExportState>> {
    return this.conduct.exports.list(study, page);
  }

  @Serves(getExport)
  state(@Param('study') study: StudyId, @Param('export') id: string): Promise<BundleExportState> {
    return this.conduct.exports.state(study, id);
  }

  @Serves(getBundle)
  async bundle(@Param('study') study: StudyId, @Param('export') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, contentType, sha256 } = await this.conduct.exports.bundle(study, id);
    await reply
      .header('content-type', contentType)
      .header('content-disposition', `attachment; filename="lectern-${study}-${id}.zip"`)
      .header('etag', `"${sha256}"`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}
