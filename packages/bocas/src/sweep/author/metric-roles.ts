import { escapeRegExp } from '../../text/escape-regexp'

/** Which metrics of a task are for choosing (hyper-parameters, by validation data) and which for reporting (from test data). */
export interface MetricRoles {
  /** Patterns: `val` means `val` and everything below it, `*` any text. */
  readonly choose: readonly string[]
  readonly report: readonly string[]
}

/** What names are taken to say where a sweep declares nothing. */
export const ROLES_BY_CONVENTION: MetricRoles = {
  choose: ['val', 'valid', 'validation', 'dev'],
  report: ['test'],
}

export type MetricRole = 'choose' | 'report' | 'none'

/** What a metric is for. One that is named for both is for reporting. */
export function roleOf(metric: string, { choose, report }: MetricRoles): MetricRole {
  if (report.some((pattern) => matches(metric, pattern))) return 'report'
  return choose.some((pattern) => matches(metric, pattern)) ? 'choose' : 'none'
}

/** Whether a metric is what a pattern names, or below it. */
function matches(metric: string, pattern: string): boolean {
  return new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}(?:\\..*)?$`, 's').test(metric)
}
