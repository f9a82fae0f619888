import { Controller, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Arrived,
  boundaryOf,
  type Conduct,
  Invalid,
  MalformedMultipart,
  readMultipart,
  type Sender,
} from '@lectern/conduct';
import { caseLabelSchema, LARGEST_FILE } from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentSender, parsed } from '../http/input.decorator.js';
import { Requires } from '../http/serves.decorator.js';
import { storeResponse } from './store-response.js';

/** STOW-RS (PS3.18, 10.5): images of any examinations, from whoever has a token of a study. Each is answered for; the rest is intake's. */
@Controller('dicom-web')
export class StowController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Post('studies')
  @Requires('intake:send')
  async store(
    @CurrentSender() sender: Sender,
    @Query('label') label: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const labelled = label === undefined ? sender : { ...sender, label: parsed(caseLabelSchema, label) };
    const { status, dataset } = storeResponse(await this.take(labelled, request));
    await reply.status(status).header('content-type', 'application/dicom+json').send(JSON.stringify(dataset));
  }

  private async take(sender: Sender, request: FastifyRequest): Promise<Arrived[]> {
    const arrived: Arrived[] = [];
    try {
      const objects = objectsOf(request);
      for await (const each of this.conduct.arrivals.take(sender, objects)) arrived.push(each);
    } catch (error) {
      if (!(error instanceof MalformedMultipart)) throw error;
      throw new Invalid(
        'malformed-multipart',
        `${error.message}.`,
        'Send it again: what is there already is passed over.',
      );
    }
    if (arrived.length === 0)
      throw new Invalid(
        'no-files',
        'The request holds no instance.',
        'Send one part of application/dicom an instance.',
      );
    return arrived;
  }
}

async function* objectsOf({ headers, body }: FastifyRequest): AsyncGenerator<Uint8Array> {
  const contentType = headers['content-type'] ?? '';
  if (!/^multipart\/related/i.test(contentType))
    throw new Invalid('not-multipart', 'Send multipart/related; type="application/dicom".', 'See DICOM PS3.18, 10.5.');
  for await (const part of readMultipart(body as AsyncIterable<Uint8Array>, boundaryOf(contentType), LARGEST_FILE)) {
    if (part.contentType !== '' && part.contentType !== 'application/dicom')
      throw new Invalid('not-dicom', 'Each part must be application/dicom.', 'Send whole DICOM files.');
    yield part.bytes;
  }
}
