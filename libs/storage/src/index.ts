export { FolderStore } from './folder-store.js';
export type { Content, ObjectStore, StoredObject } from './object-store.js';
export { InvalidKeyError, ObjectMissingError } from './object-store.js';
