import { bundleCode } from './bundle'
import { digestCode } from './code-digests'
import { testWorkspace } from '../test-workspace'

jest.setTimeout(60_000)

type Files = Readonly<Record<string, unknown>>

/** Code as it is executed, and the digests that stand for it in the key. */
async function read(files: Files): Promise<{ executed: string; digests: string }> {
  const workspace = testWorkspace(files)
  try {
    const { root, path } = workspace
    const outcome = await bundleCode(root, path('tasks/a/run.ts'), path('.bocas/bundles/entry.mjs'))
    // Code that does not load has no key.
    if ('problems' in outcome)
      return { executed: JSON.stringify(outcome.problems.map(({ message }) => message)), digests: 'none' }
    const digests = await digestCode(root, path('tasks/a/run.ts'), outcome.bundle)
    const executed = outcome.bundle.code.split('\n').filter((line) => !/^(\/\/|import \{ createRequire)/.test(line))
    return { executed: executed.join('\n'), digests: JSON.stringify(digests.map(({ id, digest }) => [id, digest])) }
  } finally {
    workspace.remove()
  }
}

/** The same code under each of the settings: whenever what is executed differs, so do the digests; and never else. */
async function sides(
  code: Files,
  settings: readonly Files[],
): Promise<{ meanings: number; digests: number; both: number }> {
  const found = []
  for (const one of settings) found.push(await read({ ...code, ...one }))
  return {
    meanings: new Set(found.map(({ executed }) => executed)).size,
    digests: new Set(found.map(({ executed, digests }) => (digests === 'none' ? executed : digests))).size,
    both: new Set(found.map(({ executed, digests }) => executed + digests)).size,
  }
}

const TYPES = [{}, { type: 'module' }, { type: 'commonjs' }]
const packages = (...places: readonly string[]): Files[] =>
  places.reduce<Files[]>(
    (all, place) => all.flatMap((files) => TYPES.map((settings) => ({ ...files, [`${place}package.json`]: settings }))),
    [{}],
  )
const tsconfigs = (...options: readonly object[]): Files[] => [
  {},
  ...options.map((compilerOptions) => ({ 'tsconfig.json': { compilerOptions } })),
]

const CLASSES = {
  'tasks/a/run.ts': `
    import { Used, unused } from './other'
    const mark: any = (...args: unknown[]) => args[0]
    class Base { units = 1; constructor(readonly lr: number) {} }
    @mark class Layer extends Base { declare units: number; rate = this.lr; @mark scale?: number }
    export const run = () => new Layer(1).rate + Used`,
  'tasks/a/other.ts': `console.log('loaded'); export const Used = 1; export const unused = 2`,
}
const JSX = {
  'tasks/a/run.ts': `import { view } from './view'; export const run = () => view`,
  'tasks/a/view.tsx': `const h: any = 1, React: any = 2, Fragment = 3; export const view = <><a b="c">text</a></>`,
}

describe('code has other digests exactly when a setting gives it another meaning', () => {
  const imports = ['import lib from', 'import * as lib from'].map(
    (word) => `${word} '../../library/lib.js'; export const run = () => lib`,
  )
  const required = `const lib = require('../../library/lib.js'); export const run = () => lib`
  const dynamic = `export const run = () => import('../../library/lib.js')`
  const libraries = {
    'an ES module': 'export default 1; export const a = 1',
    'CommonJS': 'exports.a = 1',
    'CommonJS that was an ES module': 'exports.default = 1; exports.__esModule = true',
    'no module at all': 'globalThis.q = 1',
  } // prettier-ignore

  describe.each(Object.entries(libraries))('a library that is %s', (_, lib) => {
    it.each([...imports, required, dynamic])('%s', async (run) => {
      const code = { 'tasks/a/run.ts': run, 'library/lib.js': lib }
      const { meanings, digests, both } = await sides(code, packages('', 'library/', 'tasks/'))
      expect([digests, both]).toEqual([meanings, meanings])
    })
  })

  it.each<[string, Files, Files[], number]>([
    ['module types', { ...CLASSES }, packages('', 'tasks/a/'), 1],
    ['fields of classes', CLASSES, tsconfigs({ useDefineForClassFields: false, experimentalDecorators: true }, { useDefineForClassFields: true, experimentalDecorators: true }, { experimentalDecorators: true }), 3],
    ['targets', CLASSES, tsconfigs({ target: 'ES2021', experimentalDecorators: true }, { target: 'ESNext', experimentalDecorators: true }), 3],
    ['imports of which nothing is used', CLASSES, tsconfigs({ verbatimModuleSyntax: true }, { strict: true }, { alwaysStrict: false }), 1],
    ['JSX', JSX, tsconfigs({ jsx: 'react' }, { jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' }, { jsx: 'preserve' }), 2],
    ['the condition of an export', { 'tasks/a/run.ts': `export { x as run } from '#x'`, 'x.ts': 'export const x = 1', 'y.ts': 'export const x = 2' }, [{ 'package.json': { imports: { '#x': './x.ts' } } }, { 'package.json': { imports: { '#x': { custom: './y.ts', default: './x.ts' } } } }, { 'package.json': { imports: { '#x': { import: './y.ts', default: './x.ts' } } } }], 2],
    ['paths', { 'tasks/a/run.ts': `export { x as run } from '@x'`, 'x.ts': 'export const x = 1', 'y.ts': 'export const x = 2' }, tsconfigs({ paths: { '@x': ['./x.ts'] } }, { paths: { '@x': ['./y.ts'] } }), 3],
    ['side effects', CLASSES, [{}, { 'package.json': { sideEffects: false } }], 1],
  ])('%s', async (_, code, settings, expected) => {
    const { meanings, digests, both } = await sides(code, settings)
    expect(meanings).toBeGreaterThanOrEqual(expected)
    // No meaning without a digest of its own.
    expect(both).toBe(digests)
  }) // prettier-ignore
})
