import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import { ProblemsError, type Problem } from '../problems'
import type { Saved, TypedArray } from '../run/checkpoint'

/**
 * A checkpoint file, in format 1: the line `bocas checkpoint 1`, a line with the SHA-256 of all that follows, the state as one line of
 * JSON, and the bytes of its arrays one after the other. In the JSON, null stands where an array or a number is that JSON does not have;
 * the header lists these places.
 */
interface Header {
  readonly endianness: 'BE' | 'LE'
  readonly state: unknown
  readonly arrays: readonly { readonly path: Path; readonly type: string; readonly bytes: number }[]
  readonly numbers: readonly { readonly path: Path; readonly value: string }[]
}

type Path = readonly (string | number)[]

const MAGIC = 'bocas checkpoint 1\n'
const DIGEST = 64

/**
 * The pieces of a checkpoint file. Arrays are not copied: write them before they change.
 *
 * @throws Error that lists all places of the state that cannot be kept.
 */
export function encodeCheckpoint(state: Saved): Uint8Array[] {
  const chunks: Uint8Array[] = []
  const arrays: Header['arrays'][number][] = []
  const numbers: Header['numbers'][number][] = []
  const problems: Problem[] = []
  const above = new Set<object>()

  const plain = (value: unknown, path: Path): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') {
      if (Number.isFinite(value) && !Object.is(value, -0)) return value
      numbers.push({ path, value: Object.is(value, -0) ? '-0' : String(value) })
      return null
    }
    const bytes = bytesOf(value)
    if (bytes) {
      arrays.push({ path, type: typeOf(value as TypedArray | ArrayBuffer), bytes: bytes.length })
      chunks.push(bytes)
      return null
    }
    if (typeof value !== 'object' || !isPlain(value)) return refuse(describe(value), path)
    if (above.has(value)) return refuse('a cycle', path)
    above.add(value)
    try {
      if (Array.isArray(value)) return Array.from(value, (item: unknown, i) => plain(item, [...path, i]))
      const entries = Object.entries(value).filter(([, item]) => item !== undefined)
      return Object.fromEntries(entries.map(([key, item]) => [key, plain(item, [...path, key])]))
    } finally {
      above.delete(value)
    }
  }
  const refuse = (what: string, path: Path): null => {
    problems.push({ message: `a checkpoint holds JSON data and typed arrays, not ${what}`, path: show(path) })
    return null
  }

  const header: Header = { endianness: endianness(), state: plain(state, []), arrays, numbers }
  if (problems.length > 0) throw new ProblemsError(problems)
  const body = [Buffer.from(JSON.stringify(header) + '\n'), ...chunks]
  const hash = createHash('sha256')
  for (const chunk of body) hash.update(chunk)
  return [Buffer.from(`${MAGIC}${hash.digest('hex')}\n`), ...body]
}

/**
 * The state in a checkpoint file.
 *
 * @throws Error that says what is wrong with the file.
 */
export function decodeCheckpoint(file: Buffer): Saved {
  const start = MAGIC.length + DIGEST + 1
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('it is not a checkpoint of this format')
  const digest = file.toString('latin1', MAGIC.length, start - 1)
  const body = file.subarray(start)
  if (createHash('sha256').update(body).digest('hex') !== digest) throw new Error('its content is not what was saved')
  const end = body.indexOf('\n')
  const header = JSON.parse(body.toString('utf8', 0, end)) as Header
  if (header.endianness !== endianness()) throw new Error('it is from a machine with another order of bytes')
  const box = { state: header.state }
  for (const { path, value } of header.numbers) put(box, path, Number(value))
  let at = end + 1
  for (const { path, type, bytes } of header.arrays) {
    put(box, path, arrayOf(type, body.subarray(at, at + bytes)))
    at += bytes
  }
  return box.state as Saved
}

function put(box: object, path: Path, value: unknown): void {
  const steps = ['state', ...path]
  const last = steps.pop()!
  const parent = steps.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], box)
  // The key is there already, so that this sets it, whatever its name.
  ;(parent as Record<string | number, unknown>)[last] = value
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (isOf(value, 'ArrayBuffer')) return new Uint8Array(value as ArrayBuffer)
  if (!ArrayBuffer.isView(value)) return undefined
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}

const typeOf = (value: TypedArray | ArrayBuffer): string =>
  Buffer.isBuffer(value) ? 'Buffer' : Object.prototype.toString.call(value).slice('[object '.length, -1)

/** A copy of its own: arrays of wider numbers must begin at a multiple of their size. */
function arrayOf(type: string, bytes: Buffer): unknown {
  if (type === 'Buffer') return Buffer.from(bytes)
  const copy = new Uint8Array(bytes).buffer
  if (type === 'ArrayBuffer') return copy
  return new (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[type]!(copy)
}

const isOf = (value: unknown, type: string): boolean => Object.prototype.toString.call(value) === `[object ${type}]`

/** Data, also from another realm (as in `node:vm`, where tests run). */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype = Object.getPrototypeOf(value) as object | null
  return prototype === null || (Object.getPrototypeOf(prototype) === null && isOf(value, 'Object'))
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'object') return `a ${typeof value}`
  return `a ${(value as object).constructor?.name ?? 'special object'}`
}

const show = (path: Path): string =>
  path.reduce<string>((text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${step}`), 'state')
