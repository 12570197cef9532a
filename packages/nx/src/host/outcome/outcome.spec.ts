import { describeFailure, nonFiniteLines, summarizeOutcomes, type Finished, type Outcome } from './outcome'

const finished = (outcome: Outcome, task = 'mnist', name = 'lr=0.1'): Finished => ({
  task,
  run: { name, config: { lr: 0.1 } },
  outcome,
})

describe('the text of a failure', () => {
  it('says what, where, of which config, and where the log is', () => {
    const outcome: Outcome = {
      kind: 'failed',
      message: 'loss is NaN\nafter 3 steps',
      at: 'tasks/mnist/run.ts:12:7',
      log: '.bocas/failed/mnist/lr=0.1/run.log',
    }
    expect(describeFailure(finished(outcome))).toBe(
      `✖ mnist/lr=0.1: failed
  loss is NaN
  after 3 steps
  at      tasks/mnist/run.ts:12:7
  config  {"lr":0.1}
  log     .bocas/failed/mnist/lr=0.1/run.log`,
    )
  })

  it('shows the end of the log when the process said nothing itself', () => {
    const outcome: Outcome = {
      kind: 'failed',
      message: 'the process was ended by SIGKILL before run returned',
      codes: ['process-ended'],
      tail: 'step 1\nstep 2',
      log: 'x/run.log',
    }
    expect(describeFailure(finished(outcome))).toBe(
      `✖ mnist/lr=0.1: failed
  the process was ended by SIGKILL before run returned
  last lines of its log:
    │ step 1
    │ step 2
  config  {"lr":0.1}
  log     x/run.log
  more    npx bocas explain bocas/process-ended`,
    )
  })

  it.each<[Outcome, string]>([
    [{ kind: 'interrupted' }, '✖ mnist/lr=0.1: interrupted'],
    [
      { kind: 'interrupted', goesOnAt: 'slurm' },
      '✖ mnist/lr=0.1: interrupted\n  its job of slurm goes on: the next call of nx collects what comes of it; npx bocas jobs shows it',
    ],
    [{ kind: 'not started', message: 'call nx again' }, '✖ mnist/lr=0.1: not started\n  call nx again'],
  ])('is short when there is nothing more to say', (outcome, text) => {
    expect(describeFailure(finished(outcome))).toBe(text)
  })
})

describe('the summary of a call', () => {
  it('counts the outcomes that occurred, in the words and order of the documentation', () => {
    const all = [
      finished({ kind: 'not started', message: '' }),
      finished({ kind: 'failed', message: '' }),
      finished({ kind: 'trained', seconds: 1 }),
      finished({ kind: 'kept' }),
      finished({ kind: 'kept' }),
      finished({ kind: 'interrupted' }),
    ]
    expect(summarizeOutcomes(all)).toBe('mnist: 6 runs · 1 trained · 2 kept · 1 failed · 1 interrupted · 1 not started')
    expect(summarizeOutcomes([finished({ kind: 'kept' })])).toBe('mnist: 1 run · 1 kept')
    expect(summarizeOutcomes([finished({ kind: 'kept' })], new Map([['mnist', 1]]))).toBe('mnist: 1 run · 1 kept')
    expect(summarizeOutcomes([finished({ kind: 'kept' })], new Map([['mnist', 10]]))).toBe(
      'mnist: 1 of 10 runs · 1 kept',
    )
  })

  it('names all tasks', () => {
    expect(summarizeOutcomes([finished({ kind: 'kept' }), finished({ kind: 'kept' }, 'penguins')])).toBe(
      'mnist, penguins: 2 runs · 2 kept',
    )
  })

  it('says of how many runs with results something is not finite, task by task', () => {
    const nan = (step: number) => [
      { path: 'history.loss', what: 'NaN', count: 1, of: 20, first: { step, called: 'epoch' } } as const,
    ]
    const all = [
      finished({ kind: 'trained', seconds: 1, nonFinite: nan(7) }),
      finished({ kind: 'kept', nonFinite: nan(4) }),
      finished({ kind: 'kept' }),
      finished({ kind: 'failed', message: '' }),
      finished({ kind: 'kept', nonFinite: nan(9) }, 'penguins'),
      finished({ kind: 'kept' }, 'toy'),
    ]
    expect(nonFiniteLines(all)).toEqual([
      '⚠ mnist: 2 of 3 runs have NaN in `history.loss`, first at epoch 4',
      '⚠ penguins: 1 of 1 run has NaN in `history.loss`, first at epoch 9',
    ])
  })
})
