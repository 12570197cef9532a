import { existsSync, readdirSync } from 'node:fs'
import { readCode } from '../code/read-code'
import { readDeclaration, type ReadDeclaration } from './read-declaration'
import { installBocas } from '../test-bocas'
import { testWorkspace, type TestWorkspace } from '../test-workspace'

// Each workspace bundles its worker anew.
jest.setTimeout(60_000)

let workspace: TestWorkspace
beforeEach(() => {
  workspace = testWorkspace()
  installBocas(workspace)
})
afterEach(() => workspace.remove())

async function read(code: string): Promise<ReadDeclaration> {
  workspace.write({ 'tasks/a/run.ts': code })
  const outcome = await readCode(workspace.root, workspace.path('tasks/a/run.ts'))
  if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems))
  return readDeclaration(workspace.root, outcome.code)
}
const looks = (): number =>
  existsSync(workspace.path('.bocas/sweeps')) ? readdirSync(workspace.path('.bocas/sweeps')).length : 0

const DECLARATION = { line: 'python3 train.py', inputs: ['train.py'] }

describe('the declaration of a run', () => {
  it('is read without running it, once per content of its code', async () => {
    const code = `import { command } from 'bocas'\nconsole.log('noise')\nexport const run = command('python3 train.py', { inputs: ['train.py'] })\n`
    expect(await read(code)).toEqual({ declaration: DECLARATION, problems: [] })
    expect(await read(`// a comment\n${code}`)).toEqual({ declaration: DECLARATION, problems: [] })
    expect(looks()).toBe(2)
    expect(await read(code)).toEqual({ declaration: DECLARATION, problems: [] })
    expect(looks()).toBe(2)
  })

  it('is found behind another name and in the library', async () => {
    workspace.write({
      'library/python.ts': `import { command as start } from 'bocas'\nexport const python = (file: string) => start('python3 ' + file, { inputs: [file] })\n`,
    })
    const { declaration } = await read(
      `import { python } from '../../library/python'\nexport const run = python('train.py')\n`,
    )
    expect(declaration).toEqual(DECLARATION)
  })

  it('is not looked for in code that mentions none', async () => {
    expect(
      await read(`import { table } from 'bocas'\nexport const run = () => ({ rows: table([]) }) // command\n`),
    ).toEqual({
      declaration: null,
      problems: [],
    })
    expect(looks()).toBe(0)
  })

  it('is none for a function that mentions commands', async () => {
    const code = `import { command } from 'bocas'\nvoid command\nexport const run = () => ({ score: 1 })\n`
    expect(await read(code)).toEqual({ declaration: null, problems: [] })
  })

  it.each([
    ["throw new Error('no data')", 'run.ts threw while it was imported to read its command: no data'],
    ['process.exit(3)', 'run.ts ended its process (exit code 3) while it was imported to read its command'],
  ])('is a problem of the task when the code does `%s`', async (line, message) => {
    const { problems } = await read(`import { command } from 'bocas'\nvoid command\n${line}\nexport const run = 1\n`)
    expect(problems).toMatchObject([{ message }])
  })
})
