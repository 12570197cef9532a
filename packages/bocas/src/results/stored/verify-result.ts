import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Payload } from '../../artifacts'
import { digestFile } from '../../keys/file-digest'
import { isResultError, ResultError } from './result-error'
import { FORMAT, isSealed, RESULT_FILE, type StoredResult } from './result-file'
import { storedForm } from './stored-form'
import { isBlock } from '../../key-path'
import { jsonIn } from '../../files/if-there'

/**
 * Reads the result.json in `dir` and checks it: its form, its seal, that it is the result of `key` (when given), and every payload's size and digest.
 *
 * @throws ResultError with `code` `missing`, `damaged` or `other-key`.
 */
export async function verifyResult(dir: string, key?: string): Promise<StoredResult> {
  return (await verifyRecord(dir, key)).result
}

/** The same, with the text that result.json has. */
export async function verifyRecord(
  dir: string,
  key?: string,
): Promise<{ readonly result: StoredResult; readonly record: string }> {
  const record = readRecord(dir)
  const result = resultIn(record, dir, key)
  await verifyPayloads(dir, result)
  return { result, record }
}

/**
 * Checks size and digest of every payload of a result in `dir`.
 *
 * @throws ResultError with `code` `damaged`.
 */
export async function verifyPayloads(dir: string, { payloads }: Pick<StoredResult, 'payloads'>): Promise<void> {
  for (const [file, payload] of Object.entries(payloads)) {
    const problem = await payloadProblem(join(dir, file), payload)
    if (problem !== undefined) throw new ResultError('damaged', dir, `${file} ${problem}`)
  }
}

/**
 * Reads the result.json in `dir` and checks its form, its seal, and that it is the result of `key` (when given). The payloads are checked when they are read: a
 * figure that shows metrics of thousands of runs does not wait for files that it never opens, which need not even be there.
 *
 * @throws ResultError with `code` `missing`, `damaged` or `other-key`.
 */
export function openResult(dir: string, key?: string): StoredResult {
  return resultIn(readRecord(dir), dir, key)
}

/**
 * The same for a text that is to be the result.json of `dir`.
 *
 * @throws ResultError with `code` `damaged` or `other-key`.
 */
export function resultIn(text: string, dir: string, key?: string): StoredResult {
  const damaged = damagedIn(dir)
  const json = jsonIn(text)
  if (!isBlock(json)) throw damaged('is no JSON object')
  if ('format' in json && json.format !== FORMAT)
    throw damaged(`has format ${JSON.stringify(json.format)}; this version of bocas reads format ${FORMAT}`)
  const stored = storedForm(json)
  if ('wrong' in stored) throw damaged(`is not the result of a run: ${stored.wrong}`)
  if (!isSealed(text, json)) throw damaged('was changed after it was written: its seal does not fit')
  if (key !== undefined && stored.key !== key)
    throw new ResultError('other-key', dir, `the result is of another key: ${stored.key} instead of ${key}`)
  return stored
}

/** The result of a key in the first of these folders in which its record is as it was written; undefined when it is in none. */
export function findResult(
  folders: readonly string[],
  key: string,
): { readonly dir: string; readonly result: StoredResult } | undefined {
  for (const dir of folders) {
    try {
      return { dir, result: openResult(dir, key) }
    } catch (error) {
      if (!isResultError(error)) throw error
    }
  }
  return undefined
}

/** What is wrong with the result in a folder, every byte checked; undefined when it is as it was written. */
export async function resultProblem(dir: string, key?: string): Promise<ResultError | undefined> {
  try {
    await verifyResult(dir, key)
    return undefined
  } catch (error) {
    if (!isResultError(error)) throw error
    return error
  }
}

const damagedIn = (dir: string) => (why: string) => new ResultError('damaged', dir, `${RESULT_FILE} ${why}`)

/**
 * The text of the result.json in `dir`. At once: thousands of files are read in a fraction of the time that it takes to wait for each of them.
 *
 * @throws ResultError with `code` `missing` or `damaged`.
 */
export function readRecord(dir: string): string {
  try {
    return readFileSync(join(dir, RESULT_FILE), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ResultError('missing', dir, `there is no ${RESULT_FILE}`)
    throw damagedIn(dir)(`cannot be read (${code})`)
  }
}

async function payloadProblem(path: string, expected: Payload): Promise<string | undefined> {
  try {
    const { size } = await stat(path)
    if (size !== expected.bytes) return `has ${size} bytes instead of ${expected.bytes}`
    return (await digestFile(path)).sha256 === expected.sha256
      ? undefined
      : 'was changed after it was written: its digest does not fit'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing' : `cannot be read (${code})`
  }
}
