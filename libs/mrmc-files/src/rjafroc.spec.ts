import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { readMrmcFile } from './read-mrmc-file.js';

type Sheet = readonly (readonly (string | number)[])[];

const TRUTH = ['CaseID', 'LesionID', 'Weight', 'ReaderID', 'ModalityID', 'Paradigm'];
const FP = ['ReaderID', 'ModalityID', 'CaseID', 'FP_Rating'];
const TP = ['ReaderID', 'ModalityID', 'CaseID', 'LesionID', 'TP_Rating'];

/** The least workbook that a spreadsheet program would open, cells as numbers or inline text. */
function workbook(sheets: Readonly<Record<string, Sheet>>): Uint8Array {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relation = (i: number): string =>
    `<Relationship Id="rId${i}" Type="${office}/worksheet" Target="worksheets/sheet${i}.xml"/>`;
  const cell = (value: string | number): string =>
    typeof value === 'number' ? `<v>${value}</v></c>` : `<is><t>${value}</t></is></c>`;
  const row = (cells: readonly (string | number)[], r: number): string =>
    `<row r="${r + 1}">${cells.map((value, c) => `<c r="${'ABCDEF'[c]}${r + 1}"${typeof value === 'string' ? ' t="inlineStr"' : ''}>${cell(value)}`).join('')}</row>`;
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, i) => relation(i + 1)).join('')}</Relationships>`,
  };
  names.forEach((name, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${sheets[name]?.map(row).join('')}</sheetData></worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

const froc = (more: { truth?: Sheet; fp?: Sheet; tp?: Sheet } = {}): Uint8Array =>
  workbook({
    Truth: [
      TRUTH,
      [1, 0, 0, 'B, A', 't', 'FROC'],
      [2, 1, 0, 'B, A', 't', 'FCTRL'],
      [2, 2, 0, 'B, A', 't', ''],
      ...(more.truth ?? []),
    ],
    FP: [FP, ['A', 't', 1, 2], ['A', 't', 1, 1], ...(more.fp ?? [])],
    TP: [TP, ['A', 't', 2, 2, 4], ...(more.tp ?? [])],
  });

describe('RJafroc', () => {
  test('marks, with reads that left none, in the order of the sheet of truth', async () => {
    const lesions = [{ id: '1', weight: 1 }, { id: '2', weight: 1 }]; // prettier-ignore
    expect(await readMrmcFile('x.xlsx', froc())).toEqual({
      kind: 'froc',
      format: 'rjafroc',
      cases: [
        { id: '1', lesions: [] },
        { id: '2', lesions },
      ],
      reads: [
        { reader: 'B', treatment: 't', case: '1', lesions: [], nonLesions: [] },
        { reader: 'A', treatment: 't', case: '1', lesions: [], nonLesions: [2, 1] },
        { reader: 'B', treatment: 't', case: '2', lesions: [], nonLesions: [] },
        { reader: 'A', treatment: 't', case: '2', lesions: [{ id: '2', rating: 4 }], nonLesions: [] },
      ],
      warnings: [],
    });
  });

  test('ratings, and how many are missing', async () => {
    const bytes = workbook({
      TRUTH: [TRUTH, [1, 0, 0, 'B,A', 1, 'ROC'], [2, 1, 1, 'B,A', 1, 'FCTRL']],
      FP: [FP, ['A', 1, 1, 2]],
      TP: [TP, ['A', 1, 2, 1, 4], ['B', 1, 2, 1, 3]],
    });
    const rating = (reader: string, id: string, positive: boolean, value: number) => ({ reader, treatment: '1', case: id, positive, rating: value }); // prettier-ignore
    expect(await readMrmcFile('x.xlsx', bytes)).toMatchObject({
      readings: [rating('B', '2', true, 3), rating('A', '1', false, 2), rating('A', '2', true, 4)],
      warnings: ['1 reads of sheet TRUTH have no rating: they count as not read'],
    });
  });

  test.each<[string, Uint8Array]>([
    ['no .xlsx workbook: it is no zip archive', strToU8('reader,treatment')],
    ['sheet FP or NL: is not in the workbook', workbook({ TRUTH: [TRUTH, [1, 0, 0, 'A', 't', 'ROC']] })],
    ['sheet Truth, row 1, Weight: there is no such column', workbook({ Truth: [['CaseID', 'LesionID']] })],
    ['sheet FP, row 4, CaseID: case 9 is not in sheet TRUTH', froc({ fp: [['A', 't', 9, 1]] })],
    ['sheet FP, row 4, FP_Rating: "high" is no number', froc({ fp: [['A', 't', 1, 'high']] })],
    ['sheet TP, row 3, LesionID: case 2 has no lesion 3 in sheet TRUTH', froc({ tp: [['A', 't', 2, 3, 1]] })],
    ['sheet TP, row 3, ReaderID: "C" does not read case 2 in sheet TRUTH', froc({ tp: [['C', 't', 2, 1, 1]] })],
    [
      'sheet Truth, row 5, LesionID: case 2, lesion 1 does not fit what was said before',
      froc({ truth: [[2, 1, 0, 'B, A', 't', '']] }),
    ],
  ])('refuses: %s', async (message, bytes) => {
    await expect(readMrmcFile('x.xlsx', bytes)).rejects.toThrow(
      expect.objectContaining({ name: 'MrmcFileError', message }),
    );
  });
});
