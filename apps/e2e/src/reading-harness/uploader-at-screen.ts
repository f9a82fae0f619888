import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedUid, writeMrSeries } from '@lectern/dicom';
import type { Page, Route } from 'playwright-core';

const parts = '**/uploads/*';

/** Writes an examination of one stack that takes two parts to send. @returns its folder, and how to remove it */
export function largeExamination(label: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-large-'));
  const [rows, columns, slices] = [512, 512, 24];
  const pixels = Uint16Array.from({ length: rows * columns }, (_, i) => ((i * 31) % 97) + 100);
  const study = derivedUid('e2e', label);
  const files = writeMrSeries(
    {
      ...{ rows, columns, pixelSpacing: [1, 1], sliceThickness: 4, spacingBetweenSlices: 4 },
      slices: Array.from({ length: slices }, (_, slice) => ({
        ...{ position: [0, 0, slice * 4], orientationCosines: [1, 0, 0, 0, 1, 0], pixels },
      })),
    },
    {
      ...{ studyInstanceUid: study, seriesInstanceUid: derivedUid(study, 'axial') },
      frameOfReferenceUid: derivedUid(study, 'frame'),
      sopInstanceUid: (slice) => derivedUid(study, `${slice}`),
      ...{ seriesNumber: 1, seriesDescription: 'T2 axial', studyDate: '20260115', studyTime: '101500' },
      patient: { name: `Large^${label}`, id: label },
    },
  );
  mkdirSync(join(folder, label));
  for (const [slice, bytes] of files.entries()) writeFileSync(join(folder, label, `${slice}.dcm`), bytes);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Uploads on the cases page, over a network that can be cut. */
export class UploaderAtScreen {
  /** Where each part that was sent began (bytes). */
  readonly sent: number[] = [];

  constructor(private readonly page: Page) {
    page.on('response', (response) => {
      const request = response.request();
      if (request.method() === 'PATCH') this.sent.push(Number(request.headers()['upload-offset']));
    });
  }

  async choose(folder: string): Promise<void> {
    await this.page.locator('input[webkitdirectory]').setInputFiles(folder);
    await this.page.getByRole('button', { name: 'Upload', exact: true }).click();
  }

  /** From the second part on nothing arrives. */
  async cutAfterFirstPart(): Promise<void> {
    await this.page.route(parts, (route: Route) => {
      const from = Number(route.request().headers()['upload-offset'] ?? 0);
      return from > 0 ? route.abort('internetdisconnected') : route.continue();
    });
  }

  mend(): Promise<void> {
    return this.page.unroute(parts);
  }
}
