import { describe, expect, it } from '@jest/globals'
import { formatProblem } from '../../problems'
import { defineSweep, planSweeps, seeds, sweep } from '..'

const define = defineSweep as (...args: unknown[]) => unknown
const tree = { model: { lr: sweep([1, 2, 3]) }, opt: sweep(['a', 'b']), seed: seeds(2) }
const check = (options?: unknown, of: unknown = tree): string[] =>
  planSweeps({ ablation: define(of, options) }).problems.map(formatProblem)

describe('options that are right', () => {
  it.each<[unknown]>([
    [undefined],
    [{}],
    [{ where: undefined, maxRuns: undefined, labels: undefined, name: undefined, data: undefined, env: undefined }],
    [{ metrics: {} }],
    [{ metrics: { choose: 'val.*', report: ['test', 'cost'] } }],
    [{ metrics: { choose: [], report: undefined } }],
    [{ where: () => true, maxRuns: 12, labels: { 'model.lr': 'lr', seed: undefined }, data: ['a', 'a'], env: ['A_1'] }],
  ])('%p', (options) => expect(check(options)).toEqual([]))
})

describe('options that are wrong', () => {
  it.each<[unknown, string[]]>([
    [
      { wehre: () => true },
      [
        '✖ defineSweep has no option `wehre` → at ablation.wehre\n  did you mean `where`? There are: `where`, `maxRuns`, `labels`, `name`, `data`, `env`, `metrics`, `timeout`, `stall`, `retries`, `retryOn`, `memory`, `concurrency`, `resources`, `programs`, `secrets`, `allowNaN`',
      ],
    ],
    [
      { optimizer: 'a' },
      [
        '✖ defineSweep has no option `optimizer` → at ablation.optimizer\n  there are: `where`, `maxRuns`, `labels`, `name`, `data`, `env`, `metrics`, `timeout`, `stall`, `retries`, `retryOn`, `memory`, `concurrency`, `resources`, `programs`, `secrets`, `allowNaN`; another block of keys goes into one list: defineSweep([a, b])',
      ],
    ],
    [null, ['✖ the options of defineSweep are a block, not null → at ablation\n  write defineSweep(…, { where: … })']],
    [
      [{}],
      [
        '✖ the options of defineSweep are a block, not a list → at ablation\n  several blocks go into one list: defineSweep([a, b])',
      ],
    ],
    [
      { where: true },
      ['✖ `where` takes a function, not true → at ablation.where\n  write where: (config) => config.lr < 1'],
    ],
    [
      { name: 'lr' },
      ['✖ `name` takes a function, not "lr" → at ablation.name\n  write name: (config) => `lr${config.lr}`'],
    ],
    ...[0, -1, 1.5, NaN, Infinity].map((maxRuns): [unknown, string[]] => [
      { maxRuns },
      [
        `✖ \`maxRuns\` takes a whole number of at least 1, not ${maxRuns} → at ablation.maxRuns\n  leave it out for 1000`,
      ],
    ]),
    [
      { metrics: 'val.*' },
      [
        "✖ `metrics` takes a block that says what metrics are for, not \"val.*\" → at ablation.metrics\n  write metrics: { choose: 'val.*', report: 'test.*' }",
      ],
    ],
    [
      { metrics: { chose: 'val' } },
      [
        '✖ metrics are for no `chose` → at ablation.metrics.chose\n  did you mean `choose`? There are: `choose`, `report`',
      ],
    ],
    [
      { metrics: { choose: ['val', 3, ' '] } },
      [
        "✖ a metric is named by its path or a pattern, not 3 → at ablation.metrics.choose\n  write metrics: { choose: 'val.*', report: 'test.*' }",
        "✖ a metric is named by its path or a pattern, not \" \" → at ablation.metrics.choose\n  write metrics: { choose: 'val.*', report: 'test.*' }",
      ],
    ],
    [
      { metrics: { choose: 'loss', report: 'loss' } },
      [
        '✖ `loss` is for choosing and for reporting, and a choice by it would flatter what is reported → at ablation.metrics\n  choose by validation data, report from test data',
      ],
    ],
    [
      { labels: ['lr'] },
      [
        "✖ `labels` takes a block of key paths and what to call them, not a list → at ablation.labels\n  write labels: { 'model.lr': 'lr' }",
      ],
    ],
    ...['', 'a b', 'a=b', 'a+b', '-a', '.a', 'x'.repeat(41), 3].map((label): [unknown, string[]] => [
      { labels: { 'model.lr': label } },
      [
        `✖ a label is 1 to 40 letters A to Z, digits and . _ -, beginning with a letter, a digit or "_", not ${JSON.stringify(label)} → at ablation.labels["model.lr"]\n  write labels: { "model.lr": "lr" }`,
      ],
    ]),
    [
      { data: 'x.csv' },
      [
        "✖ `data` takes a list of files, not \"x.csv\" → at ablation.data\n  write data: ['data/x.csv', 'npm:some-package/x.csv']",
      ],
    ],
    [
      { data: ['x.csv', '', 3] },
      [
        "✖ `data` lists a file, as a string, not \"\" → at ablation.data[1]\n  write data: ['data/x.csv', 'npm:some-package/x.csv']",
        "✖ `data` lists a file, as a string, not 3 → at ablation.data[2]\n  write data: ['data/x.csv', 'npm:some-package/x.csv']",
      ],
    ],
    [
      { env: { A: 1 } },
      [
        "✖ `env` takes a list of names of environment variables, not a block → at ablation.env\n  write env: ['MY_SETTING']",
      ],
    ],
    [
      { env: ['QUICK', 'HF_TOKEN'] },
      [
        "✖ `env` lists HF_TOKEN, whose value would be in the key and in plain text beside each result → at ablation.env[1]\n  write secrets: ['HF_TOKEN'], which gives it to runs and stores it nowhere; a variable that is no credential needs another name",
      ],
    ],
    [
      { env: ['A=1'] },
      ['✖ `env` lists letters A to Z, digits and _, not "A=1" → at ablation.env[0]\n  write env: [\'MY_SETTING\']'],
    ],
  ])('%j', (options, expected) => expect(check(options)).toEqual(expected))
})

