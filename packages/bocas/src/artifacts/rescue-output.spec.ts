import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize } from 'node:v8'
import { freshFolder } from '../results/read/fixtures'
import { attemptArtifact, enterRun } from './artifact'
import { rescueOutput } from './rescue-output'
import { image, saveOutput, series, table, tensor, file, history } from '.'

interface Rescued {
  readonly reason: string
  readonly artifacts: Record<string, { kind: string; data: unknown }>
  readonly rest: Record<string, { problem: string; files: string[] }>
}

async function rescued(
  output: unknown,
): Promise<Rescued & { text(name: string): string; data(name: string): unknown }> {
  const dir = freshFolder()
  await rescueOutput(output, dir, 'it is no result')
  const list = JSON.parse(readFileSync(join(dir, 'rescued.json'), 'utf8')) as Rescued
  const place = (name: string, end: string) =>
    join(
      dir,
      list.rest[name]!.files.find((one) => one.endsWith(end))!,
    )
  expect(readdirSync(dir)).toEqual(expect.arrayContaining(Object.values(list.rest).flatMap(({ files }) => files)))
  return {
    ...list,
    text: (name) => readFileSync(place(name, '.txt'), 'utf8').trimEnd(),
    data: (name) => deserialize(readFileSync(place(name, '.v8'))) as unknown,
  }
}

// As in the process of a run: what follows is what its helpers do there.
beforeAll(() => enterRun())

describe('what a run has returned, when it is no result', () => {
  it('is kept artifact by artifact, and the rest as text and as data', async () => {
    const weights = new Float32Array([1, NaN])
    const { reason, artifacts, rest, text, data } = await rescued({
      val: { accuracy: 0.9 },
      history: series({ loss: [0.5, NaN] }),
      'test/accuracy': 0.8,
      note: 'diverged at the end',
      weights,
      when: new Map([['a', 1]]),
    })
    expect(reason).toBe('it is no result')
    expect(artifacts).toEqual({
      val: { kind: 'metrics', data: { accuracy: 0.9 } },
      history: { kind: 'series', data: { loss: [0.5, 'NaN'] } },
    })
    expect(Object.keys(rest)).toEqual(['note', 'test/accuracy', 'weights', 'when'])
    expect(rest['test/accuracy']!.problem).toMatch('the name "test/accuracy" holds "/"')
    expect([text('test/accuracy'), text('note')]).toEqual(['0.8', "'diverged at the end'"])
    expect([data('weights'), data('when')]).toEqual([weights, new Map([['a', 1]])])
  })

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'undefined'],
    ['a list', [1, 2], '[ 1, 2 ]'],
    ['a text', 'well', "'well'"],
  ])('is kept when it is %s', async (_, output, shown) => expect((await rescued(output)).text('output')).toBe(shown))

  it('is kept as far as it goes: a function has no data, a cycle has', async () => {
    const cycle: Record<string, unknown> = { a: 1 }
    cycle.again = cycle
    const { rest, text, data } = await rescued({ f: () => 1, cycle, late: Promise.resolve(3) })
    expect(text('f')).toBe('[Function: f]')
    expect(rest['f']!.files).toHaveLength(1)
    expect(data('cycle')).toEqual(cycle)
  })

  it('loses nothing to names that are ours or alike', async () => {
    const { artifacts, rest } = await rescued({ rescued: file(Buffer.from('1'), 'x.json'), Note: 'a', note: 'b' })
    expect(artifacts.rescued?.data).toEqual({ file: 'rescued-2.json', name: 'x.json' })
    expect(new Set(Object.values(rest).flatMap(({ files }) => files.map((name) => name.toLowerCase()))).size).toBe(4)
  })
})

describe('a helper that is given what it cannot keep', () => {
  const PNG = Buffer.from('no picture')
  it.each<[string, () => unknown, string, unknown]>([
    ['table', () => table([{ a: 1 }, { a: 'x' }] as never), 'a string in a column of numbers', [{ a: 1 }, { a: 'x' }]],
    ['series', () => series({ a: [1], b: [1, 2] }), 'the columns differ in length', { a: [1], b: [1, 2] }],
    ['history', () => history({ loss: ['x'] as never }), '"x" is no number', { loss: ['x'] }],
    [
      'tensor',
      () => tensor([1, 2], [3]),
      'the shape [3] holds 3 numbers',
      { data: [1, 2], shape: [3], dtype: undefined },
    ],
    ['image', () => image(PNG), 'these bytes are no PNG file', PNG],
    ['file', () => file(PNG, 'a/b'), 'file() needs a plain file name', { content: PNG, name: 'a/b' }],
  ])('costs no other artifact in a run: %s', async (_, make, problem, given) => {
    const output = { accuracy: 0.9, bad: make() }
    await expect(saveOutput(output, freshFolder())).rejects.toThrow(problem)
    const { artifacts, rest, data } = await rescued(output)
    expect([artifacts.accuracy?.data, rest.bad!.problem]).toEqual([0.9, expect.stringContaining(problem)])
    expect(data('bad')).toEqual(given)
  })

  it('says where it was called', async () => {
    const failure = (await saveOutput({ bad: attemptArtifact('x', 1, callee) }, freshFolder()).catch(
      (error: unknown) => error,
    )) as Error & { cause: Error }
    expect(failure.cause.stack).toMatch('callee')
  })
  function callee(): never {
    throw new Error('no')
  }
})
