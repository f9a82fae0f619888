/** Shared by all rooms but the web application, which has Angular's own preset (apps/web/jest.config.mjs). */
const server = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tools/jest/transform.mjs' },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@lectern/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/apps/web/'],
  modulePathIgnorePatterns: ['/dist/'],
  setupFilesAfterEnv: ['<rootDir>/tools/property-tests.mjs'],
};

/** Units need nothing outside the process; `int` starts real servers; `e2e` drives a real browser. */
export default {
  testTimeout: 180_000,
  projects: [
    {
      ...server,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps,tools}/**/!(*.int).spec.ts'],
      testPathIgnorePatterns: [...server.testPathIgnorePatterns, '\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$'],
    },
    {
      ...server,
      displayName: 'int',
      testMatch: ['<rootDir>/{libs,apps,tools}/**/*.int.spec.ts'],
      globalSetup: '<rootDir>/libs/records/testing/global-setup.mjs',
      globalTeardown: '<rootDir>/libs/records/testing/global-teardown.mjs',
    },
    { ...server, displayName: 'e2e', testMatch: ['<rootDir>/apps/e2e/**/*.e2e.spec.ts'] },
    '<rootDir>/apps/web/jest.config.mjs',
  ],
};
