/** Paths to whatever JSON cannot hold, or says nothing where it should say why. */
export function faults(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (value === undefined) return [`${path}: undefined`];
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Record<string, unknown>;
  const silent = own['status'] === 'not-estimable' && !/\w/.test(String(own['reason'])) ? [`${path}: no reason`] : [];
  return [...silent, ...Object.entries(own).flatMap(([key, inner]) => faults(inner, `${path}/${key}`))];
}
