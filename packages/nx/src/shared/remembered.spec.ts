import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundleCode } from '../plan/code/bundle'
import { remembered } from './remembered'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'

const ENTRY = 'tasks/a/run.ts'

/** A workspace whose entry imports in every way there is. */
function example(): TestWorkspace {
  const workspace = testWorkspace({
    [ENTRY]:
      "import '../../library/model'; import '../../linked/inside/deep'; import '../../aims/one'; import 'tools'; import 'knn'; export const run = (c: any) => import(`./tactics/${c}/model.ts`)",
    'tasks/a/tactics/x/model.ts': '',
    'tasks/a/tactics/y/readme.md': '',
    'library/model/index.ts': 'export const a = 1',
    'elsewhere/inside/deep.ts': '',
    'elsewhere2/inside/deep.ts': '',
    'aimed/one.ts': '',
    'packages/tools/package.json': { name: 'tools', main: './a.ts' },
    'packages/tools/a.ts': '',
    'packages/tools/b.ts': '',
    'config/base.json': { compilerOptions: { alwaysStrict: false } },
    'tsconfig.json': { extends: './config/base.json' },
    'unrelated/file.ts': '',
    'notes.md': '',
  })
  workspace.install('knn', '1.0.0')
  workspace.link('linked', 'elsewhere')
  workspace.link('aims/one.ts', 'aimed/one.ts')
  workspace.link('node_modules/tools', 'packages/tools')
  return workspace
}

let made = 0
/** Bundles, or remembers what bundling gave. */
async function plan({ root, path }: TestWorkspace): Promise<string | undefined> {
  return remembered(path('.bocas/plans/x.json'), 'version 1', async () => {
    made++
    const outcome = await bundleCode(root, path(ENTRY), path('.bocas/bundles/entry.mjs'))
    if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems))
    const { code, files, lookedUp } = outcome.bundle
    return { value: code, origin: { files, ...lookedUp } }
  })
}

async function isRemembered(workspace: TestWorkspace): Promise<boolean> {
  const before = made
  await plan(workspace)
  return made === before
}

type Change = (workspace: TestWorkspace) => void

const CHANGES: readonly [string, Change][] = [
  ['a file of it is edited', ({ path }) => appendFileSync(path('library/model/index.ts'), ' ')],
  [
    'a file of it is replaced by one of the same size and time',
    ({ path }) => {
      writeFileSync(path('library/model/new.ts'), 'export const a = 2')
      utimesSync(path('library/model/new.ts'), new Date(1e12), new Date(1e12))
      renameSync(path('library/model/new.ts'), path('library/model/index.ts'))
    },
  ],
  ['a new file takes the place of a folder in an import', ({ write }) => write({ 'library/model.ts': '' })],
  ['a new file takes the place of one by its ending', ({ write }) => write({ 'packages/tools/a.tsx': '' })],
  ['a new file takes the place of a linked one', ({ write }) => write({ 'aims/one.tsx': '' })],
  [
    'a linked package exports another file',
    ({ write }) => write({ 'packages/tools/package.json': { name: 'tools', main: './b.ts' } }),
  ],
  ['a tsconfig comes nearer', ({ write }) => write({ 'library/model/tsconfig.json': {} })],
  [
    'a tsconfig changes',
    ({ write }) => write({ 'tsconfig.json': { compilerOptions: { paths: { knn: ['./notes.md'] } } } }),
  ],
  [
    'what a tsconfig extends changes',
    ({ write }) => write({ 'config/base.json': { compilerOptions: { alwaysStrict: true } } }),
  ],
  [
    'a package is linked in place of the installed one',
    ({ path, link }) => (
      rmSync(path('node_modules/knn'), { recursive: true }),
      link('node_modules/knn', 'packages/tools')
    ),
  ],
  [
    'a package is installed nearer to its importer',
    ({ install }) => install('knn', '2.0.0', '', 'tasks/a/node_modules'),
  ],
  [
    'a linked package is installed in place of the link',
    ({ path, install }) => (rmSync(path('node_modules/tools')), install('tools', '1.0.0')),
  ],
  [
    'a linked folder leads elsewhere',
    ({ path }) => (rmSync(path('linked')), symlinkSync(path('elsewhere2'), path('linked'))),
  ],
  [
    'a new file is what a computed path can mean, in a folder that was there',
    ({ write }) => write({ 'tasks/a/tactics/y/model.ts': '' }),
  ],
  ['a new folder is what a computed path can mean', ({ write }) => write({ 'tasks/a/tactics/z/model.ts': '' })],
  [
    'a file of it is gone and back',
    ({ path }) => (renameSync(path(ENTRY), path('notes.ts')), renameSync(path('notes.ts'), path(ENTRY))),
  ],
]

