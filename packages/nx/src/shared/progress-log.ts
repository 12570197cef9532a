import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { isSyntaxError, isSystemError } from 'bocas/internal/light'

/** One call of `ctx.progress`. */
export interface ProgressLine {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly step: number
  readonly of: number
  readonly metrics: Readonly<Record<string, number>>
}

/** Reads what is new in a file that grows, whole lines only; nothing when there is no such file (any more). */
export class GrowingFile {
  private offset = 0
  private rest = ''

  constructor(private readonly file: string) {}

  lines(): string[] {
    const pieces = (this.rest + this.read()).split('\n')
    this.rest = pieces.pop()!
    return pieces
  }

  private read(): string {
    let handle: number
    try {
      handle = openSync(this.file, 'r')
    } catch (error) {
      if (!isSystemError(error)) throw error
      return ''
    }
    try {
      const bytes = Buffer.alloc(Math.max(0, fstatSync(handle).size - this.offset))
      const read = readSync(handle, bytes, 0, bytes.length, this.offset)
      const whole = bytes.subarray(0, read).lastIndexOf('\n') + 1
      this.offset += whole
      return bytes.subarray(0, whole).toString()
    } finally {
      closeSync(handle)
    }
  }
}

/** A line of progress.jsonl; undefined for one that is torn. Numbers that JSON does not know stand there as words. */
export function parseProgress(line: string): ProgressLine | undefined {
  try {
    const { time, step, of, metrics } = (JSON.parse(line) ?? {}) as {
      time: string | number
      step: number
      of: number
      metrics?: Record<string, unknown>
    }
    const numbers = Object.entries(metrics ?? {}).map(([name, value]): [string, number] => [
      name,
      value === null ? NaN : Number(value),
    ])
    const at = typeof time === 'number' ? time : Date.parse(time)
    if (![at, step, of].every(Number.isFinite)) return undefined
    return { time: at, step, of, metrics: Object.fromEntries(numbers) }
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return undefined
  }
}
