import { availableParallelism } from 'node:os'
import { packageContent } from '../plan/packages/package-content'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { parallelFlag, preTasksExecution } from './pre-tasks-execution'

describe('the parallelism that a command line asks for', () => {
  it.each<[string, number | undefined]>([
    ['', undefined],
    ['-t experiment', undefined],
    ['--parallel=4', 4],
    ['--parallel 4', 4],
    ['--parallel', 3],
    ['--parallel=', 3],
    ['--parallel -p mnist', 3],
    ['--parallel mnist', 3],
    ['--parallel=true', 3],
    ['--parallel --maxParallel=5', 5],
    ['--parallel --max-parallel 5', 5],
    ['--maxParallel=5', undefined],
    ['--parallel=false', 1],
    ['--no-parallel', 1],
    ['--parallel=1', 1],
    ['--parallel=0', 1],
    ['--parallel=some', 1],
    ['--parallel=2 --parallel=6', 6],
    ['--parallel=6 --no-parallel', 1],
    ['--parallel=100%', availableParallelism()],
    ['--parallel 1%', 1],
    ['--parallelism=4', undefined],
  ])('of "%s" is %s', (line, asked) => expect(parallelFlag(line.split(' '), {})).toBe(asked))

  it('is that of NX_PARALLEL when no flag says more', () => {
    const env = { NX_PARALLEL: '7' }
    expect(parallelFlag([], env)).toBe(7)
    expect(parallelFlag(['--parallel'], env)).toBe(7)
    expect(parallelFlag(['--parallel=2'], env)).toBe(2)
    expect(parallelFlag(['--no-parallel'], env)).toBe(1)
  })
})

describe('the hook before tasks', () => {
  let workspace: TestWorkspace
  beforeAll(() => (workspace = testWorkspace()))
  afterAll(() => workspace.remove())

  const call = async (argv: string[], parallel?: number): Promise<string | undefined> => {
    await preTasksExecution({}, { argv, nxJsonConfiguration: { parallel }, workspaceRoot: workspace.root } as never)
    return process.env.BOCAS_NX_PARALLEL
  }

  it('hands on the flag, else what nx.json says, else nothing: also after a call that had a flag', async () => {
    expect(await call(['--parallel=4'], 2)).toBe('4')
    expect(await call([], 2)).toBe('2')
    expect(await call([])).toBe('')
  })

  it('makes each call differ from the one before', async () => {
    await call([])
    const first = process.env.BOCAS_NX_CALL
    await call([])
    expect(process.env.BOCAS_NX_CALL).not.toBe(first)
  })

  it('says which installed packages were changed in place, of those that somebody planned with', async () => {
    const messageOf = async (): Promise<string | undefined> => {
      // What planning saw a moment ago counts for its command.
      await new Promise((resolve) => setTimeout(resolve, 1_010))
      await call([])
      return process.env.BOCAS_INSTALLED
    }
    workspace.install('a', '1.0.0')
    packageContent(workspace.root, 'node_modules/a', { name: 'a', version: '1.0.0', integrity: 'sha512-a' })
    expect(await messageOf()).toBe('')
    workspace.install('a', '1.0.0', 'exports.patched = true')
    const patched = await messageOf()
    expect(patched).toMatch(/^[0-9a-f]{64}$/)
    workspace.install('a', '1.0.0', 'exports.patched = 2')
    expect(await messageOf()).not.toBe(patched)
    workspace.install('a', '1.0.0')
    expect(await messageOf()).toBe('')
  })
})
