import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { takesKey, type Method, type Operation, type Permission } from '@lectern/contracts';

/** Metadata of a route: who may call it. A route without it is refused by the guard and fails the route test. */
export const PERMISSION = Symbol('permission');

const methods: Record<Method, RequestMethod> = {
  get: RequestMethod.GET,
  post: RequestMethod.POST,
  put: RequestMethod.PUT,
  delete: RequestMethod.DELETE,
};

/** Metadata of a route: it writes to the record of the study that it names, so it is refused after the lock. */
export const WRITES_STUDY = Symbol('writes-study');

/** Metadata of a route: its answers carry an ETag. */
export const TAGGED = Symbol('tagged');

/** Metadata of a route: it changes what the operation of this id shows, and must say of which state. */
export const CHANGES = Symbol('changes');

/** Metadata of a route: it takes an Idempotency-Key. */
export const TAKES_KEY = Symbol('takes-key');

/** Makes a controller's method the route of an operation: path, method, status and permission all come from the contract. */
export function Serves(operation: Operation): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path: operation.path, method: methods[operation.method] }),
    HttpCode(operation.status ?? 200),
    Requires(operation.permission),
    SetMetadata(WRITES_STUDY, operation.method !== 'get' && operation.afterLock !== true),
    SetMetadata(TAGGED, operation.tagged === true),
    SetMetadata(CHANGES, operation.changes),
    SetMetadata(TAKES_KEY, takesKey(operation)),
  );
}

/** Declares the permission of a route that is no operation of the contract (the DICOMweb gateway, whose paths DICOM fixes). */
export function Requires(permission: Permission): MethodDecorator {
  return SetMetadata(PERMISSION, permission);
}

/** Metadata of a route: who asks, and what they may be given of the DICOM study that it names, is one look at the record. */
export const SERVES_IMAGES = Symbol('serves-images');

/** A route of the DICOMweb gateway that gives images: for whoever is signed in; what they may reach is judged by `conduct.images`. */
export function ServesImages(): MethodDecorator {
  return applyDecorators(Requires('signed-in'), SetMetadata(SERVES_IMAGES, true));
}
