import readWorkbook from 'read-excel-file/universal';
import { MrmcFileError } from './mrmc-file.error.js';
import { TableRow, type Columns } from './table-row.js';

/** Fields of RJafroc's three sheets, called as RJafroc calls the columns. */
export type RjafrocField =
  'CaseID' | 'LesionID' | 'Weight' | 'ReaderID' | 'ModalityID' | 'Paradigm' | 'FP_Rating' | 'TP_Rating';

export type SheetRow = TableRow<RjafrocField>;

export interface RjafrocSheets {
  readonly truth: readonly SheetRow[];
  /** Marks on no lesion, or ratings of cases without the finding. */
  readonly falsePositives: readonly SheetRow[];
  /** Marks on a lesion, or ratings of cases with the finding. */
  readonly truePositives: readonly SheetRow[];
}

/** @throws MrmcFileError for bytes that are no workbook, and a sheet or column that is missing */
export async function readRjafrocSheets(bytes: ArrayBuffer): Promise<RjafrocSheets> {
  const sheets = await readWorkbook(bytes).catch((error: unknown) => {
    throw new MrmcFileError(
      '',
      undefined,
      `no .xlsx workbook: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const find = (names: readonly string[], fields: readonly RjafrocField[]): SheetRow[] => {
    const found = sheets.find(({ sheet }) => names.includes(sheet.trim().toUpperCase()));
    if (!found) throw new MrmcFileError(`sheet ${names.join(' or ')}`, undefined, 'is not in the workbook');
    return rowsOf(found.sheet, found.data, fields);
  };
  return {
    truth: find(['TRUTH'], ['CaseID', 'LesionID', 'Weight', 'ReaderID', 'ModalityID', 'Paradigm']),
    falsePositives: find(['FP', 'NL'], ['ReaderID', 'ModalityID', 'CaseID', 'FP_Rating']),
    truePositives: find(['TP', 'LL'], ['ReaderID', 'ModalityID', 'CaseID', 'LesionID', 'TP_Rating']),
  };
}

/** What RJafroc's own files also call a column. */
const OTHER_NAMES: Readonly<Partial<Record<RjafrocField, string>>> = { FP_Rating: 'nl_rating', TP_Rating: 'll_rating' };

function rowsOf(sheet: string, data: readonly (readonly unknown[])[], fields: readonly RjafrocField[]): SheetRow[] {
  const [header = [], ...body] = data.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  const folded = header.map((name) => name.trim().toLowerCase());
  const columns: { [F in RjafrocField]?: { at: number; name: string } } = {};
  for (const field of fields) {
    const at = folded.findIndex((name) => name === field.toLowerCase() || name === OTHER_NAMES[field]);
    if (at < 0) throw new MrmcFileError(`sheet ${sheet}, row 1`, field, 'there is no such column');
    columns[field] = { at, name: header[at] as string };
  }
  return body.flatMap((cells, i) =>
    cells.every((cell) => cell.trim() === '')
      ? []
      : [new TableRow(`sheet ${sheet}, row ${i + 2}`, columns satisfies Columns<RjafrocField>, cells)],
  );
}
