import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Payload } from '../artifacts'
import { ResultError } from './result-error'
import { messageOf } from './zod-issue'
import { FORMAT, RESULT_FILE, resultSchema, sealOf, type StoredResult } from './result-file'

/**
 * Reads the result.json in `dir` and checks it: its form, its seal, that it is the result of `key` (when given), and every payload's size and digest.
 *
 * @throws ResultError with `code` `missing`, `damaged` or `other-key`.
 */
export async function verifyResult(dir: string, key?: string): Promise<StoredResult> {
  const result = await readResultFile(dir)
  if (key !== undefined && result.key !== key)
    throw new ResultError('other-key', dir, `the result is of another key: ${result.key} instead of ${key}`)
  for (const [file, payload] of Object.entries(result.payloads)) {
    const problem = await payloadProblem(join(dir, file), payload)
    if (problem !== undefined) throw new ResultError('damaged', dir, `${file} ${problem}`)
  }
  return result
}

/** Reads result.json and checks its form and its seal, not the payloads. */
async function readResultFile(dir: string): Promise<StoredResult> {
  const damaged = (why: string) => new ResultError('damaged', dir, `${RESULT_FILE} ${why}`)
  let text: string
  try {
    text = await readFile(join(dir, RESULT_FILE), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ResultError('missing', dir, `there is no ${RESULT_FILE}`)
    throw damaged(`cannot be read (${code})`)
  }
  const json = parse(text)
  if (json === undefined) throw damaged('is no JSON object')
  if ('format' in json && json.format !== FORMAT)
    throw damaged(`has format ${JSON.stringify(json.format)}; this version of bocas reads format ${FORMAT}`)
  const checked = resultSchema.safeParse(json)
  if (!checked.success) {
    const [issue] = checked.error.issues
    throw damaged(
      `is not the result of a run: ${messageOf(issue!)} → at ${issue!.path.map(String).join('.') || RESULT_FILE}`,
    )
  }
  if (sealOf(json) !== checked.data.seal) throw damaged('was changed after it was written: its seal does not fit')
  return checked.data
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return json !== null && typeof json === 'object' && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

async function payloadProblem(path: string, expected: Payload): Promise<string | undefined> {
  try {
    const { size } = await stat(path)
    if (size !== expected.bytes) return `has ${size} bytes instead of ${expected.bytes}`
    return (await digestOf(path)) === expected.sha256
      ? undefined
      : 'was changed after it was written: its digest does not fit'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing' : `cannot be read (${code})`
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
