import { chinese } from './chinese.js';
import { spoken } from './spoken.js';

test('texts of an analysis are said, names and numbers are left alone', () => {
  const analysis = {
    title: 'Interpretation time (active), geometric mean',
    conditions: [{ condition: 'aided', value: { status: 'not-estimable', reason: 'no timed reads' } }],
    beside: [
      { method: 'GEE', statistics: [{ label: 'Reader 2, aided', measure: 'proportion, Wilson', estimate: 0.5 }] },
    ],
    warnings: ['3 of 40 reads (7.5%) are left out', 'reader B, treatment plain is left out: no positive case'],
    points: new Float64Array([0, 1]),
  };
  expect(spoken(analysis, chinese.server.says)).toEqual({
    title: '阅片时间（有效），几何均值',
    conditions: [{ condition: 'aided', value: { status: 'not-estimable', reason: '没有计时的阅片' } }],
    beside: [{ method: 'GEE', statistics: [{ label: '阅片者 2，aided', measure: '比例，Wilson', estimate: 0.5 }] }],
    warnings: ['40 次阅片中的 3 次（7.5%）已略去', '阅片者 B，条件 plain 已略去：没有阳性病例'],
    points: analysis.points,
  });
});