describe('where', () => {
  const first = '{"model":{"lr":1},"opt":"a","seed":0}'
  it.each<[string, unknown, string]>([
    [
      'throws',
      () => (undefined as never as { x: 1 }).x,
      "threw TypeError: Cannot read properties of undefined (reading 'x')",
    ],
    ['throws anything', () => { throw Object.create(null) }, 'threw a block'], // prettier-ignore
    ['is asynchronous', async () => true, 'returned a Promise, not true or false'],
    ['forgets to answer', () => {}, 'returned undefined, not true or false'],
  ])('that %s is a problem', (_, where, expected) => {
    expect(check({ where })).toEqual([`✖ \`where\` ${expected} → at ablation.where\n  it was asked about ${first}`])
  })
  it('that leaves nothing is a problem', () => {
    expect(check({ where: () => false })).toEqual([
      '✖ `where` leaves nothing of 3 × 2 × 2 = 12 runs → at ablation.where\n  it returns true for the configs to keep',
    ])
  })
  it('that keeps next to nothing of a huge sweep is not asked for ever', () => {
    const huge = { a: seeds(1e9), b: sweep(Array.from({ length: 500 }, (_, i) => i)) }
    expect(check({ where: () => false }, huge)).toEqual([
      '✖ `where` was asked 1,000,000 times and there is no end yet: 1,000,000,000 × 500 = 500,000,000,000 runs → at ablation.where\n  it was asked about {"a":2000,"b":0}',
    ])
  })
})

describe('maxRuns', () => {
  const ten = (): unknown => sweep(Array.from({ length: 10 }, (_, i) => i))
  it('is 1,000 unless given', () => {
    expect(check({}, { a: ten(), b: ten(), c: ten() })).toEqual([])
    expect(check({}, { a: ten(), b: ten(), c: ten(), d: sweep([1, 2]) })).toEqual([
      '✖ 10 × 10 × 10 × 2 = 2,000 runs are more than maxRuns (1,000) → at ablation\n  sweep fewer values (a: 10, b: 10, c: 10, d: 2), or allow so many: defineSweep(…, { maxRuns: 2000 })',
    ])
  })
  it('allows just so many', () => {
    expect(check({ maxRuns: 12 })).toEqual([])
    expect(check({ maxRuns: 11 })).toEqual([
      '✖ 3 × 2 × 2 = 12 runs are more than maxRuns (11) → at ablation\n  sweep fewer values (model.lr: 3, opt: 2, seed: 2), or allow so many: defineSweep(…, { maxRuns: 12 })',
    ])
  })
  it('is about what where leaves', () => {
    expect(check({ maxRuns: 6, where: (c: { opt: string }) => c.opt === 'a' })).toEqual([])
    expect(check({ maxRuns: 5, where: (c: { opt: string }) => c.opt === 'a' })).toEqual([
      '✖ more than maxRuns (5) are left of 3 × 2 × 2 = 12 runs → at ablation\n  sweep fewer values (model.lr: 3, opt: 2, seed: 2), or allow so many: defineSweep(…, { maxRuns: … })',
    ])
  })
  it('counts shared configs of a union once', () => {
    expect(check({ maxRuns: 12 }, [tree, { ...tree, opt: 'a' }])).toEqual([])
    expect(check({ maxRuns: 11 }, [tree, { ...tree, opt: 'a' }])).toEqual([
      '✖ more than maxRuns (11) are left of 12 + 6 = 18 runs → at ablation\n  sweep fewer values (model.lr: 3, opt: 2, seed: 2, model.lr: 3, seed: 2), or allow so many: defineSweep(…, { maxRuns: … })',
    ])
  })
  it('stops the search as soon as there are too many', () => {
    let asked = 0
    const where = (): boolean => ++asked > 0
    expect(check({ maxRuns: 50, where }, { a: seeds(1e15) })).toHaveLength(1)
    expect(asked).toBe(51)
  })
  it('counts a number of runs that nobody can write down without making one', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, ten()]))
    expect(check({}, { ...many, s: seeds(1e15) })[0]).toMatch(
      / × 10 × 1,000,000,000,000,000 = about 10\^55 runs are more than maxRuns \(1,000\) /,
    )
  })
})
