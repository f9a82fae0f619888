import { type Operation, operations, permissions } from '@lectern/contracts';
import { allRoutes } from '../testing/routes.js';
import { openApiDocument } from './installation/openapi-document.js';

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

test('the OpenAPI document has every operation', () => {
  const document = openApiDocument('0.0.0');
  const ids = Object.values(document.paths ?? {}).flatMap((path) =>
    Object.values(path as object).map((each) => (each as { operationId?: string }).operationId),
  );
  expect(ids.filter(Boolean).sort()).toEqual(operations.map(({ id }) => id).sort());
});
