import { describe, expect, it } from '@jest/globals'
import { formatProblem } from '../../problems'
import { defineSweep, planSweeps, sweep } from '..'

const define = defineSweep as (...args: unknown[]) => unknown
const tree = { lr: sweep([1, 2]) }
const check = (options: unknown): string[] => planSweeps({ default: define(tree, options) }).problems.map(formatProblem)
const limitsOf = (options: unknown): unknown => planSweeps({ default: define(tree, options) }).limits

describe('limits', () => {
  it.each<[unknown, unknown]>([
    [{}, {}],
    [{ timeout: 90 }, { timeout: 90 }],
    [{ timeout: '90 s' }, { timeout: 90 }],
    [{ timeout: '1.5min' }, { timeout: 90 }],
    [{ timeout: '2 h' }, { timeout: 7200 }],
    [{ timeout: '1 d' }, { timeout: 86_400 }],
    [{ stall: '2 h' }, { stall: 7200 }],
    [{ stall: 10 }, { stall: 10 }],
    [{ stall: false }, { stall: 0 }],
    [{ allowNaN: ['history.loss', 'val'] }, { allowNaN: ['history.loss', 'val'] }],
    [{ secrets: ['HF_TOKEN', 'A_KEY', 'HF_TOKEN'] }, { secrets: ['A_KEY', 'HF_TOKEN'] }],
    [{ memory: '2 GB' }, { memory: 2e9 }],
    [{ memory: '512MiB' }, { memory: 512 * 2 ** 20 }],
    [{ retries: 0 }, { retries: 0 }],
    [
      { retries: 2, retryOn: ['timeout', 'threw', 'timeout'] },
      { retries: 2, retryOn: ['threw', 'timeout'] },
    ],
    [
      { concurrency: 1, resources: { gpu: 0.5, license: 2 } },
      { concurrency: 1, resources: { gpu: 0.5, license: 2 } },
    ],
  ])('of %j are %j', (options, limits) => {
    expect(check(options)).toEqual([])
    expect(limitsOf(options)).toEqual(limits)
  })

  it.each<[unknown, string]>([
    ...([0, -1, NaN, Infinity, '90', '-90 s', '90 m', 'soon', '', null, true] as const).map(
      (timeout): [unknown, string] => [
        { timeout },
        `✖ \`timeout\` takes a time above zero, in seconds or with a unit (s, min, h, d), not ${typeof timeout === 'string' ? JSON.stringify(timeout) : timeout} → at default.timeout\n  write timeout: '90 s', '20 min' or '2 h'; leave it out for no limit`,
      ],
    ),
    ...([0, 9, '9 s', true, 'never'] as const).map((stall): [unknown, string] => [
      { stall },
      `✖ \`stall\` takes a time of at least 10 seconds, in seconds or with a unit (s, min, h, d), or false, not ${typeof stall === 'string' ? JSON.stringify(stall) : stall} → at default.stall\n  write stall: '2 h', or stall: false for runs that may be silent for ever; leave it out for 30 minutes`,
    ]),
    ...([true, 3, {}] as const).map((allowNaN): [unknown, string] => [
      { allowNaN },
      `✖ \`allowNaN\` takes a list of paths of metrics and series, not ${typeof allowNaN === 'object' ? 'a block' : allowNaN} → at default.allowNaN\n  write allowNaN: ['history.loss'], or ['val'] for all in val`,
    ]),
    ...(['HF_TOKEN', ['sk-123'], ['']] as const).map((secrets): [unknown, string] => [
      { secrets },
      `✖ \`secrets\` takes a list of names of environment variables, not ${Array.isArray(secrets) ? 'a list' : '"HF_TOKEN"'} → at default.secrets\n  write secrets: ['OPENAI_API_KEY']: the name, never the value`,
    ]),
    ...([2e9, '2', '2 gb', '-2 GB', '50 MB', []] as const).map((memory): [unknown, string] => [
      { memory },
      `✖ \`memory\` takes at least 100 MB, with a unit (MB, GB, TB, MiB, GiB, TiB), not ${Array.isArray(memory) ? 'an empty list' : JSON.stringify(memory)} → at default.memory\n  write memory: '2 GB'; leave it out for no limit`,
    ]),
    ...[-1, 1.5, 101, NaN].map((retries): [unknown, string] => [
      { retries },
      `✖ \`retries\` takes a whole number from 0 to 100, not ${retries} → at default.retries\n  write retries: 2 for at most three attempts`,
    ]),
    ...[0, -1, 1.5].map((concurrency): [unknown, string] => [
      { concurrency },
      `✖ \`concurrency\` takes a whole number of at least 1, not ${concurrency} → at default.concurrency\n  write concurrency: 1 for one run of this task at a time; leave it out for as many as nx executes`,
    ]),
    [
      { retries: 1, retryOn: ['time out'] },
      '✖ "time out" is no reason to try again → at default.retryOn[0]\n  did you mean `timeout`? There are: `threw`, `exited`, `signal`, `timeout`, `stall`, `memory`',
    ],
    [
      { retries: 1, retryOn: 'timeout' },
      "✖ `retryOn` takes a list of reasons, not \"timeout\" → at default.retryOn\n  write retryOn: ['exited', 'signal', 'timeout', 'stall', 'memory']: these unless given",
    ],
    [
      { retryOn: ['timeout'] },
      '✖ `retryOn` says when to try again, but `retries` is 0 → at default.retryOn\n  add retries: 2',
    ],
    ...[0, -1, 1.5, '1'].map((gpu): [unknown, string] => [
      { resources: { gpu } },
      `✖ a run takes a whole number of slots or a part of one, not ${JSON.stringify(gpu)} → at default.resources.gpu\n  write resources: { gpu: 1 }, or { gpu: 0.5 } for two runs on one`,
    ]),
    [
      { resources: ['gpu'] },
      '✖ `resources` takes a block of slots and how many of each, not a list → at default.resources\n  write resources: { gpu: 1 }, or { gpu: 0.5 } for two runs on one',
    ],
    [
      { timeuot: 3 },
      '✖ defineSweep has no option `timeuot` → at default.timeuot\n  did you mean `timeout`? There are: `where`, `maxRuns`, `labels`, `name`, `data`, `env`, `metrics`, `timeout`, `stall`, `retries`, `retryOn`, `memory`, `concurrency`, `resources`, `programs`, `secrets`, `allowNaN`',
    ],
  ])('that are wrong are problems: %j', (options, expected) => expect(check(options)).toEqual([expected]))
})

describe('the limits of several sweeps of a task', () => {
  const other = (options: unknown): unknown => define({ lr: sweep([2, 3]) }, options)

  it('hold for all its runs, whichever sweep says them', () => {
    const plan = planSweeps({
      default: define(tree, { timeout: '1 h' }),
      large: other({ memory: '4 GB', timeout: 3600 }),
    })
    expect(plan.problems).toEqual([])
    expect(plan.limits).toEqual({ timeout: 3600, memory: 4e9 })
  })

  it('are a problem when they contradict each other', () => {
    const plan = planSweeps({ default: define(tree, { timeout: '1 h' }), large: other({ timeout: '2 h' }) })
    expect(plan.problems.map(formatProblem)).toEqual([
      '✖ `timeout` holds for all runs of the task, and default says another one → at large.timeout\n  say it in one of the sweeps, or the same in each',
    ])
    expect(plan.runs).toEqual([])
  })
})
