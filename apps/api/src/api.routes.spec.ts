import { type Operation, operations, permissions } from '@lectern/contracts';
import { allRoutes } from '../testing/routes.js';

const routes = allRoutes();

test('every route declares a permission that exists', () => {
  expect(routes.length).toBeGreaterThan(operations.length);
  for (const route of routes)
    expect({ path: route.path, known: permissions.includes(route.permission as never) }).toEqual({
      path: route.path,
      known: true,
    });
});

test('every operation of the contract is served once, with its permission', () => {
  for (const operation of operations as readonly Operation[]) {
    const serving = routes.filter(
      ({ path, method }) => path === operation.path && method.toLowerCase() === operation.method,
    );
    expect(serving.map(({ permission }) => permission)).toEqual([operation.permission]);
  }
});
