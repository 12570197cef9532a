import { isSyntaxError } from '../files/expected-errors'
import { decodeNumber, storedNumber } from '../artifacts/numbers'
import { number, object, optional, record, type SchemaOutput } from '../schema'

/** What a program reports while it works. */
export interface ProgressReport {
  readonly step: number
  readonly of: number
  readonly metrics?: Readonly<Record<string, number>>
}

const MARK = '::bocas progress '

const schema = object({
  step: number(),
  of: number(),
  metrics: optional(record(storedNumber)),
})

/**
 * The report in a line that a program has written: `::bocas progress {"step": 3, "of": 20, "metrics": {"loss": 0.4}}`, and what stands
 * before it, because a program may report in the middle of a line. Undefined for any other line, which is the program's own.
 */
export function readProgress(line: string): { readonly before: string; readonly report: ProgressReport } | undefined {
  const at = line.indexOf(MARK)
  if (at < 0) return undefined
  const report = parse(line.slice(at + MARK.length))
  if (report === undefined) return undefined
  const { step, of, metrics } = report
  const numbers =
    metrics && Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, decodeNumber(value)]))
  return { before: line.slice(0, at), report: { step, of, ...(numbers && { metrics: numbers }) } }
}

function parse(text: string): SchemaOutput<typeof schema> | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text))
    return read.success ? read.data : undefined
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return undefined
  }
}
