import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { bundleCode, type Bundle } from './bundle'
import { linkBocas, testWorkspace, type TestWorkspace } from '../test-workspace'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

async function bundled(files: Record<string, unknown>, entry = 'tasks/a/run.ts'): Promise<Bundle> {
  workspace.write(files)
  const outcome = await bundleCode(workspace.root, workspace.path(entry), workspace.path('.bocas/bundles/entry.mjs'))
  if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems))
  return outcome.bundle
}

const filesOf = ({ files }: Bundle): string[] => files.map((file) => file.slice(workspace.root.length + 1))

describe('the files of a bundle', () => {
  it('are the entry and all that it imports, but not what it imports as a type', async () => {
    const made = await bundled({
      'tasks/a/run.ts': `import type grid from './sweep'; import { x } from '../../library/x'; import { T } from './types'; export const run = (c: T & typeof grid) => x`,
      'tasks/a/sweep.ts': `export default {}`,
      'tasks/a/types.ts': `export interface T { a: number }`,
      'library/x.ts': `import data from './x.json'; export const x = data`,
      'library/x.json': { a: 1 },
      'library/unused.ts': ``,
    })
    expect(filesOf(made)).toEqual(['library/x.json', 'library/x.ts', 'tasks/a/run.ts'])
  })

  it('are all that a path with a literal beginning can mean', async () => {
    const made = await bundled({
      'tasks/a/run.ts': 'export const run = (c: { t: string }) => import(`./tactics/${c.t}.ts`)',
      'tasks/a/tactics/one.ts': '',
      'tasks/a/tactics/two.ts': '',
      'tasks/a/other.ts': '',
    })
    expect(filesOf(made)).toEqual(['tasks/a/run.ts', 'tasks/a/tactics/one.ts', 'tasks/a/tactics/two.ts'])
  })

  it('include those of a linked workspace package, by its exports as Node reads them', async () => {
    workspace.link('node_modules/@me/tools', 'packages/tools')
    const made = await bundled({
      'packages/tools/package.json': {
        name: '@me/tools',
        exports: { '.': { module: './bundler-only.ts', default: './src/index.ts' } },
      },
      'packages/tools/src/index.ts': `export const a = 1`,
      'packages/tools/bundler-only.ts': ``,
      'tasks/a/run.ts': `import { a } from '@me/tools'; export const run = () => a`,
    })
    expect(filesOf(made)).toEqual(['packages/tools/src/index.ts', 'tasks/a/run.ts'])
    expect(made.packages).toEqual([])
  })

  it('include what a tsconfig or the imports of a package.json mean by a name', async () => {
    const made = await bundled({
      'package.json': { name: 'test', imports: { '#model': './library/model.ts' } },
      'tsconfig.json': { compilerOptions: { paths: { '@lib/*': ['./library/*'] } } },
      'library/x.ts': 'export const x = 1',
      'library/model.ts': 'export const m = 1',
      'tasks/a/run.ts': `import { x } from '@lib/x'; import { m } from '#model'; export const run = () => x + m`,
    })
    expect(filesOf(made)).toEqual(['library/model.ts', 'library/x.ts', 'tasks/a/run.ts'])
    // Where the paths of a tsconfig may point is not followed up: such a bundle is made each time.
    expect(made.lookedUp.complete).toBe(false)
  })
})

