import type { Uploads } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { appendPart } from './append-part.js';
import { beginUpload, standingOf, unfinishedUploads } from './begin-upload.js';
import { discardUpload } from './discard-upload.js';
import { receiveUpload } from './receive-upload.js';

/** How the files of a case come in parts. */
export function uploads(deps: ConductDeps): Uploads {
  return {
    begin: (actor, study, upload) => beginUpload(deps, actor, study, upload),
    standing: (study, id) => standingOf(deps, study, id),
    append: (actor, study, id, from, content) => appendPart(deps, actor, study, id, from, content),
    unfinished: (study) => unfinishedUploads(deps, study),
    discard: (actor, study, id) => discardUpload(deps, actor, study, id),
    receive: (actor, study, id, manifest) => receiveUpload(deps, actor, study, id, manifest),
  };
}
