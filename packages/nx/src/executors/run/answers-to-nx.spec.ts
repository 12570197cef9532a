import type { Finished, Outcome } from '../../host/outcome/outcome'
import type { ShownIn } from '../../host/outcome/progress'
import { answersToNx } from './answers-to-nx'

const run = (name: string, outcome: Partial<Outcome> = {}): Finished => ({
  task: 'mnist',
  run: { name, config: { name } },
  outcome: { kind: 'failed', message: 'it broke\nbecause of this', log: `${name}.log`, ...outcome } as Outcome,
})

/** What Nx is told of each run, one after the other. */
const told = (where: ShownIn, ...runs: readonly Finished[]): string[] => {
  const answer = answersToNx(runs.length, where)
  return runs.map((finished) => answer(`mnist/${finished.run.name}`, [finished]).result.terminalOutput)
}

const WHOLE = '✖ mnist/a: failed\n  it broke\n  because of this\n  config  {"name":"a"}\n  log     a.log\n'

describe("what Nx's interface shows of runs that failed", () => {
  it('is everything of the first, and of others that are the same what is their own', () => {
    expect(told('interface', run('a'), run('b'), run('c', { message: 'it fell' }), run('d'))).toEqual([
      WHOLE,
      expect.stringMatching(/^✖ mnist\/b: failed the same way as a, which.*\n {2}it broke\n {2}log .* mnist\/b\n$/),
      expect.stringMatching(/^✖ mnist\/c: failed\n {2}it fell\n {2}config /),
      expect.stringContaining('✖ mnist/d: failed the same way as a, '),
    ])
  })

  it('is everything of a run that is alone, in every call anew', () => {
    expect(told('interface', run('a'))).toEqual([WHOLE])
    expect(told('interface', run('a'))).toEqual([WHOLE])
  })

  it('is everything of interrupted ones, and nothing of those that are told together', () => {
    const leaves: Partial<Outcome> = { kind: 'interrupted', goesOnAt: 'slurm' }
    const [first, second] = told('interface', run('a', leaves), run('b', leaves))
    expect(second).toBe(first!.replace('mnist/a', 'mnist/b'))
    expect(second).toContain('its job of slurm goes on')
    expect(told('interface', run('a', { kind: 'interrupted', together: true }))).toEqual([''])
  })
})

it("has a line for each run in Nx's plain output", () => {
  expect(told('plain output', run('a'), run('b'))).toEqual([
    '✖ mnist/a failed: it broke\n',
    '✖ mnist/b failed the same way as a\n',
  ])
})

it('is a success when all runs of a task have ended well, with what is odd about their numbers', () => {
  const answer = answersToNx(1, 'interface')
  const done = run('a', { kind: 'kept' })
  expect(answer('mnist', [done]).result).toMatchObject({ success: true, terminalOutput: '' })
  expect(answer('mnist', [done, run('b')]).result).toMatchObject({ success: false })
})
