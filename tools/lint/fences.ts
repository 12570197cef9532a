/**
 * Which code may import which, in two tables. ESLint reads them (eslint.config.mjs) and fences.spec.ts tries them. A type is no import: it is gone when the
 * code runs; and what is loaded only when a command needs it comes by `require` or `import()`.
 */

interface Pattern {
  readonly regex: string
  readonly message: string
}

/** What the code of a package imports nothing of, by the folder of the package. */
const PACKAGE_FENCES: Readonly<Record<string, readonly Pattern[]>> = {
  bocas: [{ regex: '^@bocas/', message: 'bocas is below every package of ours and imports none of them.' }],
  nx: [
    {
      regex: '^(?:@bocas/|@tensorflow/|ml-|@napi-rs/|canvas|chart|@sgratzl/|@myriaddreamin/|markdown-it)',
      message:
        '@bocas/nx has no trainer, no canvas and no typesetter: a command that needs one loads it from the workspace.',
    },
  ],
  figures: [{ regex: '^@bocas/', message: '@bocas/figures imports bocas, and no other package of ours.' }],
  paper: [{ regex: '^@bocas/', message: '@bocas/paper imports bocas, and no other package of ours.' }],
  tfjs: [{ regex: '^@bocas/', message: '@bocas/tfjs imports bocas, and no other package of ours.' }],
  'create-bocas': [
    {
      regex: '^(?!node:|\\.)',
      message: 'create-bocas runs before anything is installed: it imports Node and its own files.',
    },
  ],
  slurm: [{ regex: '^@bocas/', message: '@bocas/slurm imports bocas, and of @bocas/nx types only.' }],
}

/** The folders of packages/nx/src, each with those that it may import from. */
export const NX_LAYERS: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  generators: ['shared'],
  slots: ['shared'],
  engines: ['shared', 'protocol'],
  tensorboard: ['shared'],
  mlflow: ['shared'],
  imports: ['shared'],
  reads: ['shared'],
  protocol: ['shared'],
  plan: ['shared', 'protocol'],
  graph: ['shared', 'plan'],
  history: ['shared', 'plan'],
  // A job on another machine is a host of one run.
  worker: ['shared', 'protocol', 'plan', 'reads', 'slots', 'host'],
  host: ['shared', 'protocol', 'plan', 'slots', 'tensorboard', 'engines', 'sharing'],
  provenance: ['shared', 'protocol', 'plan', 'graph', 'host', 'history'],
  // How the runs of this workspace stand now: what the commands tell and the report shows.
  states: ['shared', 'protocol', 'plan', 'host', 'history', 'slots'],
  sharing: ['shared', 'protocol', 'plan'],
  executors: [
    'shared',
    'protocol',
    'plan',
    'graph',
    'host',
    'provenance',
    'history',
    'slots',
    'engines',
    'report',
    'sharing',
  ],
  cli: [
    'shared',
    'protocol',
    'plan',
    'graph',
    'host',
    'provenance',
    'history',
    'states',
    'slots',
    'tensorboard',
    'mlflow',
    'imports',
    'worker',
    'engines',
    'sharing',
  ],
  report: ['shared', 'plan', 'history', 'provenance', 'states'],
}

/** Files of a package that are in no release: tests, what they share, and types that are only checked. */
export const TESTS = ['**/*.spec.ts', '**/*.e2e.ts', '**/*.check.ts', '**/test-*.ts', '**/fixtures.ts']

/** How many folders there are below `src` at most. */
const DEEPEST = 4

/** What a browser executes of the report. */
const PAGE: readonly Pattern[] = [
  {
    regex: '^(?!\\.{1,2}/|bocas/internal$|uplot$)|^\\.\\./(?!(?:page|view)/)',
    message:
      'the page of the report is executed by a browser: it imports report/page, report/view and what bocas computes.',
  },
]

/** Rules for ESLint. A path says only by its dots where it leads, so there is one for each depth. */
export function fences() {
  return [...packageFences(), ...['page', 'view'].map((folder) => fence(`packages/nx/src/report/${folder}/*.ts`, PAGE))]
}

function packageFences() {
  return Object.entries(PACKAGE_FENCES).flatMap(([id, named]) =>
    Array.from({ length: DEEPEST + 1 }, (_, depth) => [
      fence(`packages/${id}/src/${'*/'.repeat(depth)}*.ts`, [...named, leaving(depth)]),
      ...(id === 'nx' && depth > 0 ? Object.entries(NX_LAYERS) : []).map(([folder, below]) =>
        fence(`packages/nx/src/${folder}/${'*/'.repeat(depth - 1)}*.ts`, [
          ...named,
          leaving(depth),
          layer(depth, folder, below),
        ]),
      ),
    ]).flat(),
  )
}

/** A release is a few files in `src`, which hold what lies in its folders here. */
const placeless = {
  name: '__dirname',
  message: 'In a release this file is part of one in `src`: take HERE (packages/nx/src/here.ts).',
}

const fence = (files: string, patterns: readonly Pattern[]) => ({
  files: [files],
  ignores: TESTS,
  rules: {
    'no-restricted-globals': ['error' as const, ...(/src\/[^/]*$/.test(files) ? [] : [placeless])] as const,
    '@typescript-eslint/no-restricted-imports': [
      'error' as const,
      { patterns: patterns.map((pattern) => ({ ...pattern, allowTypeImports: true })) },
    ] as const,
  },
})

const leaving = (depth: number): Pattern => ({
  regex: `^(?:\\.\\./){${depth + 2}}`,
  message:
    'a package imports others by name and nothing else of this repository: it is not there once the package is installed.',
})

const layer = (depth: number, folder: string, below: readonly string[]): Pattern => ({
  regex: `^(?:\\.\\./){${depth}}(?!\\.\\./|here$|${[folder, ...below].map((name) => `${name}/`).join('|')})`,
  message: `packages/nx/src/${folder} imports from ${below.length === 0 ? 'no other folder' : `${below.join(', ')} only`}.`,
})
