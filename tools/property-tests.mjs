import fc from 'fast-check';

/** Property tests draw the same examples at every run, so that a failure is one of the change; LECTERN_PROPERTY_SEED draws others. */
fc.configureGlobal({ seed: Number(process.env.LECTERN_PROPERTY_SEED ?? 20260601) });
