import { anyNumber } from './artifacts/numbers'
import {
  array,
  boolean,
  wholeNumber,
  decoded,
  either,
  encoded,
  defineSchema,
  matching,
  nullable,
  numberBetween,
  pair,
  tagged,
  json,
  number,
  object,
  oneOf,
  optional,
  record,
  strictObject,
  string,
  type SchemaOutput,
} from './schema'

const issuesOf = (tried: { safeParse(data: unknown): unknown }, data: unknown) => {
  const answer = tried.safeParse(data) as {
    success: boolean
    error?: { issues: { path: unknown[]; message: string }[] }
  }
  return answer.success ? [] : answer.error!.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('a form', () => {
  const run = strictObject({
    name: string((name) => (name === '' ? 'a name is not empty' : undefined)),
    seed: optional(object({ value: number() })),
    state: oneOf('done', 'failed'),
    losses: array(either(number(), oneOf('NaN'))),
    sizes: record(
      wholeNumber(),
      string((key) => (/^[a-z]+$/.test(key) ? undefined : 'no key')),
    ),
    config: json(),
  })
  const good = { name: 'a', state: 'done', losses: [1, 'NaN'], sizes: { a: 0 }, config: null }

  it('gives the data that fits it, as it is', () => {
    const parsed = run.safeParse(good)
    expect(parsed.success && parsed.data).toBe(good)
    // What it accepts is known to the compiler as well.
    const typed: SchemaOutput<typeof run> = { name: 'a', state: 'failed', losses: ['NaN', 2], sizes: {}, config: 1 }
    expect(issuesOf(run, { ...typed, seed: { value: 2 } })).toEqual([])
  })

  it('tells all that is wrong at once, each with its place', () => {
    const bad = {
      name: '',
      seed: { value: '1' },
      state: 'running',
      losses: [1, 'x', null],
      sizes: { a: -1, B: 1.5 },
      more: 1,
    }
    expect(issuesOf(run, bad)).toEqual([
      'name: a name is not empty',
      'seed.value: Invalid input: expected number, received string',
      'state: Invalid input: expected one of "done"|"failed"',
      'losses.1: Invalid input: expected number, received string',
      'losses.2: Invalid input: expected number, received null',
      'sizes.a: -1 is not a whole number, 0 or more',
      'sizes.B: no key',
      'sizes.B: 1.5 is not a whole number, 0 or more',
      'config: Invalid input: expected JSON, received undefined',
      ': Unrecognized key: "more"',
    ])
  })

  it.each<[string, { safeParse(data: unknown): unknown }, unknown, string]>([
    ['a number that is none', number(), NaN, ': Invalid input: expected number, received NaN'],
    ['an infinite number', number(), Infinity, ': Invalid input: expected number, received Infinity'],
    ['an object in place of an array', array(number()), {}, ': Invalid input: expected array, received object'],
    ['an array in place of an object', object({}), [], ': Invalid input: expected object, received array'],
    ['an array in place of a record', record(number()), [], ': Invalid input: expected object, received array'],
    ['another value than the only one', oneOf(1), 2, ': Invalid input: expected 1'],
    ['keys that are not known', strictObject({}), { a: 1, b: 2 }, ': Unrecognized keys: "a", "b"'],
    ['a number at the end of its bounds', numberBetween(0, 1), 1, ': 1 is not between 0 and 1'],
    ['a word for yes', boolean(), 'true', ': Invalid input: expected boolean, received string'],
    ['three of two', pair(number()), [1, 2, 3], ': 3 values, not 2'],
    ['a text in another form', string(matching(/^a/, 'no a')), 'b', ': no a'],
    ['an alternative that is none', tagged('by', { a: json() }), { by: 'toString' }, 'by: Invalid input: expected "a"'],
    ['an alternative that is not said', tagged('by', { a: json() }), {}, 'by: Invalid input: expected "a"'],
    ['a list of alternatives', tagged('by', { a: json() }), [], ': Invalid input: expected object, received array'],
    [
      'a key that only the prototype has',
      strictObject({ a: json() }),
      { a: 1, toString: 2 },
      ': Unrecognized key: "toString"',
    ],
  ])('refuses %s', (_, tried, data, issue) => expect(issuesOf(tried, data)).toEqual([issue]))

  it('of an object takes other keys, unless it is strict', () => {
    expect(issuesOf(object({ a: number() }), { a: 1, b: 2 })).toEqual([])
    expect(issuesOf(object({ a: number() }), { b: 2 })).toEqual([
      'a: Invalid input: expected number, received undefined',
    ])
  })

  it('can hold itself', () => {
    type Tree = number | { [name: string]: Tree }
    const tree: ReturnType<typeof defineSchema<Tree>> = defineSchema((value) =>
      either(number(), record(tree)).issues(value),
    )
    expect(issuesOf(tree, { a: { b: 1 } })).toEqual([])
    expect(issuesOf(tree, 'a')).toEqual([': Invalid input: expected number, received string'])
  })
})

describe('what a file holds', () => {
  const file = strictObject({
    kind: oneOf('file'),
    values: record(array(nullable(anyNumber))),
    ends: optional(pair(anyNumber)),
    one: tagged('by', { number: strictObject({ by: oneOf('number'), is: either(anyNumber, string()) }) }),
  })
  const value = {
    one: { is: NaN, by: 'number' },
    values: { b: [-Infinity, null, 2], a: [] },
    ends: [0, Infinity],
    kind: 'file',
  }

  it('has words for numbers that JSON lacks, its keys in the order of the form, and is read as it was', () => {
    const stored = encoded(file, value)
    const text = JSON.stringify(stored.success && stored.data)
    expect(text).toBe(
      '{"kind":"file","values":{"b":["-Infinity",null,2],"a":[]},"ends":[0,"Infinity"],"one":{"by":"number","is":"NaN"}}',
    )
    expect(decoded(file, JSON.parse(text))).toEqual({ success: true, data: value })
  })

  it.each<[string, unknown]>([
    ['none', undefined],
    ['a list', []],
    ['a text for a list', { ...value, values: 'x' }],
    ['a list for a number', { ...value, values: { b: [[1]] } }],
    ['an unknown alternative', { ...value, one: { by: 'x' } }],
    ['null', { ...value, one: null, ends: null }],
  ])('is not written of what does not fit: %s', (_, wrong) => {
    const stored = encoded(file, wrong)
    expect(stored.success ? [] : stored.error.issues).not.toEqual([])
    expect(decoded(file, wrong).success).toBe(false)
  })
})