const HARMLESS: readonly [string, Change][] = [
  ['nothing changes', () => undefined],
  ['a file beside the point is edited', ({ path }) => appendFileSync(path('unrelated/file.ts'), ' ')],
  ['a file comes to a folder beside the point', ({ write }) => write({ 'unrelated/other.ts': '' })],
  [
    'caches are written',
    ({ path }) => (mkdirSync(path('.nx')), writeFileSync(path('.nx/x'), ''), writeFileSync(path('.bocas/y'), '')),
  ],
  ['another package is installed', ({ install }) => install('other', '1.0.0')],
]

const workspaces = new Map<string, TestWorkspace>()
const young = (): TestWorkspace => {
  const workspace = example()
  workspaces.set(workspace.root, workspace)
  return workspace
}

beforeAll(async () => {
  for (const [name] of [...CHANGES, ...HARMLESS]) workspaces.set(name, example())
  // What is younger than two seconds is not remembered.
  await sleep(2_200)
  for (const workspace of workspaces.values()) await plan(workspace)
}, 60_000)
afterAll(() => workspaces.forEach(({ remove }) => remove()))

describe('a remembered plan', () => {
  it.each(CHANGES)('is made anew when %s', async (name, change) => {
    const workspace = workspaces.get(name)!
    expect(await isRemembered(workspace)).toBe(true)
    change(workspace)
    expect(await isRemembered(workspace).catch(() => false)).toBe(false)
  })

  it.each(HARMLESS)('is kept when %s', async (name, change) => {
    const workspace = workspaces.get(name)!
    change(workspace)
    expect(await isRemembered(workspace)).toBe(true)
  })

  it('is not kept of files that have just changed: a second change in the same tick would not show', async () => {
    const workspace = young()
    await plan(workspace)
    expect(await isRemembered(workspace)).toBe(false)
  })

  it('is not kept when a file changed while it was made, however long that took', async () => {
    const { path, write } = young()
    await sleep(2_200)
    const make = async () => {
      write({ 'library/model/index.ts': 'saved meanwhile' })
      await sleep(2_200)
      return { value: 'what was read before', origin: { files: [path('library/model/index.ts')] } }
    }
    await remembered(path('.bocas/plans/y.json'), '1', make)
    const fresh = async () => ({ value: 'fresh', origin: undefined })
    expect(await remembered(path('.bocas/plans/y.json'), '1', fresh)).toBe('fresh')
  }, 20_000)

  it('is of its version only, and a torn memory is none', async () => {
    const { path, write } = young()
    await sleep(2_200)
    const memory = path('.bocas/plans/z.json')
    const value = (text: string) => async () => ({ value: text, origin: { files: [path(ENTRY)] } })
    expect(await remembered(memory, '1', value('one'))).toBe('one')
    expect(await remembered(memory, '1', value('two'))).toBe('one')
    expect(await remembered(memory, '2', value('two'))).toBe('two')
    write({ '.bocas/plans/z.json': '{"version":"2","va' })
    expect(await remembered(memory, '2', value('three'))).toBe('three')
  }, 20_000)
})
