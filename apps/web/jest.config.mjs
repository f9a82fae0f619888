import presets from 'jest-preset-angular/presets/index.js';

export default {
  ...presets.createEsmPreset(),
  displayName: 'web',
  setupFilesAfterEnv: ['<rootDir>/setup-jest.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@lectern/([^/]+)$': '<rootDir>/../../libs/$1/src/index.ts',
  },
};
