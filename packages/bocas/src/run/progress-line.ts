import * as z from 'zod'
import { decodeNumber, storedNumber } from '../artifacts/numbers'

/** What a program reports while it works. */
export interface ProgressReport {
  readonly step: number
  readonly of: number
  readonly metrics?: Readonly<Record<string, number>>
}

const MARK = '::bocas progress '

const schema = z.object({
  step: z.number(),
  of: z.number(),
  metrics: z.record(z.string(), storedNumber).optional(),
})

/**
 * The report in a line that a program has written: `::bocas progress {"step": 3, "of": 20, "metrics": {"loss": 0.4}}`, and what stands
 * before it, because a program may report in the middle of a line. Undefined for any other line, which is the program's own.
 */
export function readProgress(line: string): { readonly before: string; readonly report: ProgressReport } | undefined {
  const at = line.indexOf(MARK)
  if (at < 0) return undefined
  try {
    const { step, of, metrics } = schema.parse(JSON.parse(line.slice(at + MARK.length)))
    const numbers =
      metrics && Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, decodeNumber(value)]))
    return { before: line.slice(0, at), report: { step, of, ...(numbers && { metrics: numbers }) } }
  } catch {
    return undefined
  }
}
