import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod, type Type } from '@nestjs/common';
import type { Conduct } from '@lectern/conduct';
import { ApiModule } from '../src/api.module.js';
import { PERMISSION } from '../src/http/serves.decorator.js';

export interface RegisteredRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** From the root, parameters with a colon. */
  readonly path: string;
  readonly permission: unknown;
}

/** Every route that the server registers, whether in the table of operations or not. */
export const registeredRoutes: readonly RegisteredRoute[] = (
  (ApiModule.with({} as Conduct, 'test').controllers ?? []) as Type[]
).flatMap((controller) => {
  const prefix = Reflect.getMetadata(PATH_METADATA, controller) as string;
  return Object.getOwnPropertyNames(controller.prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => (controller.prototype as Record<string, unknown>)[name])
    .filter(
      (handler): handler is object => typeof handler === 'function' && Reflect.hasMetadata(PATH_METADATA, handler),
    )
    .map((handler) => ({
      method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] as RegisteredRoute['method'],
      path: `/${[prefix, Reflect.getMetadata(PATH_METADATA, handler) as string]
        .flatMap((part) => part.split('/'))
        .filter(Boolean)
        .join('/')}`,
      permission: Reflect.getMetadata(PERMISSION, handler) as unknown,
    }));
});
