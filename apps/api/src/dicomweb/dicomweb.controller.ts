import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Actor, type Conduct, Invalid, NotFound } from '@lectern/conduct';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor } from '../http/input.decorator.js';
import { protectiveHeaders } from '../http/protective-headers.js';
import { ServesImages } from '../http/serves.decorator.js';
import { acceptedFrames } from './accepted-frames.js';
import { multipartRelated } from './multipart-related.js';

/**
 * The DICOMweb gateway (PS3.18): what the viewer reads images through. Whether this person may have this resource now is judged by `conduct.images`
 * at every request; what may not be reached does not exist. Nothing is cached outside the viewer's memory.
 */
@Controller('dicom-web')
export class DicomwebController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Get('studies')
  @ServesImages()
  async studies(
    @CurrentActor() actor: Actor,
    @Query('StudyInstanceUID') study: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const series = study === undefined ? [] : await this.conduct.images.series(actor, study).catch(asNone);
    await json(reply, series.length === 0 ? [] : [{ '0020000D': { vr: 'UI', Value: [study] } }]);
  }

  @Get('studies/:study/series')
  @ServesImages()
  async series(@CurrentActor() actor: Actor, @Param('study') study: string, @Res() reply: FastifyReply): Promise<void> {
    await json(reply, await this.conduct.images.series(actor, study));
  }

  @Get('studies/:study/series/:series/metadata')
  @ServesImages()
  async metadata(
    @CurrentActor() actor: Actor,
    @Param('study') study: string,
    @Param('series') series: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes } = await this.conduct.images.metadata(actor, study, series);
    await send(reply, 'application/dicom+json', bytes);
  }

  @Get('studies/:study/series/:series/instances/:instance/frames/:frames')
  @ServesImages()
  async frames(
    @CurrentActor() actor: Actor,
    @Param() path: FramePath,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const numbers = path.frames.split(',').map(Number);
    if (!numbers.every((number) => Number.isInteger(number) && number >= 1))
      throw new NotFound('no-frame', 'There is no such frame');
    const { study, series, instance } = path;
    const accepted = acceptedFrames(accept);
    const { frames, contentType } = await this.conduct.images.frames(actor, study, series, instance, numbers, accepted);
    sendPieces(reply, multipartRelated(contentType, frames));
  }

  @Get('studies/:study/series/:series/instances/:instance/rendered')
  @ServesImages()
  async rendered(
    @CurrentActor() actor: Actor,
    @Param() { study, series, instance }: FramePath,
    @Query('viewport') viewport: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const most = viewport === undefined ? Infinity : sideOf(viewport);
    const { bytes, contentType } = await this.conduct.images.rendered(actor, study, series, instance, most);
    await send(reply, contentType, bytes);
  }

  @Get('studies/:study/series/:series/instances/:instance/thumbnail')
  @ServesImages()
  async thumbnail(@CurrentActor() actor: Actor, @Param() path: FramePath, @Res() reply: FastifyReply): Promise<void> {
    const { study, series, instance } = path;
    const { bytes, contentType } = await this.conduct.images.rendered(actor, study, series, instance);
    await send(reply, contentType, bytes);
  }

  @Get('studies/:study/series/:series/thumbnail')
  @ServesImages()
  async seriesThumbnail(
    @CurrentActor() actor: Actor,
    @Param('study') study: string,
    @Param('series') series: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, contentType } = await this.conduct.images.rendered(actor, study, series, null);
    await send(reply, contentType, bytes);
  }

  @Get('studies/:study/series/:series/instances/:instance')
  @ServesImages()
  async instance(@CurrentActor() actor: Actor, @Param() path: FramePath, @Res() reply: FastifyReply): Promise<void> {
    const { bytes } = await this.conduct.images.instance(actor, path.study, path.series, path.instance);
    sendPieces(reply, multipartRelated('application/dicom', [bytes]));
  }
}

interface FramePath {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
  readonly frames: string;
}

/** The smaller side of `viewport=columns,rows` (PS3.18, 8.3.5.1.3), into which the image must fit. @throws Invalid */
function sideOf(viewport: string): number {
  const [columns = 0, rows = 0] = viewport.split(',').map(Number);
  const side = Math.min(columns, rows);
  if (Number.isInteger(side) && side >= 1 && side <= 4096) return side;
  throw new Invalid('viewport', 'A viewport is two whole numbers from 1 to 4096.', 'Write it as `columns,rows`.');
}

function asNone(error: unknown): [] {
  if (error instanceof NotFound) return [];
  throw error;
}

const json = (reply: FastifyReply, value: unknown): Promise<void> =>
  send(reply, 'application/dicom+json', Buffer.from(JSON.stringify(value)));

async function send(reply: FastifyReply, contentType: string, bytes: Uint8Array): Promise<void> {
  await reply
    .header('content-type', contentType)
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Sends a body in the pieces in which it lies in memory: put together first, it would be copied at each request. Fastify, which sends one piece, is passed by. */
function sendPieces(
  reply: FastifyReply,
  { contentType, pieces }: { readonly contentType: string; readonly pieces: readonly Uint8Array[] },
): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...protectiveHeaders,
    'content-type': contentType,
    'content-length': pieces.reduce((sum, { length }) => sum + length, 0),
    'cache-control': 'private, no-store',
  });
  raw.cork();
  for (const piece of pieces) raw.write(piece);
  raw.end();
}
