import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { flatConfigs } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'
import { tsImport } from 'tsx/esm/api'

const { cycles } = await tsImport('./tools/lint/cycles.ts', import.meta.url)
const { fences, TESTS } = await tsImport('./tools/lint/fences.ts', import.meta.url)
const { expectedCatch } = await tsImport('./tools/lint/expected-catch.ts', import.meta.url)

const noCycles = cycles(flatConfigs, createTypeScriptImportResolver())

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '.nx/',
      '.bocas/',
      'dist/',
      'tmp/',
      'coverage/',
      'paper/artifacts/',
      'paper/build/',
      '**/*.cjs',
    ],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: noCycles.plugins,
    settings: noCycles.settings,
    rules: {
      ...noCycles.rules,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: TESTS,
    plugins: { bocas: { rules: { 'expected-catch': expectedCatch } } },
    rules: { 'bocas/expected-catch': 'error' },
  },
  // Lists of these folders may be as long as data, and the arguments of a call lie on the stack, which holds some 120,000.
  {
    files: [
      'packages/bocas/src/{statistics,results}/**/*.ts',
      'packages/figures/src/{kit,figure,table,provenance}/**/*.ts',
    ],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Math'] > SpreadElement",
          message: 'A list as long as data are is no list of arguments: take leastOf(), mostOf() or extentOf().',
        },
        {
          selector: 'CallExpression[callee.property.name=/^(?:push|unshift|splice|concat)$/] > SpreadElement',
          message: 'A list as long as data are is no list of arguments: take append().',
        },
      ],
    },
  },
  // What a browser executes knows other globals than Node.
  {
    files: ['packages/nx/src/report/page/*.ts'],
    languageOptions: { parserOptions: { projectService: false, project: ['./tsconfig.page.json'] } },
  },
  // Assertions are what these files try.
  { files: ['**/*.check.ts'], rules: { '@typescript-eslint/no-unnecessary-type-assertion': 'off' } },
  ...fences(),
)
