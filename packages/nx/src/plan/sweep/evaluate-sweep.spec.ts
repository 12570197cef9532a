import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { evaluateSweep, timeLimit } from './evaluate-sweep'
import { readSealed, writeSealed } from '../../shared/sealed-json'
import { installBocas } from '../test-bocas'
import { testWorkspace, type TestWorkspace } from '../test-workspace'

// Each workspace bundles its worker anew.
jest.setTimeout(60_000)

const FILE = 'tasks/a/sweep.ts'

let workspace: TestWorkspace
beforeEach(() => {
  workspace = testWorkspace()
  installBocas(workspace)
})
afterEach(() => workspace.remove())

async function problemsOf(code: string): Promise<unknown> {
  workspace.write({ [FILE]: code })
  return (await evaluateSweep(workspace.root, workspace.path(FILE))).plan.problems
}

const evaluations = (): string[] => readdirSync(workspace.path('.bocas/sweeps'))

it.each([
  [0, 8, 10],
  [2, 2, 10],
  [3, 2, 20],
  [9.5, 2, 50],
  [200, 2, 60],
])('a sweep has its seconds, and more where %d processes compute on %d cores', (load, cores, seconds) => {
  expect(timeLimit(load, cores)).toBe(seconds)
})

describe('a sweep', () => {
  it('is evaluated apart, once per content of its code; comments and what it prints do not matter', async () => {
    const code = `import { defineSweep, sweep } from 'bocas'\nconsole.log('{"json": "no"}')\nexport default defineSweep({ lr: sweep([1, 2]) })`
    workspace.write({ [FILE]: code })
    const first = await evaluateSweep(workspace.root, workspace.path(FILE))
    expect(first.plan.problems).toEqual([])
    expect(first.plan.runs.map(({ name }) => name)).toEqual(['lr=1', 'lr=2'])
    expect(first.files).toContain(FILE)
    workspace.write({ [FILE]: `// Why.\n${code}` })
    expect((await evaluateSweep(workspace.root, workspace.path(FILE))).plan).toEqual(first.plan)
    expect(evaluations().filter((name) => !name.endsWith('.json'))).toEqual([])
  })

  it.each<[string, string, unknown]>([
    [
      'throws',
      `export default 1\nthrow new Error('no such thing')`,
      [{ code: 'threw-while-loading', message: 'no such thing', hint: 'thrown at tasks/a/sweep.ts:2:7' }],
    ],
    [
      'misspells what it has to import',
      `import { sweep } from 'bocas'\nexport default sweep([seed(5)])`,
      [
        {
          code: 'threw-while-loading',
          message: 'seed is not defined',
          hint: "thrown at tasks/a/sweep.ts:2:16\ndid you mean `seeds`? import { seeds } from 'bocas'",
        },
      ],
    ],
    [
      'uses what it does not import',
      `export default sweep([1])`,
      [
        {
          code: 'threw-while-loading',
          message: 'sweep is not defined',
          hint: "thrown at tasks/a/sweep.ts:1:16\nimport { sweep } from 'bocas'",
        },
      ],
    ],
    [
      'throws nothing to speak of',
      `throw new Error()`,
      [
        {
          code: 'threw-while-loading',
          message: 'it threw an error without a message',
          hint: 'thrown at tasks/a/sweep.ts:1:7',
        },
      ],
    ],
    [
      'ends its process',
      `console.log('bye'); process.exit(0)`,
      [
        {
          code: 'sweep-ended',
          message: 'the sweep ended its process (exit code 0) instead of exporting a sweep',
          hint: 'it printed: bye',
        },
      ],
    ],
    [
      'is killed',
      `process.abort()`,
      [
        {
          code: 'sweep-ended',
          message: 'the sweep ended its process (signal SIGABRT) instead of exporting a sweep',
          hint: expect.stringMatching(/^it printed: /),
        },
      ],
    ],
    [
      'does not load',
      `export default (`,
      [{ code: 'syntax-error', message: 'Unexpected end of file (tasks/a/sweep.ts:1:17)', hint: undefined }],
    ],
  ])('that %s has that as its problem', async (_, code, problems) => {
    expect(await problemsOf(code)).toEqual(problems)
  })

  it('that was killed is tried again later, one that throws is not: its code would come to the same', async () => {
    await problemsOf(`process.abort()`)
    const place = workspace.path('.bocas/sweeps', evaluations()[0]!)
    const doubted = (): number => readSealed<{ doubtedSince: number }>(place)!.doubtedSince
    const first = doubted()
    await problemsOf(`process.abort()`)
    expect(doubted()).toBe(first)
    for (const later of [first - 61_000, first + 3_600_000]) {
      // A minute has passed; the clock was set back by an hour.
      writeSealed(place, { ...readSealed<object>(place), doubtedSince: later })
      const before = Date.now()
      await problemsOf(`process.abort()`)
      expect(doubted()).toBeGreaterThanOrEqual(before)
      expect(doubted()).toBeLessThanOrEqual(Date.now())
    }
  })

  it('is evaluated anew when what is remembered of it was damaged, were it one digit of a value', async () => {
    workspace.write({ [FILE]: `import { defineSweep } from 'bocas'; export default defineSweep({ i: 16 })` })
    const plan = async () => (await evaluateSweep(workspace.root, workspace.path(FILE))).plan
    const whole = await plan()
    expect(whole.runs[0]!.config).toEqual({ i: 16 })
    for (const name of evaluations()) {
      const place = workspace.path('.bocas/sweeps', name)
      writeFileSync(place, readFileSync(place, 'utf8').replaceAll('16', '17'))
    }
    expect(await plan()).toEqual(whole)
  })
})
