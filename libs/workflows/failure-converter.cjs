const { DefaultFailureConverter } = require('@temporalio/common');

/** Messages and stack traces of failures are payloads like any other, so that the codec encrypts them too. Loaded by path, in workers and in workflows. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
