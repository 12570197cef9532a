import type { Problem } from '../../problems'
import { suggest } from '../../suggest'
import { describeValue, isPlain } from './describe'
import { ROLES_BY_CONVENTION, type MetricRoles } from '../author/metric-roles'

/** What a sweep declares of its metrics; what it leaves out is as by convention. */
export type DeclaredRoles = Partial<MetricRoles>

const ROLES = ['choose', 'report'] as const
const HINT = "write metrics: { choose: 'val.*', report: 'test.*' }"

/** Reads the option `metrics` of a sweep, reporting everything that is wrong with it. */
export function checkMetrics(given: unknown, path: string, report: (problem: Problem) => void): DeclaredRoles {
  if (given === undefined) return {}
  if (typeof given !== 'object' || given === null || !isPlain(given)) {
    report({
      code: 'wrong-option-value',
      message: `\`metrics\` takes a block that says what metrics are for, not ${describeValue(given)}`,
      path,
      hint: HINT,
    })
    return {}
  }
  const block = given as Record<string, unknown>
  for (const name of Object.keys(block).filter((key) => !ROLES.includes(key as never)))
    report({
      code: 'wrong-role',
      message: `metrics are for no \`${name}\``,
      path: `${path}.${name}`,
      hint: suggest(name, ROLES),
    })
  const declared = Object.fromEntries(
    ROLES.flatMap((role) => {
      const patterns = patternsOf(block[role], `${path}.${role}`, report)
      return patterns === undefined ? [] : [[role, patterns] as const]
    }),
  )
  const both = (declared['choose'] ?? []).filter((pattern) => declared['report']?.includes(pattern))
  for (const pattern of both)
    report({
      code: 'wrong-role',
      message: `\`${pattern}\` is for choosing and for reporting, and a choice by it would flatter what is reported`,
      path,
      hint: 'choose by validation data, report from test data',
    })
  return declared
}

function patternsOf(given: unknown, path: string, report: (problem: Problem) => void): readonly string[] | undefined {
  if (given === undefined) return undefined
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  const isGood = (pattern: unknown): pattern is string => typeof pattern === 'string' && /^[^\s.]\S*$/.test(pattern)
  for (const pattern of list.filter((one) => !isGood(one)))
    report({ message: `a metric is named by its path or a pattern, not ${describeValue(pattern)}`, path, hint: HINT })
  return [...new Set(list.filter(isGood))]
}

/** What the sweeps of one task declare together: each of a role the same or nothing. */
export function joinMetrics(
  sweeps: readonly { readonly exportName: string; readonly metrics: DeclaredRoles }[],
  report: (problem: Problem) => void,
): MetricRoles {
  const joined = ROLES.map((role) => {
    const [first, ...others] = sweeps.filter(({ metrics }) => metrics[role] !== undefined)
    const text = JSON.stringify(first?.metrics[role])
    const other = others.find(({ metrics }) => JSON.stringify(metrics[role]) !== text)
    if (other !== undefined)
      report({
        message: `what metrics are for holds for all runs of the task, and ${first!.exportName} says another \`${role}\``,
        path: `${other.exportName}.metrics.${role}`,
        hint: 'say it in one of the sweeps, or the same in each',
      })
    return [role, first?.metrics[role] ?? ROLES_BY_CONVENTION[role]] as const
  })
  return Object.fromEntries(joined) as unknown as MetricRoles
}
