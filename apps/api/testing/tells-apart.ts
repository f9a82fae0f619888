import { analyzeMrmc, empiricalAuc, mrmcData } from '@lectern/statistics';

/** How well two samples of times tell their worlds apart: distance of the area under the ROC curve from one half, in standard errors (DeLong 1988). */
export function tellsApart(one: readonly number[], other: readonly number[]): number {
  const rows = [one, other].flatMap((times, world) =>
    times.map((rating, n) => ({
      rating,
      positive: world === 1,
      reader: 'clock',
      treatment: 'route',
      case: `${world}/${n}`,
    })),
  );
  const [area] = analyzeMrmc(mrmcData(rows), { figure: empiricalAuc }).treatments;
  if (area?.status !== 'estimated') throw new Error(`these times cannot be compared: ${JSON.stringify(area)}`);
  return Math.abs(area.estimate - 0.5) / area.se;
}
