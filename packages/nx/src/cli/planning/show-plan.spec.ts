import type { Change } from '../../history/config-changes'
import type { RunState, TaskStates } from '../../history/run-state'
import { showTask, showTotals } from './show-plan'
import { totalsOf } from './totals'

const change = (text: string): Change => ({ kind: 'code', what: text, how: 'changed', text })
const run = (name: string, state: RunState['state'], more: Partial<RunState> = {}): RunState => ({
  task: 'mnist',
  name,
  key: name.padEnd(64, '0'),
  config: {},
  state,
  seconds: null,
  ...more,
})
const task = (runs: RunState[], more: Partial<TaskStates> = {}): TaskStates => ({
  task: 'mnist',
  problems: [],
  runs,
  bytesPerRun: null,
  durations: 0,
  ...more,
})
const nearest = (...texts: string[]) => ({
  nearest: { task: 'mnist', name: 'lr=0.2', key: 'k', changes: texts.map(change) },
})

describe('the plan of a task', () => {
  it('counts the states and groups stale runs by what changed', () => {
    const stale = Array.from({ length: 7 }, (_, seed) =>
      run(`seed=${seed}`, 'stale', nearest('library/shuffle.ts changed')),
    )
    const other = run('lr=0.3', 'stale', nearest('model.lr 0.01 → 0.02', 'ml-random-forest 2.1.0 → 2.2.0'))
    expect(showTask(task([run('lr=0.1', 'kept'), ...stale, other, run('lr=0.5', 'failed', { failure: 'NaN' })]))).toBe(
      [
        'mnist: 10 runs · 1 kept · 1 failed · 8 stale',
        '  failed: lr=0.5',
        '    NaN',
        '  stale: seed=0, seed=1, seed=2, seed=3, seed=4 and 2 more',
        '    library/shuffle.ts changed',
        '  stale: lr=0.3',
        '    model.lr 0.01 → 0.02, ml-random-forest 2.1.0 → 2.2.0',
      ].join('\n'),
    )
  })

  it('says under which name of the task they are kept', () => {
    const { nearest: found } = nearest('tasks/mnist/run.ts changed')
    const ofDigits = { nearest: { ...found, task: 'digits' } }
    expect(
      showTask(task([run('a', 'stale', ofDigits), run('b', 'stale', ofDigits), run('c', 'missing', ofDigits)])),
    ).toBe(
      [
        'mnist: 3 runs · 2 stale · 1 missing',
        '  stale: a, b',
        '    tasks/mnist/run.ts changed (kept as runs of digits)',
        '  missing: c',
        '    no result yet; the most similar result, of digits, differs: tasks/mnist/run.ts changed',
      ].join('\n'),
    )
  })

  it('says what is new in a run beside the most similar one, unless too much differs', () => {
    const shown = showTask(
      task([
        run('a', 'missing', nearest('lr 0.2 → 0.3')),
        run('b', 'missing', nearest('1', '2', '3', '4')),
        run('c', 'missing'),
      ]),
    )
    expect(shown).toContain(
      '  missing: a\n    no result yet; the most similar result differs: lr 0.2 → 0.3\n  missing: b, c\n    no result yet',
    )
  })

  it('tells once of new runs that differ alike, each from another one', () => {
    const { nearest: found } = nearest('tactic.name bumps → wide', 'tasks/mnist/run.ts changed')
    const added = ['seed=0', 'seed=1', 'seed=2'].map((name) =>
      run(`tactic=wide+${name}`, 'missing', { nearest: { ...found, name: `tactic=bumps+${name}` } }),
    )
    expect(showTask(task(added)).split('\n').slice(1)).toEqual([
      '  missing: tactic=wide+seed=0, tactic=wide+seed=1, tactic=wide+seed=2',
      '    no result yet; the most similar result differs: tactic.name bumps → wide, tasks/mnist/run.ts changed',
    ])
  })

  it('tells of damaged results and of other commands', () => {
    const shown = showTask(
      task([
        run('a', 'kept', { damaged: 'x.csv is missing' }),
        run('b', 'missing', { damaged: 'no seal' }),
        run('c', 'running'),
      ]),
    )
    expect(shown).toContain('a\n    the copy in the store is damaged, its view is used: x.csv is missing')
    expect(shown).toContain('b\n    its result is damaged: no seal')
    expect(shown).toContain('c\n    another command is executing it')
  })

  it('shows only so many reasons', () => {
    const many = Array.from({ length: 30 }, (_, index) => run(`r${index}`, 'stale', nearest(`f${index} changed`)))
    expect(showTask(task(many)).split('\n')).toHaveLength(1 + 2 * 12 + 1)
  })

  it('does not count on a run that this machine cannot execute', () => {
    const tasks = [
      task([
        run('a', 'missing', { refused: 'it asks for 2 gpu, this machine has 1' }),
        run('b', 'missing', { seconds: 1 }),
      ]),
    ]
    expect(showTask(tasks[0]!)).toContain(
      'missing: a\n    cannot be executed here: it asks for 2 gpu, this machine has 1\n  missing: b',
    )
    expect(totalsOf(tasks, 1)).toMatchObject({ train: 1, seconds: 1, counts: { missing: 2 } })
  })

  it('is what is wrong with it when it does not load', () => {
    expect(showTask(task([], { problems: ['1 problem in tasks/mnist/sweep.ts\n✖ no'] }))).toBe(
      '1 problem in tasks/mnist/sweep.ts\n✖ no',
    )
  })
})

