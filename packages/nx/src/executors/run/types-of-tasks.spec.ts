import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import type { RequestedRuns } from './look-up'
import { refuseWrongTypes, tasksToExecute, tellWrongTypes, typecheckOf, typeWarnings } from './types-of-tasks'

jest.setTimeout(120_000)

const { signal } = new AbortController()

let workspace: TestWorkspace
beforeEach(() => {
  workspace = testWorkspace({
    'package.json': { name: 'x', type: 'module' },
    'tasks/right/run.ts': 'export const run = (): number => 1\n',
    'tasks/wrong/run.ts': "export const run = (): number => 'one'\n",
    '.bocas/store/stored/result.json': {},
    'node_modules/.keep': '',
  })
})
afterEach(() => workspace.remove())

const install = (): void =>
  symlinkSync(join(__dirname, '../../../../../node_modules/typescript'), workspace.path('node_modules/typescript'))

const wanted = (task: string, key: string) => ({ id: `${task}/${key}`, plan: { task }, run: { name: key, key } })
const requested = (...all: ReturnType<typeof wanted>[]): RequestedRuns =>
  ({ wanted: all, refused: [] }) as unknown as RequestedRuns

async function told(...tasks: string[]): Promise<string[]> {
  const lines: string[] = []
  await tellWrongTypes(workspace.root, tasks, (line) => lines.push(line), signal)
  return lines
}

const WRONG = "tasks/wrong/run.ts:1:34 Type 'string' is not assignable to type 'number'. (TS2322)"

describe('the types of tasks whose runs are executed', () => {
  it('are those of tasks with a run that is not stored', () => {
    const runs = [wanted('a', 'stored'), wanted('b', 'stored'), wanted('b', 'new'), wanted('c', 'other')]
    expect(tasksToExecute(workspace.root, requested(...runs).wanted)).toEqual(['b', 'c'])
  })

  it('are told with their lines', async () => {
    install()
    workspace.write({ 'tsconfig.json': { compilerOptions: { module: 'nodenext', strict: true } } })
    expect(await told('right', 'wrong')).toEqual([`⚠ wrong: ${WRONG}`])
  })

  it('are not looked at where there is no tsconfig.json or no compiler', async () => {
    workspace.write({ 'tsconfig.json': {} })
    expect(await told('wrong')).toEqual([])
    install()
    rmSync(workspace.path('tsconfig.json'))
    expect(await told('wrong')).toEqual([])
  })

  it('are told as far as they can be read, and no further', () => {
    const problems = Array.from({ length: 8 }, (_, index) => ({
      message: `m${index}`,
      hint: index === 0 ? 'h' : undefined,
    }))
    expect(typeWarnings('a', problems)).toEqual([
      '⚠ a: m0\n  h',
      '⚠ a: m1',
      '⚠ a: m2',
      '⚠ a: m3',
      '⚠ a: m4',
      '⚠ a: 3 more mistakes of types: nx run a:check lists all',
    ])
    expect(typeWarnings('a', problems.slice(0, 6)).at(-1)).toBe(
      '⚠ a: 1 more mistake of types: nx run a:check lists all',
    )
  })

  it('keep a task from being started where they are to be right, and what is stored is given out', async () => {
    install()
    const all = requested(wanted('right', 'new'), wanted('wrong', 'stored'), wanted('wrong', 'new'))
    const { wanted: left, refused } = await refuseWrongTypes(workspace.root, all, signal)
    expect(left.map(({ id }) => id)).toEqual(['right/new', 'wrong/stored'])
    expect(refused.map(({ id }) => id)).toEqual(['wrong/new'])
    expect(refused[0]!.finished.outcome).toEqual({
      kind: 'not started',
      message: expect.stringContaining(`1 problem in the types of wrong\n✖ ${WRONG}`),
    })
  })

  it('are not looked at when the call is to end', async () => {
    install()
    const all = requested(wanted('wrong', 'new'))
    expect(await refuseWrongTypes(workspace.root, all, AbortSignal.abort())).toEqual(all)
  })

  it('matter as nx.json says', () => {
    expect(typecheckOf(workspace.root)).toBe('warn')
    workspace.write({ 'nx.json': { plugins: [{ plugin: '@bocas/nx', options: { typecheck: 'error' } }] } })
    expect(typecheckOf(workspace.root)).toBe('error')
  })
})
