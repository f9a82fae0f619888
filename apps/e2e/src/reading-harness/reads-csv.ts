/** Four readers, two treatments, 40 cases; aided ratings tell the classes better apart. */
export function readsCsv(): string {
  const rows = ['A', 'B', 'C', 'D'].flatMap((reader, r) =>
    ['plain', 'aided'].flatMap((treatment, t) =>
      Array.from({ length: 40 }, (_, c) => {
        const rating = ((c * 37 + r * 11 + t * 5) % 60) + (c % 2) * (15 + 20 * t);
        return `${reader},${treatment},${c},${c % 2},${rating}`;
      }),
    ),
  );
  return ['reader,treatment,case,truth,rating', ...rows].join('\n');
}
