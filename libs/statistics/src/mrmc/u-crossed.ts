import type { UTable } from './u-tables.js';

/** Numbers of a crossed study. */
export interface CrossedSizes {
  readonly readers: number;
  readonly negatives: number;
  readonly positives: number;
}

/** The components that Dorfman-Berbaum-Metz' and Obuchowski-Rockette's models call by these names. */
export interface ConvertedComponents {
  readonly dbm: { R: number; C: number; RC: number; TR: number; TC: number; TRC: number };
  readonly meanSquares: { R: number; C: number; RC: number; TR: number; TC: number; TRC: number };
  readonly or: { R: number; TR: number; cov1: number; cov2: number; cov3: number; error: number };
}

type Kind = 'exact' | 'biased';

/**
 * Components of a crossed study's AUC in the terms of the other two models (Gallas et al., Commun Stat Theory Methods
 * 2009, section 4; mean squares as in Hillis et al., Acad Radiol 2008).
 *
 * @param tables of one treatment, or of two and their covariance
 */
export function convertComponents(
  tables: readonly [UTable] | readonly [UTable, UTable, UTable],
  sizes: CrossedSizes,
  kind: Kind,
): ConvertedComponents {
  const N = sizes.negatives + sizes.positives;
  const own = tables.slice(0, 2).map((table) => ofOneTable(table, sizes, kind));
  const mean = (pick: 'R' | 'C' | 'RC'): number => own.reduce((sum, one) => sum + one[pick], 0) / own.length;
  const shared = tables.length === 1 ? own[0]! : ofOneTable(tables[2], sizes, kind);
  const dbm = {
    ...shared,
    TR: mean('R') - shared.R,
    TC: mean('C') - shared.C,
    TRC: mean('RC') - shared.RC,
  };
  return {
    dbm,
    meanSquares: meanSquaresOf(dbm, tables.length === 1 ? 1 : 2, sizes.readers, N),
    or: {
      R: dbm.R,
      TR: dbm.TR,
      cov1: (dbm.C + dbm.RC) / N,
      cov2: (dbm.C + dbm.TC) / N,
      cov3: dbm.C / N,
      error: (dbm.C + dbm.RC + dbm.TC + dbm.TRC) / N,
    },
  };
}

function ofOneTable(
  { components }: UTable,
  { negatives, positives }: CrossedSizes,
  kind: Kind,
): { R: number; C: number; RC: number } {
  const { N, D, ND, R, NR, DR, RND } = components[kind] as Record<string, number>;
  const cases = negatives + positives;
  const scaled = (n: number, d: number, both: number): number =>
    (n / negatives + d / positives + both / (negatives * positives)) * cases;
  return { R: R!, C: scaled(N!, D!, ND!), RC: scaled(NR!, DR!, RND!) };
}

function meanSquaresOf(
  { R, C, RC, TR, TC, TRC }: ConvertedComponents['dbm'],
  treatments: number,
  readers: number,
  cases: number,
): ConvertedComponents['meanSquares'] {
  return {
    R: treatments * (cases * R + RC) + cases * TR + TRC,
    C: treatments * (readers * C + RC) + readers * TC + TRC,
    RC: treatments * RC + TRC,
    TR: cases * TR + TRC,
    TC: readers * TC + TRC,
    TRC,
  };
}
