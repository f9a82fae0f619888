import type pg from 'pg';
import type { Database } from './database.js';
import type { Clock } from './records.js';
import type { Seek } from './seek.js';

export interface ImageRequest {
  readonly userId: string;
  readonly readId: string | null;
  readonly kind: 'series' | 'metadata' | 'frame' | 'rendered' | 'instance';
  readonly studyUid: string;
  readonly seriesUid: string | null;
  readonly sopUid: string | null;
  readonly granted: boolean;
}

export interface LoggedImageRequest extends ImageRequest {
  readonly id: bigint;
  readonly at: Date;
}

const flushMillis = 500;
const flushRows = 500;

/**
 * Who asked for which images. Written in batches, so that serving a frame does not wait for the log; at most the last half second is lost
 * when the process is killed.
 */
export class ImageAccessLog {
  private pending: (ImageRequest & { at: Date })[] = [];
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly pool: pg.Pool,
    private readonly clock: Clock,
  ) {}

  note(request: ImageRequest): void {
    this.pending.push({ ...request, at: this.clock.now() });
    if (this.pending.length >= flushRows) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), flushMillis);
  }

  /** Resolves when everything noted before is written, or could not be: then it is kept for the next time. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(async () => {
      const rows = this.pending;
      this.pending = [];
      if (rows.length === 0) return;
      await this.write(rows).catch(() => {
        this.pending = [...rows, ...this.pending];
        this.timer ??= setTimeout(() => void this.flush(), 10 * flushMillis);
      });
    });
    return this.writing;
  }

  /** One statement whatever the number of rows: hundreds of parameters would hold up every other request while they are put together. */
  private async write(rows: readonly object[]): Promise<void> {
    const text = `
      INSERT INTO image_access (at, user_id, read_id, kind, study_uid, series_uid, sop_uid, granted)
      SELECT at, "userId", "readId", kind, "studyUid", "seriesUid", "sopUid", granted
      FROM json_to_recordset($1) AS r(at timestamptz, "userId" text, "readId" text, kind text, "studyUid" text,
                                      "seriesUid" text, "sopUid" text, granted boolean)`;
    await this.pool.query({ name: 'image-access', text, values: [JSON.stringify(rows)] });
  }

  async of(userId: string): Promise<readonly ImageRequest[]> {
    await this.flush();
    return (await this.db.imageAccess.findMany({ where: { userId }, orderBy: { id: 'asc' } })) as ImageRequest[];
  }

  /** Of the images of these DICOM studies, in the order in which they were asked for; after the one of the key. */
  async ofStudies(studyUids: readonly string[], { after, take }: Seek<bigint>): Promise<LoggedImageRequest[]> {
    await this.flush();
    return (await this.db.imageAccess.findMany({
      where: { studyUid: { in: [...studyUids] }, ...(after !== null && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take,
    })) as LoggedImageRequest[];
  }

  async close(): Promise<void> {
    await this.flush();
    if (this.timer) clearTimeout(this.timer);
  }
}
