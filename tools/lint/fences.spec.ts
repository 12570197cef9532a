import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Linter } from 'eslint'
import { globSync } from 'tinyglobby'
import { parser, plugin } from 'typescript-eslint'
import { fences, NX_LAYERS, TESTS } from './fences'

const REPOSITORY = join(__dirname, '../..')
const linter = new Linter({ configType: 'flat', cwd: REPOSITORY })

/** What the fences say of a file with this code. */
function refused(filename: string, code: string): string[] {
  const language = { files: ['**/*.ts'], languageOptions: { parser }, plugins: { '@typescript-eslint': plugin } }
  const messages = linter.verify(code, [language, ...fences()] as Linter.Config[], {
    filename: join(REPOSITORY, filename),
  })
  return messages.map(({ message }) => message)
}

describe('code may not import', () => {
  it.each([
    ['packages/bocas/src/internal.ts', '@bocas/figures', 'bocas is below'],
    ['packages/bocas/src/sweep/a/b.ts', '@bocas/nx', 'bocas is below'],
    ['packages/bocas/src/index.ts', '../../figures/src/index', 'imports others by name'],
    ['packages/figures/src/kit/deep/er/x.ts', '../../../../../bocas/src/core', 'imports others by name'],
    ['packages/figures/src/index.ts', '@bocas/paper', 'imports bocas, and no other'],
    ['packages/paper/src/latex/x.ts', '@bocas/figures', 'imports bocas, and no other'],
    ['packages/tfjs/src/index.ts', '@bocas/nx', 'imports bocas, and no other'],
    ['packages/create-bocas/src/main.ts', 'bocas', 'before anything is installed'],
    ['packages/create-bocas/src/main.ts', 'commander', 'before anything is installed'],
    ['packages/slurm/src/index.ts', '@bocas/nx', 'types only'],
    ['packages/nx/src/cli/main.ts', '@bocas/tfjs', 'no trainer'],
    ['packages/nx/src/cli/main.ts', '@bocas/slurm', 'no trainer'],
    ['packages/nx/src/cli/main.ts', '@tensorflow/tfjs-core', 'no trainer'],
    ['packages/nx/src/host/x.ts', '@napi-rs/canvas', 'no canvas'],
    ['packages/nx/src/graph/x.ts', 'chart.js', 'no canvas'],
    ['packages/nx/src/executors/paper/x.ts', '@myriaddreamin/typst-ts-node-compiler', 'no typesetter'],
    ['packages/nx/src/executors/paper/x.ts', '@bocas/paper/text', 'no typesetter'],
    ['packages/nx/src/plan/x.ts', '../../../../tools/pack/pack', 'imports others by name'],
    ['packages/nx/src/graph/x.ts', '../host/host', 'imports from shared, plan only'],
    ['packages/nx/src/graph/deep/x.ts', '../../cli/main', 'imports from shared, plan only'],
    ['packages/nx/src/executors/run/x.ts', '../../cli/main', 'imports from shared, protocol'],
    ['packages/nx/src/report/page/x.ts', 'tinyglobby', 'executed by a browser'],
    ['packages/nx/src/report/page/x.ts', 'node:path', 'executed by a browser'],
    ['packages/nx/src/report/view/x.ts', '../data/columns', 'executed by a browser'],
    ['packages/nx/src/report/view/x.ts', '../../shared/words', 'executed by a browser'],
  ])('%s: %s', (file, path, message) => {
    expect(refused(file, `import { x } from '${path}'\nx()`)).toEqual([expect.stringContaining(message)])
    expect(refused(file, `export { x } from '${path}'`)).toEqual([expect.stringContaining(message)])
    expect(refused(file, `import type { X } from '${path}'\nexport const x: X = 1`)).toEqual([])
    expect(refused(file.replace('.ts', '.spec.ts'), `import { x } from '${path}'\nx()`)).toEqual([])
  })
})

it('may go by its own folder only where a release has it as well', () => {
  const code = 'export const here = __dirname'
  expect(refused('packages/nx/src/plan/x.ts', code)).toEqual([expect.stringContaining('take HERE')])
  expect(refused('packages/paper/src/typst/deep/x.ts', code)).toEqual([expect.stringContaining('take HERE')])
  expect(refused('packages/nx/src/here.ts', code)).toEqual([])
  expect(refused('packages/nx/src/plan/x.spec.ts', code)).toEqual([])
})

it.each([
  ['packages/bocas/src/sweep/check/x.ts', '../../problems'],
  ['packages/figures/src/kit/x.ts', 'bocas/internal'],
  ['packages/nx/src/graph/x.ts', '../plan/plan-task'],
  ['packages/nx/src/graph/deep/x.ts', '../create-nodes'],
  ['packages/nx/src/graph/deep/x.ts', '../../plan/plan-task'],
  ['packages/nx/src/graph/deep/x.ts', '../../here'],
  ['packages/nx/src/graph/x.ts', 'bocas/internal/light'],
  ['packages/nx/src/cli/x.ts', '../graph/names'],
  ['packages/nx/src/executors/check/x.ts', '../paper/committed'],
  ['packages/nx/src/report/page/x.ts', '../view/columns'],
  ['packages/nx/src/report/page/x.ts', './dom'],
  ['packages/nx/src/report/view/x.ts', 'bocas/internal'],
])('%s may import %s', (file, path) => {
  expect(refused(file, `import { x } from '${path}'\nx()`)).toEqual([])
})

it('names folders that there are', () => {
  const folders = fences().flatMap(({ files }) => files.map((glob) => glob.slice(0, glob.indexOf('*'))))
  expect(folders.filter((folder) => !existsSync(join(REPOSITORY, folder)))).toEqual([])
})

describe('no code is outside of the fences', () => {
  const sources = globSync('packages/*/src/**/*.{ts,mts,cts}', { cwd: REPOSITORY, ignore: ['**/*.d.ts', ...TESTS] })
  const within = (globs: readonly string[]): Set<string> => new Set(globSync([...globs], { cwd: REPOSITORY }))
  const globs = fences().flatMap(({ files }) => files)

  it('whatever its package and its depth', () => {
    const held = within(globs)
    expect(sources.filter((file) => !held.has(file))).toEqual([])
    expect(sources.length).toBeGreaterThan(900)
  })

  it('and whatever its folder of packages/nx/src', () => {
    const held = within(globs.filter((glob) => /^packages\/nx\/src\/\w/.test(glob)))
    const folders = sources.filter((file) => /^packages\/nx\/src\/.*\//.test(file))
    expect(folders.filter((file) => !held.has(file))).toEqual([])
  })
})

it('no layer is above one that is above it', () => {
  const below = (layer: string, seen: readonly string[]): readonly string[] =>
    seen.includes(layer)
      ? [[...seen, layer].join(' → ')]
      : NX_LAYERS[layer]!.flatMap((one) => below(one, [...seen, layer]))
  expect(Object.keys(NX_LAYERS).flatMap((layer) => below(layer, []))).toEqual([])
})
