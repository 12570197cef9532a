import { transformSync } from 'esbuild'
import { linkBocas, testWorkspace, type TestWorkspace } from '../test-workspace'
import { bundleCode } from './bundle'
import { exportedNames } from './exported-names'

const NAMES = 'export const seeds = 1, sweep = 2, series = 3\nexport default 4\n'
const FIGURES = 'export function defineFigures() {}\n'

/** As our packages are shipped: see `tools/pack/javascript.ts`. */
const shipped = (module: string): string => transformSync(module, { format: 'cjs', platform: 'node' }).code

const workspaces: TestWorkspace[] = []
afterEach(() => workspaces.splice(0).forEach(({ remove }) => remove()))

function workspace(files: Readonly<Record<string, unknown>> = {}): TestWorkspace {
  const made = testWorkspace(files)
  workspaces.push(made)
  return made
}

function installed(files: Readonly<Record<string, unknown>>, bocas = shipped(NAMES)): TestWorkspace {
  const made = workspace(files)
  made.install('bocas', '1.0.0', bocas)
  made.install('@bocas/figures', '1.0.0', shipped(FIGURES))
  return made
}

/** Each problem of the code as `place: message; hint`. */
async function problemsOf({ root, path }: TestWorkspace, entry = 'tasks/a/run.ts'): Promise<string[]> {
  const outcome = await bundleCode(root, path(entry), path('.bocas/bundles/entry.mjs'))
  return 'bundle' in outcome
    ? []
    : outcome.problems.map(({ code, message, at, hint }) => `${code} ${at}: ${message}; ${hint?.split('? ')[0]}`)
}

const lacks = (at: string, name: string, meant: string, from = 'bocas'): string =>
  `unknown-export ${at}: The requested module '${from}' does not provide an export named '${name}'; did you mean \`${meant}\``

describe('names that our packages have not', () => {
  it.each<[string, string, string[]]>([
    ['alone', "import { seres } from 'bocas'\nexport const run = () => seres", ['1:10 seres series']],
    [
      'renamed',
      "import { sweep, seres as s } from 'bocas'\nexport const run = () => [sweep, s]",
      ['1:17 seres series'],
    ],
    ['over lines', "import {\n  sweep,\n  sed,\n} from 'bocas'\nexport const run = () => [sweep, sed]", []],
    [
      'several',
      "import { sweeep, sweep, seres } from 'bocas'\nexport const run = () => [sweep, sweeep, seres]",
      ['1:25 seres series', '1:10 sweeep sweep'],
    ],
    ['passed on', "export { sweeep as run } from 'bocas'\n", ['1:10 sweeep sweep']],
    [
      'of a type beside a value',
      "import { type Sed, seres } from 'bocas'\nexport const run = () => seres as Sed",
      ['1:20 seres series'],
    ],
  ])('are told with their place before anything is executed: %s', async (_, code, expected) => {
    const found = await problemsOf(installed({ 'tasks/a/run.ts': code }))
    if (expected.length === 0) {
      expect(found).toEqual([expect.stringMatching(/^unknown-export tasks\/a\/run\.ts:3:3: .* 'sed'; there are: /)])
      return
    }
    const told = expected.map((one) => one.split(' '))
    expect(found.sort()).toEqual(told.map(([at, name, meant]) => lacks(`tasks/a/run.ts:${at}`, name!, meant!)).sort())
  })

  it('are told of files that an entry imports, and of @bocas/figures', async () => {
    const files = {
      'tasks/a/figures.ts':
        "import { defineFigure } from '@bocas/figures'\nimport { s } from './shown'\nexport default [defineFigure, s]",
      'tasks/a/shown.ts': "// seres\nimport { seres } from 'bocas'\nexport const s = seres",
    }
    expect((await problemsOf(installed(files), 'tasks/a/figures.ts')).sort()).toEqual(
      [
        lacks('tasks/a/figures.ts:1:10', 'defineFigure', 'defineFigures', '@bocas/figures'),
        lacks('tasks/a/shown.ts:2:10', 'seres', 'series'),
      ].sort(),
    )
  })

  it.each<[string, string]>([
    ['there', "import { sweep } from 'bocas'\nexport const run = () => sweep"],
    ['the default', "import bocas from 'bocas'\nexport const run = () => bocas"],
    [
      'imported as types',
      "import type { Sed } from 'bocas'\nimport { type Seres } from 'bocas'\nexport const run = (): Sed | Seres => 1 as never",
    ],
    ['types that nothing says are such', "import { Sed } from 'bocas'\nexport const run = (x: Sed) => x"],
    ['types passed on', "export type { Sed } from 'bocas'\nexport const run = 1"],
    ['of a namespace', "import * as bocas from 'bocas'\nexport const run = () => (bocas as any).sed"],
    ['loaded when they are needed', "export const run = async () => (await import('bocas') as any).sed"],
    ['of another package', "import { sed } from 'bocas-more'\nexport const run = () => sed"],
    ['of another entry of ours', "import { sed } from 'bocas/more'\nexport const run = () => sed"],
    ['in a text', 'export const run = () => `\nimport { sed } from "bocas"\n`\nimport \'bocas\''],
  ])('are none: %s', async (_, code) => {
    const made = installed({ 'tasks/a/run.ts': code })
    made.install('bocas-more', '1.0.0', 'exports.other = 1')
    made.write({
      'node_modules/bocas/more.js': 'exports.other = 1',
      'node_modules/bocas/package.json': {
        name: 'bocas',
        version: '1.0.0',
        exports: { '.': './index.js', './more': './more.js' },
      },
    })
    expect(await problemsOf(made)).toEqual([])
  })

  it('are those of the package that the code resolves', async () => {
    const made = installed({
      'tasks/a/run.ts': "import { seres } from 'bocas'\nexport const run = () => seres",
      'tasks/b/run.ts': "import { series } from 'bocas'\nexport const run = () => series",
    })
    made.install('bocas', '2.0.0', shipped('export const seres = 1'), 'tasks/node_modules')
    expect([await problemsOf(made), await problemsOf(made, 'tasks/b/run.ts')]).toEqual([
      [],
      [lacks('tasks/b/run.ts:1:10', 'series', 'seres')],
    ])
  })

  it('are told where bocas is linked as source, too', async () => {
    const made = workspace({ 'tasks/a/run.ts': "import { seres } from 'bocas'\nexport const run = () => seres" })
    linkBocas(made)
    expect(await problemsOf(made)).toEqual([
      expect.stringMatching(/^unknown-export tasks\/a\/run\.ts:1:10: No matching export in .*; did you mean `series`$/),
    ])
  })
})

describe('the names of a module', () => {
  it.each<[string, string, string, readonly string[] | undefined]>([
    ['as our packages are shipped', 'index.js', shipped(NAMES), ['seeds', 'series', 'sweep']],
    ['an ES module', 'index.mjs', NAMES, ['seeds', 'series', 'sweep']],
    [
      'TypeScript',
      'index.ts',
      `${NAMES}export type { A } from './a'\nexport interface B {}`,
      ['seeds', 'series', 'sweep'],
    ],
    ['CommonJS by hand', 'index.js', 'exports.a = 1', undefined],
    ['CommonJS that passes on another file', 'index.js', shipped(`${NAMES}export * from './more'`), undefined],
    ['an ES module that passes on another file', 'index.mjs', `${NAMES}export * from './more.mjs'`, undefined],
    ['what cannot be read', 'index.mjs', 'export const = 1', undefined],
  ])('%s', async (_, file, text, names) => {
    const { path } = workspace({ [`p/${file}`]: text })
    expect(await exportedNames(path('p', file))).toEqual(names)
  })
})
