import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256, type StoredResult } from 'bocas/internal'
import { differences, type Placed } from './differences'
import { choose } from './eligible'

describe('the runs that are executed again', () => {
  const runs = Array.from({ length: 20 }, (_, index) => ({ key: sha256(`${index}`) }))
  const keys = (some: readonly { key: string }[]): string[] => some.map(({ key }) => key)

  it('are the same for a seed, in whatever order they are listed, and others for another', () => {
    expect(keys(choose([...runs].reverse(), 5, 1))).toEqual(keys(choose(runs, 5, 1)))
    expect(keys(choose(runs, 5, 2))).not.toEqual(keys(choose(runs, 5, 1)))
  })

  it('are among those of a larger number, and no more than there are', () => {
    expect(keys(choose(runs, 9, 1)).slice(0, 5)).toEqual(keys(choose(runs, 5, 1)))
    expect(new Set(keys(choose(runs, Infinity, 1)))).toEqual(new Set(keys(runs)))
  })
})

describe('in what two results differ', () => {
  let base: string
  beforeEach(() => (base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-again-'))))
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  type Artifacts = Readonly<Record<string, { kind: string; data: unknown }>>
  const placed = (name: string, artifacts: Artifacts, files: Readonly<Record<string, string>> = {}): Placed => {
    const folder = join(base, name)
    mkdirSync(folder)
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content)
    const payloads = Object.fromEntries(
      Object.entries(files).map(([file, content]) => [file, { sha256: sha256(content), bytes: content.length }]),
    )
    return { folder, result: { key: 'k', config: {}, artifacts, payloads } as unknown as StoredResult }
  }
  const metric = (data: unknown) => ({ test: { kind: 'metrics', data } })

  it.each<[string, [Artifacts, Record<string, string>?], [Artifacts, Record<string, string>?], string[]]>([
    ['nothing', [metric({ a: 1 })], [metric({ a: 1 })], []],
    ['a number', [metric({ a: 0.5, b: 1 })], [metric({ a: 0.75, b: 1 })], ['test.a: 0.5 → 0.75, by 0.25']],
    ['the last digit', [metric(0.1 + 0.2)], [metric(0.3)], ['test: 0.30000000000000004 → 0.3, by 5.55e-17']],
    ['a number that diverged', [metric({ a: 1 })], [metric({ a: 'NaN' })], ['test.a: 1 → "NaN"']],
    ['a metric more', [metric({ a: 1 })], [metric({ a: 1, b: null })], ['test.b: nothing → null']],
    ['an artifact', [metric(1)], [{}], ['test: is gone']],
    ['a kind', [metric(1)], [{ test: { kind: 'table', data: 1 } }], ['test: was a metrics and is a table']],
    [
      'fields of a file',
      [{}, { 'h.csv': 'l\n1\n2\n' }],
      [{}, { 'h.csv': 'l\n1\n2.5\n' }],
      ['h.csv: 1 field of 4 differs, by 0.5 at most'],
    ],
    ['words of a file', [{}, { 'h.csv': 'l\na\n' }], [{}, { 'h.csv': 'l\nb\n' }], ['h.csv: 1 field of 3 differs']],
    ['a missing field', [{}, { 'h.csv': 'l\n\n' }], [{}, { 'h.csv': 'l\n0\n' }], ['h.csv: 1 field of 3 differs']],
    [
      'rows of a file',
      [{}, { 'h.csv': 'l\n1\n' }],
      [{}, { 'h.csv': 'l\n1\n2\n' }],
      ['h.csv: other bytes, 4 bytes → 6 bytes'],
    ],
    ['other bytes', [{}, { 'x.bin': 'ab' }], [{}, { 'x.bin': 'ac' }], ['x.bin: other bytes, 2 bytes']],
    ['a file', [{}, { 'x.bin': 'ab' }], [{}, { 'y.bin': 'ab' }], ['x.bin: is gone', 'y.bin: is new']],
  ])('is told: %s', (_, kept, again, expected) => {
    const found = differences(placed('kept', ...kept), placed('again', ...again))
    expect(found.map(({ what, text }) => `${what}: ${text}`)).toEqual(expected)
  })
})
