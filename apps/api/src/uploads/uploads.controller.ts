import {
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Head,
  Inject,
  Param,
  Patch,
  Post,
  Res,
  SetMetadata,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  type CaseUploadView,
  discardUpload,
  listUploads,
  receiveUpload,
  type StudyId,
  type UploadManifest,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { actorOf, CurrentActor, Input } from '../http/input.decorator.js';
import { Requires, Serves, WRITES_STUDY } from '../http/serves.decorator.js';
import type { SignedInRequest } from '../http/signed-in-request.js';
import { exchangeTus } from './tus-exchange.js';
import { UploadStore } from './upload-store.js';

/** A request of the tus protocol: who sends it, for which study. */
interface TusCall {
  readonly actor: Actor;
  readonly study: StudyId;
  readonly request: FastifyRequest;
}

const Call = createParamDecorator((_: unknown, context: ExecutionContext): TusCall => {
  const request = context.switchToHttp().getRequest<SignedInRequest>();
  const { study } = request.params as { study: StudyId };
  return { actor: actorOf(request), study, request };
});

/** Files of a case in parts: the parts by the tus protocol, whose methods and headers it fixes; what becomes of them by operations of the contract. */
@Controller()
export class UploadsController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(listUploads)
  list(@Param('study') study: StudyId): Promise<CaseUploadView[]> {
    return this.conduct.uploads.unfinished(study);
  }

  @Post('api/studies/:study/uploads')
  @Requires('study:manage-cases')
  @SetMetadata(WRITES_STUDY, true)
  begin(@Call() call: TusCall, @Res() reply: FastifyReply): Promise<void> {
    return this.exchange(call, reply);
  }

  @Head('api/studies/:study/uploads/:upload')
  @Requires('study:manage-cases')
  standing(@Call() call: TusCall, @Res() reply: FastifyReply): Promise<void> {
    return this.exchange(call, reply);
  }

  @Patch('api/studies/:study/uploads/:upload')
  @Requires('study:manage-cases')
  @SetMetadata(WRITES_STUDY, true)
  append(@Call() call: TusCall, @Res() reply: FastifyReply): Promise<void> {
    return this.exchange(call, reply);
  }

  @Serves(receiveUpload)
  receive(
    @CurrentActor() actor: Actor,
    @Param() { study, upload }: { study: StudyId; upload: string },
    @Input(receiveUpload) manifest: UploadManifest,
  ): Promise<z.output<typeof receiveUpload.response>> {
    return this.conduct.uploads.receive(actor, study, upload, manifest);
  }

  @Serves(discardUpload)
  discard(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('upload') upload: string,
  ): Promise<void> {
    return this.conduct.uploads.discard(actor, study, upload);
  }

  private exchange({ actor, study, request }: TusCall, reply: FastifyReply): Promise<void> {
    const store = new UploadStore(this.conduct, actor, study);
    return exchangeTus(store, `/api/studies/${study}/uploads`, request, reply);
  }
}
