import type { Problem } from 'bocas/internal'
import { numberOf } from '../plain-values'
import type { Point } from '../source-run'

/** Reads the file of a metric: a line for each value, `<milliseconds> <value> <step>`, without the step in old stores. A last line without its end is left out. */
export function readMetric(
  text: string,
  path: string,
  { problems, notes }: { readonly problems: Problem[]; readonly notes: string[] },
): Point[] {
  const lines = text.split('\n')
  const last = lines.pop()!
  const points: Point[] = []
  lines.forEach((line, index) => {
    if (line.trim() === '') return
    const point = pointOf(line)
    if (point !== undefined) points.push(point)
    else
      problems.push({
        code: 'damaged-import',
        message: `this is no value of a metric: ${JSON.stringify(line.slice(0, 80))}`,
        hint: 'a line is `<milliseconds> <value> <step>`; remove it, or the folder of the run',
        path: `${path}:${index + 1}`,
      })
  })
  // A number that was cut is a number, too.
  if (last.trim() !== '') notes.push('lines of metrics that were not written to their end are left out')
  return points
}

function pointOf(line: string): Point | undefined {
  const [time, value, step] = line.trim().split(/\s+/)
  const [number, place] = [numberOf(value), step === undefined ? undefined : Number(step)]
  if (time === undefined || !/^-?\d+$/.test(time) || number === undefined) return undefined
  if (place !== undefined && !Number.isSafeInteger(place)) return undefined
  return { value: number, ...(place === undefined ? {} : { step: place }) }
}
