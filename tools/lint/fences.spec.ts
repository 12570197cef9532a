import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Linter } from 'eslint'
import { parser, plugin } from 'typescript-eslint'
import { fences } from './fences'

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
  ])('%s: %s', (file, path, message) => {
    expect(refused(file, `import { x } from '${path}'\nx()`)).toEqual([expect.stringContaining(message)])
    expect(refused(file, `export { x } from '${path}'`)).toEqual([expect.stringContaining(message)])
    expect(refused(file, `import type { X } from '${path}'\nexport const x: X = 1`)).toEqual([])
    expect(refused(file.replace('.ts', '.spec.ts'), `import { x } from '${path}'\nx()`)).toEqual([])
  })
})

it.each([
  ['packages/bocas/src/sweep/check/x.ts', '../../problems'],
  ['packages/figures/src/kit/x.ts', 'bocas/internal'],
  ['packages/nx/src/graph/x.ts', '../plan/plan-task'],
  ['packages/nx/src/graph/deep/x.ts', '../create-nodes'],
  ['packages/nx/src/graph/deep/x.ts', '../../plan/plan-task'],
  ['packages/nx/src/graph/x.ts', 'bocas/internal/light'],
  ['packages/nx/src/cli/x.ts', '../graph/names'],
  ['packages/nx/src/executors/check/x.ts', '../paper/committed'],
])('%s may import %s', (file, path) => {
  expect(refused(file, `import { x } from '${path}'\nx()`)).toEqual([])
})

it('names folders that there are', () => {
  const folders = fences().flatMap(({ files }) => files.map((glob) => glob.slice(0, glob.indexOf('*'))))
  expect(folders.filter((folder) => !existsSync(join(REPOSITORY, folder)))).toEqual([])
})
