import { isBlock, type Json, type Problem } from 'bocas/internal'
import { numberOf } from '../plain-values'
import type { Point, SourceRun } from '../source-run'

type Fields = Readonly<Record<string, unknown>>

/** One run of an export: `{ id, name, state, config, summary, history }`, as the API of wandb calls them. All but `config` or `summary` may be missing. */
export function exportedRun(given: unknown, path: string, problems: Problem[]): SourceRun | undefined {
  const wrong = (message: string): undefined => {
    problems.push({
      code: 'damaged-import',
      message,
      hint: 'a run is { "id", "name", "state", "config": { … }, "summary": { … }, "history": [ … ] }',
      path,
    })
    return undefined
  }
  if (!isBlock(given)) return wrong('a run is no object')
  const { id, name, state = 'finished', config = {}, history = [] } = given
  const summary = given.summary ?? given.summary_metrics ?? given.summaryMetrics ?? {}
  if (!isBlock(config) || !isBlock(summary)) return wrong('`config` or `summary` is no object')
  if (given.config === undefined && Object.keys(summary).length === 0)
    return wrong('a run has neither `config` nor `summary`')
  if (!Array.isArray(history) || !history.every(isBlock)) return wrong('`history` is no list of objects')
  const called = [name, id].find((one): one is string => typeof one === 'string' && one !== '')
  if (called === undefined) return wrong('a run has neither `name` nor `id`')
  return {
    origin: typeof id === 'string' && id !== '' ? id : called,
    name: called,
    state: String(state),
    isFinished: state === 'finished',
    config: ownOf(config) as Record<string, Json>,
    summary: numericFields(summary),
    metrics: metricPoints(history),
  }
}

/** What wandb records of itself begins with a line: `_step`, `_runtime`, `_wandb`. */
export const ownOf = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith('_')))

/** All numbers, by their paths. Pictures, tables and texts are none. */
export function numericFields(fields: Fields): Map<string, number> {
  const found = new Map<string, number>()
  const walk = (block: Fields, before: string): void => {
    for (const [key, value] of Object.entries(block)) {
      if (key.startsWith('_')) continue
      const number = typeof value === 'boolean' ? undefined : numberOf(value)
      if (number !== undefined) found.set(before + key, number)
      else if (isBlock(value) && value._type === undefined) walk(value, `${before}${key}.`)
    }
  }
  walk(fields, '')
  return found
}

/** Each metric with the values that it has, whatever others were recorded at the same step. */
export function metricPoints(rows: readonly Fields[]): Map<string, Point[]> {
  const found = new Map<string, Point[]>()
  for (const row of rows) {
    const step = numberOf(row._step)
    for (const [name, value] of numericFields(row)) {
      const points = found.get(name) ?? []
      points.push({ value, ...(step === undefined ? {} : { step }) })
      found.set(name, points)
    }
  }
  return found
}
