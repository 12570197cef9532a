import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sha256 } from '../keys/canonical-json'
import { makeProgramFolder } from './program-folder'

describe('the folder of a program', () => {
  let base: string
  let root: string
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-folder-')))
    root = join(base, 'workspace')
  })
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  const write = (file: string, content = file): string => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), content)
    return join(root, file)
  }
  const input = (file: string) => ({ file: write(file), sha256: sha256(file) })
  const make = (inputs: ReturnType<typeof input>[], data: Record<string, string> = {}): string => {
    const into = mkdtempSync(join(base, 'copy-'))
    expect(makeProgramFolder(into, { root, folder: join(root, 'tasks/x'), inputs, data })).toBe(join(into, 'tasks/x'))
    return into
  }
  const has = (into: string, file: string): boolean =>
    statSync(join(into, file), { throwIfNoEntry: false }) !== undefined

  it('has the inputs, wherever in the workspace they lie, and nothing that is not declared', () => {
    const inputs = [input('tasks/x/train.py'), input('tasks/x/model/net.py'), input('library/split.py')]
    write('tasks/x/notes.md')
    write('tasks/y/train.py')
    const into = make(inputs)
    expect(readFileSync(join(into, 'tasks/x/model/net.py'), 'utf8')).toBe('tasks/x/model/net.py')
    expect(readFileSync(join(into, 'tasks/x/../../library/split.py'), 'utf8')).toBe('library/split.py')
    expect([has(into, 'tasks/x/notes.md'), has(into, 'tasks/y')]).toEqual([false, false])
  })

  it('has copies: what is written there changes no input', () => {
    const inputs = [input('tasks/x/run.sh')]
    chmodSync(join(root, 'tasks/x/run.sh'), 0o755)
    const into = make(inputs)
    expect(statSync(join(into, 'tasks/x/run.sh')).mode & 0o777).toBe(0o755)
    writeFileSync(join(into, 'tasks/x/run.sh'), 'other')
    expect(readFileSync(join(root, 'tasks/x/run.sh'), 'utf8')).toBe('tasks/x/run.sh')
  })

  it('links declared data: files, and folders with all in them, also around an input', () => {
    write('tasks/x/data/b.csv')
    write('tasks/x/data/deep/c.csv')
    write('data/a.csv')
    const data = {
      data: join(root, 'tasks/x/data'),
      'data/b.csv': join(root, 'tasks/x/data/b.csv'),
      '../../data/a.csv': join(root, 'data/a.csv'),
    }
    for (const inputs of [[input('tasks/x/train.py')], [input('tasks/x/train.py'), input('tasks/x/data/load.py')]]) {
      const into = make(inputs, data)
      for (const file of ['tasks/x/data/b.csv', 'tasks/x/data/deep/c.csv', 'data/a.csv'])
        expect(readFileSync(join(into, file), 'utf8')).toBe(file)
      writeFileSync(join(into, 'tasks/x/train.py'), 'other')
    }
    expect(readFileSync(join(root, 'tasks/x/train.py'), 'utf8')).toBe('tasks/x/train.py')
  })

  it('has the environments and settings of tools, and not what git, Nx and bocas keep', () => {
    for (const file of ['tasks/x/.venv/bin/python', 'tasks/x/.python-version', '.venv/bin/python', 'venv/pyvenv.cfg'])
      write(file)
    for (const file of ['.git/config', '.nx/cache', '.bocas/store/x', 'node_modules/a/index.js']) write(file)
    const into = make([input('tasks/x/train.py'), input('tasks/x/.config/train.yaml')])
    for (const file of ['tasks/x/.venv/bin/python', 'tasks/x/.python-version', '.venv/bin/python', 'venv/pyvenv.cfg'])
      expect(has(into, file)).toBe(true)
    expect(has(into, 'node_modules/a/index.js')).toBe(true)
    for (const file of ['.git', '.nx', '.bocas']) expect(has(into, file)).toBe(false)
  })

  it('is not made of an input that is another one than the key says', () => {
    const inputs = [input('tasks/x/train.py')]
    write('tasks/x/train.py', 'edited')
    expect(() => make(inputs)).toThrow('tasks/x/train.py changed after the run was planned: call nx again')
  })
})
