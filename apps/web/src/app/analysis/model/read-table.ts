import type { Protocol } from '@lectern/contracts';
import { csvRecords } from '@lectern/mrmc-files';

/** One submitted read as the figures need it. */
export interface ReadOfStudy {
  readonly reader: string;
  readonly case: string;
  readonly condition: string;
  readonly positive: boolean;
  /** null: not asked, or not answered. */
  readonly decision: boolean | null;
  /** Likelihood as a share of its scale, from 0 to 1. */
  readonly likelihood: number | null;
  readonly seconds: number | null;
}

/** The reads of an exported reads.csv; the first decision and the first rating of the protocol are taken. */
export function readTable(csv: string, protocol: Protocol, time: 'active' | 'elapsed'): ReadOfStudy[] {
  const [header, ...records] = [...csvRecords(csv, ',')].map(({ cells }) => cells);
  const columnOf = (name: string) => header?.indexOf(name) ?? -1;
  const decision = protocol.questions.find(({ kind }) => kind === 'decision');
  const rating = protocol.questions.find((question) => question.kind === 'rating');
  const answer = (id: string | undefined) => columnOf(`answer_${(id ?? '').replaceAll('-', '_')}`);
  const at = {
    reader: columnOf('reader'),
    case: columnOf('case'),
    condition: columnOf('condition'),
    truth: columnOf('truth'),
    decision: answer(decision?.id),
    rating: answer(rating?.id),
    seconds: columnOf(`${time}_seconds`),
  };
  const [min, max] = rating?.kind === 'rating' ? [rating.min, rating.max] : [0, 1];
  return records.map((cells) => {
    const number = (column: number) => (cells[column] ? Number(cells[column]) : null);
    const rated = number(at.rating);
    return {
      reader: cells[at.reader] ?? '',
      case: cells[at.case] ?? '',
      condition: cells[at.condition] ?? '',
      positive: cells[at.truth] === '1',
      decision: cells[at.decision] ? cells[at.decision] === 'present' : null,
      likelihood: rated === null ? null : (rated - min) / (max - min),
      seconds: number(at.seconds),
    };
  });
}
