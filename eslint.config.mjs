import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { depConstraints, pureAllowedPackages, pureRooms } from './tools/lint/walls.mjs';

/** Clocks, randomness, locale and console: in a PURE room they come in as arguments or not at all. */
const impureGlobals = [
  'Date',
  'process',
  'Buffer',
  'console',
  'setTimeout',
  'setInterval',
  'performance',
  'crypto',
  'fetch',
  'window',
  'document',
  'Intl',
];
const impureProperties = [
  { object: 'Math', property: 'random', message: 'Randomness comes in as a seed.' },
  ...[
    'toLocaleString',
    'toLocaleDateString',
    'toLocaleTimeString',
    'localeCompare',
    'toLocaleUpperCase',
    'toLocaleLowerCase',
  ].map((property) => ({
    property,
    message: 'The result depends on a locale.',
  })),
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/generated/**',
      '.nx/**',
      '.lectern/**',
      '**/coverage/**',
      'models/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: false } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [
            '^(\\.\\./)+([a-z-]+/)*testing/[a-z-]+\\.m?js$', // what a room has for others' tests
            '^(\\.\\./)+api/src/create-api\\.js$', // by the test of a command that speaks to a server
            '^(\\.\\./)+libs/statistics/src/golden/[a-z/-]+\\.js$', // by golden tests of the command line
            '^(\\.\\./)+tools/(bench|demo|recovery|simulated-readers)/[a-z-]+\\.js$', // by tests of the whole system
            '^(\\.\\./)+apps/web/src/app/texts/(chinese/server/index|(english|chinese)/acts)\\.js$', // dictionaries, by the tests that they are whole
            '^(\\.\\./)+apps/cli/src/up/[a-z-]+\\.js$', // by the validation that starts an installation of its own
          ],
          depConstraints,
          checkDynamicDependenciesExceptions: ['@lectern/.*'], // what a command or an activity needs is loaded when it runs
          enforceBuildableLibDependency: false,
          allowCircularSelfDependency: true,
          ignoredCircularDependencies: [],
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  ...pureRooms.map((room) => ({
    files: [`libs/${room}/src/**/*.ts`],
    ignores: ['**/*.spec.ts', '**/testing/**', '**/golden/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...impureGlobals.map((name) => ({
          name,
          message: 'A PURE room has none of its own: it comes in as an argument.',
        })),
      ],
      'no-restricted-properties': ['error', ...impureProperties],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?!\\.|@lectern/|${pureAllowedPackages(room).join('|')})`,
              message: `The room ${room} is PURE: its packages are listed in tools/lint/walls.mjs.`,
            },
          ],
        },
      ],
    },
  })),
  {
    files: ['libs/workflows/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.|@lectern/|@temporalio/workflow$|@temporalio/common$)',
              message: "Workflows are deterministic: PURE rooms and Temporal's workflow package only.",
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'crypto', 'fetch'].map((name) => ({ name, message: 'Workflows are deterministic.' })),
      ],
    },
  },
  {
    files: ['apps/web/src/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    rules: { '@angular-eslint/component-class-suffix': 'off', '@angular-eslint/directive-class-suffix': 'off' },
  },
  {
    files: ['apps/web/src/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
);