describe('the totals', () => {
  it('add up time, parallelism and disk', () => {
    const tasks = [
      task(
        [
          run('a', 'stale', { seconds: 60, ...nearest('x') }),
          run('b', 'missing', { seconds: 120 }),
          run('c', 'missing'),
          run('d', 'kept'),
        ],
        { bytesPerRun: 1000, durations: 4 },
      ),
    ]
    const totals = totalsOf(tasks, 2)
    expect(totals).toMatchObject({
      train: 3,
      seconds: 150,
      guessed: 1,
      durations: 4,
      bytes: 3000,
      counts: { kept: 1, stale: 1, missing: 2 },
    })
    expect(showTotals(tasks, totals, 2, 5e9)).toBe(
      [
        'nx run-many -t experiment would execute 3 runs, 2 at a time',
        '  time  about 3 min, going by 4 earlier runs; 1 without a relative taken to be like the others',
        '  disk  about 3.0 kB more; 5.0 GB free',
      ].join('\n'),
    )
  })

  it('admit what they do not know', () => {
    const tasks = [task([run('a', 'missing')], { concurrency: 1 })]
    expect(showTotals(tasks, totalsOf(tasks, 4), 4, null)).toBe(
      'nx run-many -t experiment would execute 1 run, 4 at a time (mnist 1)\n  time  unknown: no run of these tasks has been executed here yet\n  disk  unknown',
    )
  })

  it('count a run of another command as nothing to do here', () => {
    const tasks = [task([run('a', 'running'), run('b', 'kept')])]
    expect(showTotals(tasks, totalsOf(tasks, 1), 1, 1)).toBe(
      'nothing is to be executed; 1 run another command is executing',
    )
  })

  it('names the command that was asked about, and counts the disk of what is executed only', () => {
    const kept = { ...task([run('a', 'kept')], { bytesPerRun: 1000 }), task: 'kept' }
    const tasks = [kept, task([run('b', 'missing')])]
    const shown = (...asked: string[]): string[] => showTotals(tasks, totalsOf(tasks, 1), 1, null, asked).split('\n')
    expect(shown('mnist')[0]).toBe('nx run mnist:experiment would execute 1 run, 1 at a time')
    expect(shown('kept', 'mnist')[0]).toBe('nx run-many -t experiment -p kept,mnist would execute 1 run, 1 at a time')
    expect(shown().at(-1)).toBe('  disk  unknown')
  })

  it('does not say that nothing is to be executed while a task cannot be planned', () => {
    const broken = task([], { problems: ['1 problem in tasks/mnist/sweep.ts'] })
    const other = { ...task([run('a', 'kept')]), task: 'other' }
    const shown = (...tasks: TaskStates[]): string => showTotals(tasks, totalsOf(tasks, 1), 1, null)
    expect(shown(broken)).toBe('what is to be executed is not known: see above what is wrong with mnist')
    expect(shown(other, broken)).toBe('nothing is to be executed; of mnist it is not known: see above')
    expect(shown({ ...other, runs: [run('a', 'missing')] }, broken)).toMatch(
      /^nx run-many -t experiment would execute 1 run, 1 at a time; of mnist it is not known: see above\n/,
    )
    expect(shown()).toBe('nothing is to be executed')
  })
})
