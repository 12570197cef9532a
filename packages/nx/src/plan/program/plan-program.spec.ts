import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import type { CommandDeclaration } from 'bocas/internal/light'
import { planProgram } from './plan-program'
import { testWorkspace, type TestWorkspace } from '../test-workspace'

// Node is the one interpreter that is sure to be here.
let workspace: TestWorkspace
beforeEach(() => {
  workspace = testWorkspace({
    'tasks/a/train.js': 'train',
    'tasks/a/src/model.js': 'model',
    'tasks/a/src/deep/layer.js': 'layer',
    'tasks/a/src/__pycache__/model.pyc': 'made',
    'tasks/a/src/.cache/x.js': 'made',
    'tasks/a/.venv/lib/numpy.js': 'installed',
    'tasks/a/node_modules/x/index.js': 'installed',
    'shared/uv.lock': 'numpy==1',
  })
})
afterEach(() => workspace.remove())

const plan = (declaration: Partial<CommandDeclaration>) =>
  planProgram(workspace.root, workspace.path('tasks/a'), {
    line: 'node train.js',
    inputs: ['train.js'],
    ...declaration,
  })
const ingredients = async (declaration: Partial<CommandDeclaration> = {}) => {
  const { problems, program } = await plan(declaration)
  expect(problems).toEqual([])
  return program!.ingredients
}
const messages = async (declaration: Partial<CommandDeclaration>): Promise<string[]> =>
  (await plan(declaration)).problems.map(({ message, path }) => `${message} → at ${path}`)

describe('a program', () => {
  it('is made of its line, variables, interpreter, files and lock file', async () => {
    const { program } = await plan({ lock: '../../shared/uv.lock', env: { THREADS: '1' } })
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/) as string
    expect(program!.ingredients).toEqual({
      line: 'node train.js',
      env: { THREADS: '1' },
      interpreter: process.version,
      inputs: { 'train.js': digest },
      lock: { '../../shared/uv.lock': digest },
    })
    expect(program!.files).toEqual(['shared/uv.lock', 'tasks/a/train.js'])
  })

  it('has the files of folders and patterns, without what tools have made', async () => {
    const names = async (...inputs: string[]) => Object.keys((await ingredients({ inputs })).inputs).sort()
    expect(await names('**/*.js')).toEqual(['src/deep/layer.js', 'src/model.js', 'train.js'])
    expect(await names('train.js', 'src')).toEqual(['src/deep/layer.js', 'src/model.js', 'train.js'])
  })

  it('changes with the content of a file and not with its time', async () => {
    const before = await ingredients()
    writeFileSync(workspace.path('tasks/a/train.js'), 'train')
    expect(await ingredients()).toEqual(before)
    writeFileSync(workspace.path('tasks/a/train.js'), 'train!')
    expect(await ingredients()).not.toEqual(before)
  })

  it('names all that cannot be found at once', async () => {
    expect(await messages({ inputs: ['trian.js', 'lib/*.js', '../../../x.js'], lock: 'uv.lock' })).toEqual([
      "the input 'trian.js' matches no file → at inputs[0]",
      "the input 'lib/*.js' matches no file → at inputs[1]",
      "'../../../x.js' is outside the workspace → at inputs[2]",
      "there is no lock file 'uv.lock' → at lock",
      'the command runs train.js, which is not among its inputs → at inputs',
    ])
  })

  it('may be a file of the task, whose interpreter is asked for', async () => {
    workspace.write({ 'tasks/a/run.sh': '#!/bin/sh\ntrue\n', 'tasks/a/compiled': 'ELF' })
    chmodSync(workspace.path('tasks/a/run.sh'), 0o755)
    expect(await messages({ line: './run.sh', inputs: ['run.sh'] })).toEqual([
      './run.sh begins with `#!/bin/sh`, and the version of that interpreter is in no key → at interpreter',
    ])
    expect(
      (await ingredients({ line: './run.sh', inputs: ['run.sh'], interpreter: 'node --version' })).interpreter,
    ).toBe(process.version)
    expect((await ingredients({ line: './run.sh', inputs: ['run.sh'], interpreter: false })).interpreter).toBeNull()
    expect((await ingredients({ line: './compiled', inputs: ['compiled'] })).interpreter).toBeNull()
    expect(await messages({ line: './missing', inputs: ['train.js'] })).toEqual([
      'there is no program ./missing → at line',
    ])
  })

  it('may be an interpreter in an environment of the task, which is no input', async () => {
    symlinkSync(process.execPath, workspace.path('tasks/a/.venv/node'))
    const { interpreter, inputs } = await ingredients({ line: '.venv/node train.js' })
    expect({ interpreter, inputs: Object.keys(inputs) }).toEqual({
      interpreter: process.version,
      inputs: ['train.js'],
    })
  })

  it.each([
    ['no-such-interpreter --version', '`no-such-interpreter` was not found'],
    ['node --no-such-flag', 'it ended with exit code 9: '],
    ["node -e ''", 'it printed nothing'],
  ])('is not planned when `%s` gives no version', async (interpreter, reason) => {
    const [message] = await messages({ interpreter })
    expect(message).toContain(`the version of the interpreter cannot be asked for by`)
    expect(message).toContain(reason)
  })

  it('is not planned when its declaration is wrong', async () => {
    const { problems, program } = await plan({ line: 'node train.js | tee log' })
    expect(problems).toHaveLength(1)
    expect(program).toBeUndefined()
  })
})
