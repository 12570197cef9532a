import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../keys/canonical-json'
import { freshFolder as folder } from '../results/read/fixtures'
import { file } from './kinds/file'
import { saveOutput } from './save-output'
import { series } from './kinds/series'
import { table } from './kinds/table'
import { tensor } from './kinds/tensor'

const problemsOf = async (output: unknown): Promise<string> =>
  saveOutput(output, folder()).then(
    () => 'no problem',
    (error: Error) => error.message,
  )

describe('saveOutput', () => {
  it('keeps numbers and records of numbers as metrics, and no files', async () => {
    const dir = folder()
    const saved = await saveOutput({ loss: 0.5, val: { accuracy: 0.9, perClass: { iris: 1 } } }, dir)
    expect(saved).toEqual({
      artifacts: {
        loss: { kind: 'metrics', data: 0.5 },
        val: { kind: 'metrics', data: { accuracy: 0.9, perClass: { iris: 1 } } },
      },
      payloads: {},
    })
    expect(readdirSync(dir)).toEqual([])
  })

  it('keeps the numbers of a run that diverged', async () => {
    const saved = await saveOutput({ loss: NaN, val: { best: Infinity, worst: -Infinity } }, folder())
    expect(saved.artifacts).toEqual({
      loss: { kind: 'metrics', data: 'NaN' },
      val: { kind: 'metrics', data: { best: 'Infinity', worst: '-Infinity' } },
    })
  })

  it('writes files with the digest and the size of what is on the disk', async () => {
    const dir = folder()
    const { artifacts, payloads } = await saveOutput({ rows: table([{ a: 1 }]), w: tensor([1, 2], [2]) }, dir)
    expect(Object.keys(payloads)).toEqual(['rows.csv', 'w.npy'])
    expect(artifacts.rows?.data).toMatchObject({ file: 'rows.csv' })
    for (const [name, payload] of Object.entries(payloads)) {
      const content = readFileSync(join(dir, name))
      expect(payload).toEqual({ sha256: sha256(content), bytes: content.length })
    }
  })

  it('gives the same bytes for the same output', async () => {
    const output = () => ({
      h: series({ loss: [0.3, NaN] }),
      w: tensor([1, 2], [1, 2]),
      t: table([{ a: 'x', b: null }]),
    })
    expect(await saveOutput(output(), folder())).toEqual(await saveOutput(output(), folder()))
  })

  it.each([undefined, null])('asks whether run forgot to return its result: %s', async (output) => {
    expect(await problemsOf(output)).toBe(`the run returned ${output}: did \`run\` forget to return its result?`)
  })

  it('refuses an output without names or without items', async () => {
    const expected = 'a run returns its artifacts by name, such as { accuracy: 0.9 }, not '
    expect(await problemsOf(0.9)).toBe(`${expected}a number`)
    expect(await problemsOf([0.9])).toBe(`${expected}an array`)
    expect(await problemsOf(series({ loss: [1] }))).toBe(`${expected}a series alone`)
    expect(await problemsOf({})).toMatch('returned an empty object')
  })

  it('tells every problem at once, each with its path', async () => {
    class History {}
    const output = {
      val: { f1: '0.9', ok: true, deep: { none: null } },
      test: Promise.resolve(1),
      h: new History(),
      list: [1, 2],
      weights: new Float32Array(2),
      nested: { curve: series({ loss: [1] }) },
      missing: undefined,
      empty: {},
      'a/b': 1,
    }
    const lines = (await problemsOf(output)).split('\n')
    expect(lines).toHaveLength(11)
    const at = (path: string) => lines.find((line) => line.endsWith(` (at ${path})`))
    expect(at('val.f1')).toMatch('a string is no metric')
    expect(at('val.ok')).toMatch('return 1 or 0')
    expect(at('val.deep.none')).toMatch('null is no metric')
    expect(at('test')).toMatch('did `run` forget an `await`?')
    expect(at('h')).toMatch('wrap it: history(h)')
    expect(at('list')).toMatch('use series({ … })')
    expect(at('weights')).toMatch('use tensor(data, shape)')
    expect(at('nested.curve')).toMatch('stand at the top')
    expect(at('missing')).toMatch('is undefined')
    expect(at('empty')).toMatch('the record is empty')
    expect(at('a/b')).toMatch('the name "a/b" holds "/"')
  })

  it('refuses metrics that are read by the same path', async () => {
    expect(await problemsOf({ a: { b: 1, c: 2 }, 'a.b': 2 })).toBe(
      'two metrics have this path; rename one of them (at a.b)',
    )
  })

  it('finds a record that contains itself', async () => {
    const loop: Record<string, unknown> = { a: 1 }
    loop.again = loop
    expect(await problemsOf({ loop })).toBe('the record contains itself (at loop.again)')
  })

  it('refuses names that some file system cannot hold or tell apart', async () => {
    expect(await problemsOf({ '.hidden': 1 })).toMatch('begins with "."')
    expect(await problemsOf({ con: 1 })).toMatch('reserved word of Windows')
    expect(await problemsOf({ '': 1 })).toMatch('is empty')
    expect(await problemsOf(JSON.parse('{"__proto__": 1}'))).toMatch("JavaScript's own")
    expect(await problemsOf({ val: 1, Val: 2 })).toBe(
      '`val` and `Val` differ only in case; some file systems cannot tell them apart (at Val)',
    )
  })

  it('keeps payloads inside their folder and away from the files of the run', async () => {
    const bytes = Uint8Array.of(1)
    expect(await problemsOf({ result: file(bytes, 'x.json'), Run: file(bytes, 'x.log') })).toBe('no problem')
    expect(await problemsOf({ 'a.b': file(bytes, 'x.bin'), a: file(bytes, 'x.b.bin') })).toBe('no problem')
    expect(() => file(bytes, '../x')).toThrow('needs a plain file name')
  })

  it('says which file is not there', async () => {
    expect(await problemsOf({ model: file('/nowhere/model.onnx'), ok: 1 })).toMatch(/.*no such file.* \(at model\)$/)
  })

  it('copies a file when the run returns, and remembers its name', async () => {
    const [source, dir] = [join(folder(), 'my model.onnx'), folder()]
    writeFileSync(source, 'weights')
    const { artifacts } = await saveOutput({ model: file(source) }, dir)
    expect(artifacts.model).toEqual({ kind: 'file', data: { file: 'model.onnx', name: 'my model.onnx' } })
    expect(readFileSync(join(dir, 'model.onnx'), 'utf8')).toBe('weights')
  })
})
