import { williamsSquares } from './williams-square.js';

test.each([2, 3, 4, 5, 6, 7, 8, 12])(
  '%i treatments: each once a row and a place, each after each other equally often',
  (K) => {
    const squares = williamsSquares(K);
    const all = Array.from({ length: K }, (_, i) => i);
    for (const square of squares) {
      for (const row of square) expect([...row].sort((a, b) => a - b)).toEqual(all);
      for (const place of all)
        expect(square.map((row) => row[place]).sort((a, b) => Number(a) - Number(b))).toEqual(all);
    }
    const follows = new Map<string, number>();
    for (const row of squares.flat())
      for (let place = 1; place < K; place++) {
        const pair = `${row[place - 1]} ${row[place]}`;
        follows.set(pair, (follows.get(pair) ?? 0) + 1);
      }
    expect(follows.size).toBe(K * (K - 1));
    expect(new Set(follows.values()).size).toBe(1);
  },
);
