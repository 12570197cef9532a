import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { table, tensor } from '../../artifacts'
import { canonicalJson } from '../../keys/canonical-json'
import { freshFolder, storeRun } from '../read/fixtures'
import type { ExpectedRun } from '../read/read-runs'
import { makeResult } from './result'
import { isResultError, type ResultError } from './result-error'
import { sealOf, writeResultFile } from './result-file'
import { verifyResult } from './verify-result'

const OUTPUT = () => ({ val: { accuracy: 0.9, loss: NaN }, weights: tensor([1, 2, 3], [3]), rows: table([{ a: 'x' }]) })
const stored = (): Promise<ExpectedRun> =>
  storeRun(freshFolder(), { name: 'lr=0.1', config: { lr: 0.1, seed: 3 }, seedPath: 'seed', output: OUTPUT() })

const problemOf = async (dir: string, key?: string): Promise<ResultError> => {
  try {
    await verifyResult(dir, key)
  } catch (error) {
    if (isResultError(error)) return error
    throw error
  }
  throw new Error('no problem was found')
}

describe('a result.json', () => {
  it('is canonical JSON with a seal, and says nothing that differs between machines', async () => {
    const run = await stored()
    const text = readFileSync(join(run.dir, 'result.json'), 'utf8')
    const json = JSON.parse(text) as Record<string, unknown>
    expect(text).toBe(`${canonicalJson(json)}\n`)
    expect(Object.keys(json)).toEqual(['artifacts', 'config', 'format', 'key', 'payloads', 'seal', 'seed'])
    expect(json).toMatchObject({
      format: 1,
      key: run.key,
      config: { lr: 0.1, seed: 3 },
      seed: { path: 'seed', value: 3 },
    })
    const again = await stored()
    expect(readFileSync(join(again.dir, 'result.json'), 'utf8')).toBe(text)
  })

  it('has no seed when the run has none', async () => {
    const run = await storeRun(freshFolder(), { name: 'run', config: {}, output: { loss: 1 } })
    expect(await verifyResult(run.dir, run.key)).not.toHaveProperty('seed')
  })

  it('is not written for a config that is not JSON', async () => {
    const dir = freshFolder()
    await expect(writeResultFile(dir, { key: 'k', config: { lr: NaN }, artifacts: {}, payloads: {} })).rejects.toThrow(
      TypeError,
    )
    expect((await problemOf(dir)).code).toBe('missing')
  })
})

describe('verifyResult', () => {
  it('gives the result when everything is as it was written', async () => {
    const run = await stored()
    expect((await verifyResult(run.dir, run.key)).config).toEqual({ lr: 0.1, seed: 3 })
    expect((await verifyResult(run.dir)).key).toBe(run.key)
  })

  it('says that a result is missing', async () => {
    const dir = freshFolder()
    expect(await problemOf(dir)).toMatchObject({ code: 'missing', message: 'there is no result.json', dir })
    expect(await problemOf(join(dir, 'nowhere'))).toMatchObject({ code: 'missing' })
  })

  it('says that a result is of another key, and of which', async () => {
    const run = await stored()
    const error = await problemOf(run.dir, 'f'.repeat(64))
    expect(error.code).toBe('other-key')
    expect(error.message).toBe(`the result is of another key: ${run.key} instead of ${'f'.repeat(64)}`)
  })

  it('finds a flip of any single byte of any file', async () => {
    const run = await stored()
    for (const file of ['result.json', 'weights.npy', 'rows.csv']) {
      const path = join(run.dir, file)
      const content = readFileSync(path)
      for (let i = 0; i < content.length; i++) {
        const flipped = Buffer.from(content)
        flipped[i]! ^= 1
        writeFileSync(path, flipped)
        const found = await verifyResult(run.dir, run.key).then(
          () => 'nothing',
          (error: ResultError) => error.code,
        )
        // The last byte of result.json is a line end, whose flip makes other white space: the content is the same.
        const harmless = file === 'result.json' && i === content.length - 1 && found === 'nothing'
        if (!harmless) expect([file, i, found]).toEqual([file, i, 'damaged'])
      }
      writeFileSync(path, content)
    }
    await verifyResult(run.dir, run.key)
  })

  it('says which payload is not the one that was written, and how', async () => {
    const run = await stored()
    const path = join(run.dir, 'rows.csv')
    const content = readFileSync(path, 'utf8')
    writeFileSync(path, content.replace('x', 'y'))
    expect((await problemOf(run.dir)).message).toBe(
      'rows.csv was changed after it was written: its digest does not fit',
    )
    appendFileSync(path, 'z')
    expect((await problemOf(run.dir)).message).toBe(
      `rows.csv has ${content.length + 1} bytes instead of ${content.length}`,
    )
    rmSync(path)
    expect(await problemOf(run.dir)).toMatchObject({ code: 'damaged', message: 'rows.csv is missing' })
    mkdirSync(path)
    expect((await problemOf(run.dir)).code).toBe('damaged')
  })

  it('finds an edit that keeps the form', async () => {
    const run = await stored()
    const path = join(run.dir, 'result.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('0.9', '0.99'))
    expect(await problemOf(run.dir)).toMatchObject({
      code: 'damaged',
      message: 'result.json was changed after it was written: its seal does not fit',
    })
  })

  it.each([
    ['', 'is no JSON object'],
    ['{"format": 1', 'is no JSON object'],
    ['[]', 'is no JSON object'],
    ['null', 'is no JSON object'],
    ['{"format": 2}', 'has format 2; this version of bocas reads format 1'],
    ['{"score": 1}', 'is not the result of a run'],
  ])('says that %j is damaged', async (text, message) => {
    const dir = freshFolder()
    writeFileSync(join(dir, 'result.json'), text)
    const error = await problemOf(dir)
    expect(error.code).toBe('damaged')
    expect(error.message).toMatch(message)
  })

  it('reads no file outside the folder, whatever a sealed result.json says', async () => {
    const run = await stored()
    renameSync(join(run.dir, 'rows.csv'), join(run.dir, '..', 'rows.csv'))
    const path = join(run.dir, 'result.json')
    const json = JSON.parse(readFileSync(path, 'utf8')) as { payloads: Record<string, unknown> }
    json.payloads = { '../rows.csv': json.payloads['rows.csv'] }
    writeFileSync(path, JSON.stringify({ ...json, seal: sealOf(json) }))
    expect((await problemOf(run.dir)).message).toMatch('no name of a payload (at payloads.../rows.csv)')
  })
})

describe('a payload that changes after the result was verified', () => {
  it('is never used', async () => {
    const run = await stored()
    const result = makeResult(await verifyResult(run.dir, run.key), run)
    const path = join(run.dir, 'weights.npy')
    const content = readFileSync(path)
    content[content.length - 1]! ^= 1
    writeFileSync(path, content)
    expect(() => result.get('weights')).toThrow('weights.npy was changed after it was written: its digest does not fit')
    rmSync(path)
    expect(() => result.get('weights')).toThrow('weights.npy cannot be read (ENOENT)')
    expect(result.get('rows')).toEqual([{ a: 'x' }])
  })
})
