import {
  installedPackage,
  posixRelative,
  type Problem,
  ROLES_BY_CONVENTION,
  type SweepPlan,
  withHints,
} from 'bocas/internal/light'
import { missingImport } from '../../shared/missing-import'
import { userFrame } from '../../shared/user-frame'
import type { SweepRefusal, SweepAnswer } from '../../protocol/sweep-answer'
import { importPlace, lacksExport, unknownExport } from '../code/import-hints'

/** The plan of a sweep of which nothing is known but what is wrong. */
export const failedSweep = (problems: readonly Problem[]): SweepPlan => ({
  problems,
  runs: [],
  sweeps: {},
  data: [],
  env: [],
  metrics: ROLES_BY_CONVENTION,
  limits: {},
})

/**
 * The plan that an evaluation came to. What the sweep did and may not is a problem of it, whatever plan it came to.
 *
 * @param code the absolute paths of the files it is written in, and the packages that it may load, by name.
 * @param printed what to say of what it printed.
 */
export function planOfAnswer(
  root: string,
  { plan, thrown, refused, loaded }: SweepAnswer,
  { files, packages }: { readonly files: readonly string[]; readonly packages: ReadonlySet<string> },
  printed: string | undefined,
): SweepPlan {
  const problems = [
    ...refused.map((one) => refusedProblem(root, one)),
    ...loaded.flatMap((file) => loadedProblem(root, file, packages) ?? []),
    ...(thrown && !refused.some(({ message }) => thrown.message.startsWith(message))
      ? thrownProblems(root, files, thrown, printed)
      : []),
    ...(plan ? placeProblems(root, plan) : []),
  ]
  if (problems.length === 0) return plan!
  const { env = [], data = [], problems: others = [] } = plan ?? {}
  // A function of the sweep that was refused something has thrown that again.
  const own = others.filter(({ message }) => !refused.some((one) => message.includes(one.message)))
  return { ...failedSweep([...problems, ...own]), env, data }
}

const refusedProblem = (root: string, { code, message, hint, stack }: SweepRefusal): Problem => ({
  ...(code && { code }),
  message,
  path: userFrame(Object.assign(new Error(), { stack }), root),
  hint,
})

function thrownProblems(
  root: string,
  files: readonly string[],
  thrown: NonNullable<SweepAnswer['thrown']>,
  printed: string | undefined,
): readonly Problem[] {
  const at = userFrame(Object.assign(new Error(), thrown), root)
  const hint = at ? [`thrown at ${at}`, missingImport(thrown.message, 'sweep') ?? []].flat().join('\n') : printed
  if (thrown.problems !== undefined) return withHints(thrown.problems, hint === undefined ? [] : [hint])
  const message = thrown.message || 'it threw an error without a message'
  const code = lacksExport(message) ? 'unknown-export' : at ? 'threw-while-loading' : thrown.code
  const place = at ?? importPlace(root, files, message)
  const where = code === 'unknown-export' && place !== undefined ? ` (${place})` : ''
  return [{ ...(code && { code }), message: `${message}${where}`, hint: unknownExport(message) ?? hint }]
}

function loadedProblem(root: string, file: string, packages: ReadonlySet<string>): Problem | undefined {
  const place = posixRelative(root, file)
  const name = installedPackage(place)
  if (name !== undefined && packages.has(name)) return undefined
  return {
    message: `the sweep loads ${name === undefined ? place : `the package ${name}`} by a path that cannot be seen in its code, so it would not be evaluated again when that changes`,
    hint: `write the path out in an import: import values from '${name ?? './values.json'}'`,
  }
}

/** A path of this machine in a config is in the key of a run, which would be another one in the next clone. */
function placeProblems(root: string, plan: SweepPlan): Problem[] {
  const holds = (value: unknown): string | undefined => {
    if (typeof value === 'string') return value.includes(root) ? value : undefined
    if (typeof value !== 'object' || value === null) return undefined
    for (const [key, item] of Object.entries(value)) {
      const found = holds(key) ?? holds(item)
      if (found !== undefined) return found
    }
    return undefined
  }
  for (const { config } of plan.runs) {
    const found = holds(config)
    if (found === undefined) continue
    return [
      {
        code: 'volatile-sweep',
        message: `a config holds a path of this machine, ${JSON.stringify(found)}, and would be another one in the next clone`,
        hint: 'write the path as seen from the task, and find the file in run.ts by ctx.input',
      },
    ]
  }
  return []
}
