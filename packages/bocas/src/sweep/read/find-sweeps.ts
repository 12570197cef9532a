import type { Problem } from '../../problems'
import { sweepOf } from '../author/marks'

/** An export that is a sweep, or should be one. */
export interface FoundSweep {
  /** What the sweep is called in the task: `main`, or the name of its export. */
  readonly sweepName: string
  readonly exportName: string
  readonly sweep: unknown
}

/** The sweeps that a module exports, `main` first. Its other exports are its own business. */
export function findSweeps(
  module: Readonly<Record<string, unknown>>,
  report: (problem: Problem) => void,
): FoundSweep[] {
  const names = Object.keys(module).filter((name) => name !== 'default' && sweepOf(module[name]))
  const found = names.map((exportName) => ({ sweepName: exportName, exportName, sweep: module[exportName] }))
  if (!('default' in module)) {
    if (found.length > 0) return found
    report({ code: 'no-sweep', message: 'the file exports no sweep', hint: 'write export default defineSweep({ … })' })
    return []
  }
  const main = { sweepName: 'main', exportName: 'default', sweep: module['default'] }
  if (names.includes('main') && module['main'] !== module['default']) {
    report({
      message: 'the default export is the sweep `main`, so no other can be called so',
      path: 'main',
      hint: 'rename this export',
    })
  }
  return [main, ...found.filter(({ sweepName }) => sweepName !== 'main')]
}
