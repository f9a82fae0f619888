import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { Type } from '@nestjs/common';
import type { Conduct } from '@lectern/conduct';
import { type Operation, operations, permissions } from '@lectern/contracts';
import { ApiModule } from './api.module.js';
import { PERMISSION } from './http/serves.decorator.js';
import { openApiDocument } from './installation/openapi-document.js';

interface Route {
  readonly path: string;
  readonly method: number;
  readonly permission: unknown;
}

const controllers = (ApiModule.with({} as Conduct, 'test').controllers ?? []) as Type[];

const routes: Route[] = controllers.flatMap((controller) =>
  Object.getOwnPropertyNames(controller.prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => (controller.prototype as Record<string, unknown>)[name])
    .filter(
      (handler): handler is object => typeof handler === 'function' && Reflect.hasMetadata(PATH_METADATA, handler),
    )
    .map((handler) => ({
      path: Reflect.getMetadata(PATH_METADATA, handler) as string,
      method: Reflect.getMetadata(METHOD_METADATA, handler) as number,
      permission: Reflect.getMetadata(PERMISSION, handler) as unknown,
    })),
);

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
      ({ path, method }) =>
        path === operation.path && method === ['get', 'post', 'put', 'delete'].indexOf(operation.method),
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
