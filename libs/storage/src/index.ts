export { FolderStore } from './folder-store.js';
export type { Content, ObjectStore, StoredObject } from './object-store.js';
export { S3Store, type S3Options } from './s3-store.js';
export { InvalidKeyError, ObjectMissingError } from './object-store.js';
