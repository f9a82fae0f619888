/** What a benchmark has to reach; `measured` and `goal` are in the unit of the row. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly goal: number;
  readonly unit: string;
  /** What others take, and where that was measured. */
  readonly beside: string;
}

export interface Report {
  readonly lines: readonly string[];
  /** The last line: figures against goals. */
  readonly conclusion: string;
  readonly met: boolean;
}

/** A table of figures against goals: each figure is to be at most its goal. */
export function report(figures: readonly Figure[]): Report {
  const missed = figures.filter(({ measured, goal }) => !(measured <= goal));
  const lines = [
    '| what | measured | goal | met | beside it |',
    '| --- | ---: | ---: | --- | --- |',
    ...figures.map((figure) => {
      const { what, measured, goal, unit, beside } = figure;
      const met = missed.includes(figure) ? 'MISSED' : 'yes';
      return `| ${what} | ${measured.toPrecision(3)} ${unit} | ${goal} ${unit} | ${met} | ${beside} |`;
    }),
  ];
  const names = missed.length > 0 ? `; missed: ${missed.map(({ what }) => what).join(', ')}` : '';
  return {
    lines,
    conclusion: `${figures.length - missed.length} of ${figures.length} goals met${names}`,
    met: missed.length === 0,
  };
}
