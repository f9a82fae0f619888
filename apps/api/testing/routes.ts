import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { Conduct } from '@lectern/conduct';
import { ApiModule } from '../src/api.module.js';
import { PERMISSION, WRITES_STUDY } from '../src/http/serves.decorator.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD';
  readonly path: string;
  readonly permission: unknown;
  /** Refused after the lock of the study that the path names. */
  readonly writesStudy: boolean;
}

/** Every route of every controller that the server registers. */
export function allRoutes(): Route[] {
  const controllers = (ApiModule.with({} as Conduct, 'test').controllers ?? []) as Type[];
  return controllers.flatMap((controller) => {
    const prefix = Reflect.getMetadata(PATH_METADATA, controller) as string;
    return handlersOf(controller).map((handler) => ({
      method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod] as Route['method'],
      path: `/${prefix}/${Reflect.getMetadata(PATH_METADATA, handler) as string}`.replaceAll(/\/+/g, '/'),
      permission: Reflect.getMetadata(PERMISSION, handler) as unknown,
      writesStudy: Reflect.getMetadata(WRITES_STUDY, handler) === true,
    }));
  });
}

function handlersOf(controller: Type): object[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => prototype[name])
    .filter((each): each is object => typeof each === 'function' && Reflect.hasMetadata(PATH_METADATA, each));
}
