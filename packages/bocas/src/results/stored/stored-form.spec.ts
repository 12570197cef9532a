import { resultForm, writeResultFile } from './result-file'
import { freshFolder } from '../read/fixtures'
import { isPlainlyStored, storedForm } from './stored-form'

const digest = 'a'.repeat(64)

async function stored(): Promise<Record<string, unknown>> {
  const content = {
    key: 'k',
    config: { lr: 0.1 },
    seed: { path: 'seed', value: 1 },
    artifacts: { loss: { kind: 'metrics', data: 1 } },
    payloads: { 'a.csv': { sha256: digest, bytes: 3 } },
  }
  return JSON.parse(JSON.stringify(await writeResultFile(freshFolder(), content))) as Record<string, unknown>
}

describe('the form of a result', () => {
  it('is seen without the schema', async () => {
    const json = await stored()
    expect(isPlainlyStored(json)).toBe(true)
    const { seed: _, ...seedless } = json
    expect(isPlainlyStored(seedless)).toBe(true)
    expect(storedForm(json)).toBe(json)
  })

  it.each([
    ['another format', { format: 2 }],
    ['no format', { format: undefined }],
    ['no key', { key: '' }],
    ['a key that is none', { key: 7 }],
    ['no config', { config: undefined }],
    ['a seed without value', { seed: { path: 'seed' } }],
    ['a seed with more', { seed: { path: 'seed', value: 1, more: 1 } }],
    ['a seed that is no number', { seed: { path: 'seed', value: '1' } }],
    ['artifacts in a list', { artifacts: [] }],
    ['no artifacts', { artifacts: null }],
    ['an artifact without data', { artifacts: { loss: { kind: 'metrics' } } }],
    ['an artifact without kind', { artifacts: { loss: { data: 1 } } }],
    ['an artifact with more', { artifacts: { loss: { kind: 'metrics', data: 1, more: 1 } } }],
    ['a payload outside of the folder', { payloads: { '../a.csv': { sha256: digest, bytes: 3 } } }],
    ['a payload that is the result', { payloads: { 'result.json': { sha256: digest, bytes: 3 } } }],
    ['a payload without digest', { payloads: { 'a.csv': { sha256: 'a', bytes: 3 } } }],
    ['a payload of no size', { payloads: { 'a.csv': { sha256: digest, bytes: -1 } } }],
    ['a payload of half a byte', { payloads: { 'a.csv': { sha256: digest, bytes: 0.5 } } }],
    ['a payload with more', { payloads: { 'a.csv': { sha256: digest, bytes: 3, more: 1 } } }],
    ['no seal', { seal: undefined }],
    ['a seal that is none', { seal: 'x' }],
    ['something more', { more: 1 }],
  ])('is refused by the schema and by sight: %s', async (_, change) => {
    const json = { ...(await stored()), ...change }
    expect(resultForm.safeParse(json).success).toBe(false)
    expect(isPlainlyStored(json)).toBe(false)
    expect(storedForm(json)).toEqual({ wrong: expect.stringMatching(/ \(at \w[^)]*\)$/) as string })
  })
})
