import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Cell = 'yes' | 'own' | '–';

/** The hand-written table `role-routes.md`: by route (`GET /api/me`), then by who calls. @throws Error for a cell that says nothing known */
export function readRoleTable(): Map<string, Map<string, Cell>> {
  const text = readFileSync(join(import.meta.dirname, '..', 'role-routes.md'), 'utf8');
  const table = new Map<string, Map<string, Cell>>();
  let who: string[] = [];
  for (const line of text.split('\n').filter((each) => each.startsWith('|'))) {
    const [route = '', ...cells] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (route === 'route') who = cells;
    else if (route.startsWith('`'))
      table.set(route.replaceAll('`', ''), new Map(who.map((each, n) => [each, cellOf(cells[n], line)])));
  }
  return table;
}

function cellOf(cell: string | undefined, line: string): Cell {
  if (cell === 'yes' || cell === 'own' || cell === '–') return cell;
  throw new Error(`role-routes.md: '${cell}' is no cell: ${line}`);
}
