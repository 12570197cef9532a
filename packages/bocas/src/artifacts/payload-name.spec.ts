import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { freshFolder as folder, storeRun } from '../results/read/fixtures'
import { makeResult } from '../results/stored/result'
import { verifyResult } from '../results/stored/verify-result'
import { ENTRY_FILES } from './entry-files'
import { file, type StoredFile } from './kinds/file'
import { defineKind } from './kind'
import { nameProblem } from './names'
import { payloadName } from './payload-name'
import { saveOutput } from './save-output'

const names = (...wanted: [artifact: string, suffix: string][]): string[] => {
  const taken = new Set<string>()
  return wanted.map(([artifact, suffix]) => {
    const name = payloadName(artifact, suffix, taken)
    taken.add(name.toLowerCase())
    return name
  })
}

describe('the name of a payload', () => {
  it('is that of its artifact with the suffix', () => {
    expect(names(['model', '.onnx'], ['rows', '-train.csv'], ['x', ''])).toEqual(['model.onnx', 'rows-train.csv', 'x'])
  })

  it.each(ENTRY_FILES)('is never %s, which is ours', (ours) => {
    const [, stem, suffix] = /^(.*)(\..*)$/.exec(ours)!
    expect(names([stem!, suffix!])).toEqual([`${stem}-2${suffix}`])
    expect(names([stem!.toUpperCase(), suffix!])).toEqual([`${stem!.toUpperCase()}-2${suffix}`])
    expect(names([ours, ''])).toEqual([`${ours}-2`])
  })

  it('is another one for each, also where case is not told apart, and the same each time', () => {
    const wanted: [string, string][] = [
      ['a.b', '.bin'],
      ['a', '.b.bin'],
      ['A', '.B.bin'],
      ['a.b-2', '.bin'],
    ]
    const found = names(...wanted)
    expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(4)
    expect(names(...wanted)).toEqual(found)
  })

  it('is a name that every file system takes, whatever a kind asks for', () => {
    const suffixes = ['', '.', '...', '/../../x', 'ä', '.npy', '\0', '.x'.repeat(80), 'y'.repeat(300), '-a b']
    const artifacts = ['a', 'x'.repeat(100), '_', `${'y'.repeat(95)}=1`]
    const found = names(
      ...artifacts.flatMap((artifact) => suffixes.map((suffix): [string, string] => [artifact, suffix])),
    )
    expect(found.map(nameProblem)).toEqual(found.map(() => undefined))
    expect(new Set(found).size).toBe(found.length)
  })
})

describe('files that a run keeps', () => {
  it('are read back under whatever name they have', async () => {
    const output = Object.fromEntries(
      ['result', 'execution', 'ingredients'].map((name) => [name, file(Buffer.from(name), 'x.json')]),
    )
    const { dir } = await storeRun(folder(), { name: 'run', config: {}, output })
    const result = makeResult(await verifyResult(dir), { task: 't', name: 'n', dir })
    for (const name of Object.keys(output)) {
      const stored = result.get(name as never) as StoredFile
      expect([stored.name, Buffer.from(stored.bytes()).toString()]).toEqual(['x.json', name])
      expect(readFileSync(stored.path(), 'utf8')).toBe(name)
    }
  })

  it('are found to be changed by their path as well', async () => {
    const { dir } = await storeRun(folder(), { name: 'run', config: {}, output: { m: file(Buffer.from('1'), 'm.x') } })
    const stored = makeResult(await verifyResult(dir), { task: 't', name: 'n', dir }).get('m' as never) as StoredFile
    writeFileSync(join(dir, 'm.x'), '2')
    expect(() => stored.path()).toThrow('m.x was changed after it was written')
  })

  it('lie on the disk once when the run leaves them in a folder that goes with it', async () => {
    const [passing, dir] = [folder(), folder()]
    const source = join(passing, 'model.bin')
    writeFileSync(source, 'weights')
    const { payloads } = await saveOutput({ model: file(source) }, dir, { passing })
    expect(statSync(join(dir, 'model.bin')).ino).toBe(statSync(source).ino)
    expect(payloads['model.bin']?.bytes).toBe(7)
  })

  it('are copied when somebody could change them later: from elsewhere, by another name or by a link', async () => {
    const [passing, dir, elsewhere] = [folder(), folder(), folder()]
    writeFileSync(join(elsewhere, 'a'), 'a')
    writeFileSync(join(elsewhere, 'b'), 'b')
    linkSync(join(elsewhere, 'b'), join(passing, 'b'))
    symlinkSync(join(elsewhere, 'a'), join(passing, 'c'))
    mkdirSync(join(passing, 'd'))
    symlinkSync(elsewhere, join(passing, 'e'))
    const sources = [join(elsewhere, 'a'), join(passing, 'b'), join(passing, 'c'), join(passing, 'e', 'a')]
    const output = Object.fromEntries(sources.map((source, i) => [`f${i}`, file(source, 'x')]))
    await saveOutput(output, dir, { passing })
    for (const name of ['a', 'b']) writeFileSync(join(elsewhere, name), 'changed')
    expect(sources.map((_, i) => readFileSync(join(dir, `f${i}.bin`), 'utf8'))).toEqual(['a', 'b', 'a', 'a'])
  })

  it('may be larger than Node reads at once', async () => {
    const [passing, dir] = [folder(), folder()]
    const source = join(passing, 'huge.bin')
    const bytes = 2 ** 31 + 1
    writeFileSync(source, '')
    // A hole on the disk, which takes no room.
    truncateSync(source, bytes)
    const { payloads } = await saveOutput({ huge: file(source) }, dir, { passing })
    expect(payloads['huge.bin']?.bytes).toBe(bytes)
    expect(payloads['huge.bin']?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(existsSync(join(dir, 'huge.bin'))).toBe(true)
  }, 120_000)
})

describe('a kind of one’s own', () => {
  it('writes no file outside of the folder', async () => {
    const dir = folder()
    const escaping = defineKind({
      name: 'escaping',
      schema: z.string(),
      save: (_: 1, files) => files.write('/../../x', 'y'),
      load: () => 1 as const,
    })
    const { artifacts } = await saveOutput({ a: escaping(1) }, dir)
    expect(artifacts.a?.data).toBe('a-..-..-x')
    expect(readFileSync(join(dir, 'a-..-..-x'), 'utf8')).toBe('y')
  })
})
