import { bundleCode } from './bundle'
import { digestCode } from './code-digests'
import { linkBocas, testWorkspace, type TestWorkspace } from '../test-workspace'

const RUN = `
import { scale } from '../../library/scale'
import type { Shape } from './types'
import data from './values.json'

// A comment.
export async function run(config: { lr: number }, shape?: Shape) {
  const label = "two  blanks // no comment"
  return { loss: scale(config.lr, data.by), label: label.length }
}
`
const TASK = {
  'tasks/a/run.ts': RUN,
  'tasks/a/types.ts': 'export interface Shape { width: number }',
  'tasks/a/values.json': '{ "by": 2 }',
  'library/scale.ts': 'export const scale = (value: number, by: number): number => value * by\n',
}

const workspaces: TestWorkspace[] = []
afterEach(() => workspaces.splice(0).forEach(({ remove }) => remove()))

function workspace(files: Readonly<Record<string, unknown>>): TestWorkspace {
  const made = testWorkspace(files)
  workspaces.push(made)
  return made
}

async function digests({ root, path }: TestWorkspace, entry = 'tasks/a/run.ts'): Promise<Record<string, string>> {
  const outcome = await bundleCode(root, path(entry), path('.bocas/bundles/entry.mjs'))
  if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems))
  const files = await digestCode(root, path(entry), outcome.bundle)
  return Object.fromEntries(files.map(({ id, digest }) => [id, digest]))
}

const digestsOf = (change: Readonly<Record<string, unknown>> = {}): Promise<Record<string, string>> =>
  digests(workspace({ ...TASK, ...change }))

describe('the digests of code', () => {
  it('are called by their paths from the entry, types left out', async () => {
    expect(Object.keys(await digestsOf())).toEqual(['../../library/scale.ts', 'run.ts', 'values.json'])
  })

  it('are the same in another clone, and in a task of another name', async () => {
    const renamed = Object.fromEntries(
      Object.entries(TASK).map(([file, text]) => [file.replace('tasks/a', 'tasks/b'), text]),
    )
    expect(await digestsOf()).toEqual(await digestsOf())
    expect(await digests(workspace(renamed), 'tasks/b/run.ts')).toEqual(await digestsOf())
  })

  it.each<[string, Record<string, string>]>([
    ['a comment', { 'tasks/a/run.ts': RUN.replace('// A comment.', '/** Another\n * one. */') }],
    ['a type', { 'tasks/a/run.ts': RUN.replace('{ lr: number }', '{ lr: number; more?: string }') }],
    [
      'white space',
      { 'tasks/a/run.ts': RUN.replaceAll('\n', '\n\n').replaceAll('  ', '\t').replace('two\tblanks', 'two  blanks') },
    ],
    ['a semicolon or a kind of quotes', { 'tasks/a/run.ts': RUN.replaceAll('"', "'").replace('})\n', '});\n') }],
    ['a file that is only imported for its types', { 'tasks/a/types.ts': 'export interface Shape { height: number }' }],
    ['a file that is not imported', { 'library/other.ts': 'export const a = 1' }],
    ['a comment in a library file', { 'library/scale.ts': `// What.\n${TASK['library/scale.ts']}` }],
  ])('do not change with %s', async (_, change) => {
    expect(await digestsOf(change)).toEqual(await digestsOf())
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['code', { 'tasks/a/run.ts': RUN.replace('loss:', 'error:') }, ['run.ts']],
    ['white space in a text', { 'tasks/a/run.ts': RUN.replace('two  blanks', 'two blanks') }, ['run.ts']],
    ['the code of a library file', { 'library/scale.ts': 'export const scale = () => 0' }, ['../../library/scale.ts']],
    ['imported data', { 'tasks/a/values.json': '{ "by": 3 }' }, ['values.json']],
    [
      'a setting that changes what the code does',
      { 'tsconfig.json': '{ "compilerOptions": { "alwaysStrict": true } }' },
      ['../../library/scale.ts', 'run.ts'],
    ],
  ])('change with %s, and no others', async (_, change, changed) => {
    const [before, after] = [await digestsOf(), await digestsOf(change)]
    expect(Object.keys(after).filter((id) => before[id] !== after[id] && id in before)).toEqual(changed)
  })

  it('change when a name comes to mean another file, though no file changes', async () => {
    const files = {
      'library/one.ts': 'export const n = 1',
      'library/two.ts': 'export const n = 2',
      'tasks/a/run.ts': `import { n } from '@model'; import { n as one } from '../../library/one'; import { n as two } from '../../library/two'; export const run = () => [n, one, two]`,
    }
    const meaning = (file: string): unknown => ({ compilerOptions: { paths: { '@model': [`./library/${file}.ts`] } } })
    const one = await digests(workspace({ ...files, 'tsconfig.json': meaning('one') }))
    const two = await digests(workspace({ ...files, 'tsconfig.json': meaning('two') }))
    expect(Object.keys(one)).toEqual(Object.keys(two))
    expect(one).not.toEqual(two)
  })

  it('call the files of a package that is linked in from elsewhere by its name', async () => {
    const elsewhere = workspace({
      'tools/package.json': { name: '@me/tools', main: './src/index.ts' },
      'tools/src/index.ts': 'export const t = 1',
    })
    const here = workspace({ 'tasks/a/run.ts': `import { t } from '@me/tools'; export const run = () => t` })
    here.link('node_modules/@me/tools', elsewhere.path('tools'))
    expect(Object.keys(await digests(here)).sort()).toEqual(['@me/tools:src/index.ts', 'run.ts'])
  })

  it('of the files that import bocas do not say whether it is linked or installed', async () => {
    const files = { 'tasks/a/run.ts': `import { series } from 'bocas'; export const run = () => series({ a: [1] })` }
    const [linked, installed] = [workspace(files), workspace(files)]
    linkBocas(linked)
    installed.install('bocas', '0.1.0')
    expect((await digests(linked))['run.ts']).toBe((await digests(installed))['run.ts'])
  })
})
