import { mkdirSync } from 'node:fs'
import { findDeclaredData } from '../plan/data/declared-data'
import { isLeftBehind } from './left-behind'
import { findProgramFiles } from '../plan/program/program-files'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'

const LEFT_BEHIND = [
  '.DS_Store', '._x.csv', 'Icon\r', '.localized', '.nfs00000000012345', '.fuse_hidden0000a1', 'Thumbs.db', 'thumbs.db', 'ehthumbs.db',
  'desktop.ini', 'Desktop.ini', '.directory', '.x.csv.swp', '.x.csv.swo', '.x.csv.un~', 'x.csv~', '#x.csv#', '.#x.csv', '.~lock.x.csv#',
  '~$x.xlsx', '__MACOSX/x.csv', '.ipynb_checkpoints/x-checkpoint.csv', '$RECYCLE.BIN/x.csv', 'deep/er/.DS_Store', '.Spotlight-V100/store.db',
  '@eaDir/x.csv',
] // prettier-ignore

const DATA = [
  'x.csv', '.hidden.csv', '.config/x.csv', 'DS_Store', 'Thumbs.dbx', 'thumbs.db/x.csv', 'my.desktop.ini.csv', 'x.swp', 'x#y.csv', '#x.csv',
  '_x.csv', '.x.swp.csv', 'a~b.csv', 'Icon', '__MACOSX.csv', '..csv',
] // prettier-ignore

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace({ 'tasks/a/data/x.csv': '1', 'tasks/a/prog/main.py': '1' })))
afterEach(() => workspace.remove())

const find = (...names: string[]) => findDeclaredData(workspace.root, workspace.path('tasks/a'), names)
const program = (input: string) =>
  findProgramFiles(workspace.root, workspace.path('tasks/a'), { line: 'python3 prog/main.py', inputs: [input] })

describe('what systems leave behind in a folder of data', () => {
  it.each(LEFT_BEHIND)('is no data: %j', async (name) => {
    expect(isLeftBehind(name)).toBe(true)
    const before = await find('data', '*/**')
    workspace.write({ [`tasks/a/data/${name}`]: 'anything' })
    expect(await find('data', '*/**')).toEqual(before)
  })

  it.each(LEFT_BEHIND)('is no input of a program: %j', async (name) => {
    const before = await Promise.all([program('prog'), program('prog/**')])
    workspace.write({ [`tasks/a/prog/${name}`]: 'anything' })
    expect(await Promise.all([program('prog'), program('prog/**')])).toEqual(before)
  })

  it.each(DATA)('is not taken for %j', async (name) => {
    expect(isLeftBehind(name)).toBe(false)
    const [before] = Object.values((await find('data')).digests)
    workspace.write({ [`tasks/a/data/${name}`]: 'new' })
    expect(Object.values((await find('data')).digests)[0]).not.toBe(before)
  })

  it('is data when it is named itself, because then it is meant', async () => {
    workspace.write({ 'tasks/a/data/Thumbs.db': '1' })
    expect((await find('data/Thumbs.db')).places).toEqual({
      'data/Thumbs.db': workspace.path('tasks/a/data/Thumbs.db'),
    })
  })

  it('is looked for below the data only: a workspace may lie in any folder', async () => {
    mkdirSync(workspace.path('__MACOSX/tasks/a'), { recursive: true })
    workspace.write({ '__MACOSX/tasks/a/data/x.csv': '1' })
    const { problems } = await findDeclaredData(workspace.root, workspace.path('__MACOSX/tasks/a'), [
      'data',
      'data/*.csv',
    ])
    expect(problems).toEqual([])
  })

  it('makes no data of a folder that holds nothing else', async () => {
    workspace.write({ 'tasks/a/empty/.DS_Store': '1' })
    expect((await find('empty')).problems).toEqual([
      {
        code: 'missing-data',
        message: "data 'empty' matches no file",
        hint: 'looked for tasks/a/empty; paths are relative to tasks/a',
      },
    ])
  })
})
