import type { Question, ReadRow } from '@lectern/contracts';
import { readsCsv } from '@lectern/report';
import { analyzeStudy } from '@lectern/statistics';
import { simulateRead } from '../simulated-readers/reader-model.js';

const questions = [
  { kind: 'decision', id: 'present', text: 'Present?', required: true },
  { kind: 'rating', id: 'likelihood', text: 'Likelihood', required: true, min: 0, max: 100, step: 1 },
] as Question[];

const rows = [1, 2, 3, 4].flatMap((reader) =>
  Array.from({ length: 24 }, (_, i) => i + 1).flatMap((number) =>
    ['unaided', 'aided'].map((condition): ReadRow => {
      const truth = number <= 12;
      const response = simulateRead('recompute', `${reader}`, condition, {
        caseHash: `${number}`,
        positive: truth,
        aided: condition === 'aided',
        aiScore: truth ? 0.7 : 0.4,
      });
      return {
        ...{
          read: `${reader}-${number}-${condition}`,
          reader,
          readerKind: 'simulated',
          case: number,
          site: null,
          session: 1,
          position: number,
          condition,
          repetition: 1,
          truth,
          grade: null,
        },
        answers: { present: response.present ? 'present' : 'absent', likelihood: response.likelihood },
        ...{
          openedAt: '2026-01-01T00:00:00.000Z',
          submittedAt: '2026-01-01T00:01:00.000Z',
          elapsedSeconds: 1,
          activeSeconds: 1,
          overlaySeconds: 0,
          timeFlags: [],
          aiScore: null,
        },
      } as ReadRow;
    }),
  ),
);

test('sensitivity computed by hand from the exported CSV is that of the analysis', () => {
  const { endpoints } = analyzeStudy(
    { rows },
    {
      conditions: ['unaided', 'aided'],
      comparison: { from: 'unaided', to: 'aided' },
      alpha: 0.05,
      primaryTime: 'active',
      endpoints: [{ id: 'sensitivity', figure: 'sensitivity', role: 'primary', question: 'present' }],
    },
  );

  const [head = '', ...lines] = readsCsv(rows, questions).trim().split('\r\n');
  const names = head.split(',');
  const table = lines.map((line) =>
    Object.fromEntries(line.split(',').map((field, index) => [names[index] as string, field])),
  );
  expect(table).toHaveLength(4 * 24 * 2);
  for (const { condition, value } of endpoints[0]?.conditions ?? []) {
    const shares = ['1', '2', '3', '4'].map((reader) => {
      const positive = table.filter((row) => row.reader === reader && row.condition === condition && row.truth === '1');
      return positive.filter((row) => row.answer_present === 'present').length / positive.length;
    });
    expect(value).toMatchObject({
      status: 'estimated',
      estimate: expect.closeTo(shares.reduce((a, b) => a + b) / 4, 12),
    });
  }
});