describe('a bundle', () => {
  async function runIt(made: Bundle): Promise<unknown> {
    const script = workspace.path('.bocas/bundles/made.mjs')
    workspace.write({ '.bocas/bundles/made.mjs': made.code })
    const { execFileSync } = await import('node:child_process')
    const call = `import(${JSON.stringify(pathToFileURL(script).href)}).then(async (m) => console.log(JSON.stringify(await m.run())))`
    return JSON.parse(execFileSync(process.execPath, ['-e', call], { encoding: 'utf8' }))
  }

  it('leaves packages and modules of Node outside, each as its importer sees it', async () => {
    workspace.install('knn', '3.0.0')
    workspace.install('knn', '2.0.0', undefined, 'library/node_modules')
    const made = await bundled({
      'library/old.ts': `import knn from 'knn'; export const byImport = knn.name; export const byRequire = require('knn').name`,
      'tasks/a/run.ts': `import { name } from 'knn'; import { test } from 'node:test'; import fs from 'fs/promises'; import * as old from '../../library/old'; export const run = () => [name, old.byImport, old.byRequire, typeof test, typeof fs.readFile]`,
    })
    expect(made.packages).toEqual([
      { name: 'knn', folder: workspace.path('library/node_modules/knn'), importer: workspace.path('library/old.ts') },
      { name: 'knn', folder: workspace.path('node_modules/knn'), importer: workspace.path('tasks/a/run.ts') },
    ])
    expect(await runIt(made)).toEqual(['knn@3.0.0', 'knn@2.0.0', 'knn@2.0.0', 'function', 'function'])
  })

  it('tells code that asks where it is the place of its source', async () => {
    const made = await bundled({
      'tasks/a/run.ts': `import { here } from '../../library/here'; export const run = () => [here, __filename]`,
      'library/here.ts': `export const here: string = import.meta.dirname`,
    })
    expect(await runIt(made)).toEqual([workspace.path('library'), workspace.path('tasks/a/run.ts')])
  })

  it('runs what Node would run: an import for its effect alone is not dropped on the word of sideEffects', async () => {
    workspace.link('node_modules/tools', 'packages/tools')
    const made = await bundled({
      'packages/tools/package.json': { name: 'tools', sideEffects: false, main: './index.ts' },
      'packages/tools/index.ts': `(globalThis as any).seen = true`,
      'tasks/a/run.ts': `import 'tools'; export const run = () => (globalThis as any).seen ?? false`,
    })
    expect(await runIt(made)).toBe(true)
  })

  it('holds what was read once, so that a file that is saved meanwhile is not half in it', async () => {
    const made = await bundled({ 'tasks/a/run.ts': `export const run = () => 1` })
    const file = workspace.path('tasks/a/run.ts')
    writeFileSync(file, 'export const run = () => 2')
    expect(Buffer.from(made.sources.get(file)!).toString()).toBe('export const run = () => 1')
    expect(readFileSync(file, 'utf8')).toContain('2')
  })

  it('knows bocas as code when it is linked', async () => {
    linkBocas(workspace)
    const made = await bundled({ 'tasks/a/sweep.ts': `export { defineSweep } from 'bocas'` }, 'tasks/a/sweep.ts')
    expect(made.files.some((file) => file.endsWith('/bocas/src/sweep/author/define.ts'))).toBe(true)
    // It takes as long to load as Node to start, and each run would.
    expect(made.packages.map(({ name }) => name)).not.toContain('zod')
  })
})

describe('a package that is imported when it is needed', () => {
  it('may be missing: who imports it says so then; looked for where it would be, and in the bundle when it is there', async () => {
    const files = { 'tasks/a/run.ts': `export const run = () => import('@me/optional').catch(() => 'missing')` }
    const without = await bundled(files)
    expect([without.packages, without.code.includes('import("@me/optional")')]).toEqual([[], true])
    workspace.install('@me/optional', '1.0.0')
    expect((await bundled(files)).packages.map(({ name }) => name)).toEqual(['@me/optional'])
  })
})

describe('what is wrong with code', () => {
  async function problems(code: string): Promise<unknown> {
    workspace.write({ 'tasks/a/run.ts': code })
    return bundleCode(workspace.root, workspace.path('tasks/a/run.ts'), workspace.path('.bocas/bundles/entry.mjs'))
  }

  it('is said with its place, all at once, and with what to do', async () => {
    expect(await problems(`export { a } from './missing'\nimport '@me/gone/deep'\n`)).toEqual({
      problems: [
        {
          code: 'unresolved-import',
          message: 'Could not resolve "./missing"',
          at: 'tasks/a/run.ts:1:19',
          hint: 'check the path of the import',
        },
        {
          code: 'unresolved-import',
          message: 'Could not resolve "@me/gone/deep"',
          at: 'tasks/a/run.ts:2:8',
          hint: 'install it: npm install @me/gone',
        },
      ],
    })
    expect(await problems('export const run = (\n')).toEqual({
      problems: [
        { code: 'syntax-error', message: 'Unexpected end of file', at: 'tasks/a/run.ts:2:1', hint: undefined },
      ],
    })
  })
})
