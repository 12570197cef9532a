import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import {
  aBlockOf,
  aBlockWith,
  aCount,
  aListOf,
  aText,
  escapeRegExp,
  isBlock,
  isSyntaxError,
  isSystemError,
  type Problem,
  ProblemsError,
  problemsHeading,
  setting,
  suggest,
} from 'bocas/internal/light'

/** What is said of one place at which runs are executed: a laptop, the machine of a lab, a cluster. Nothing of it is in a run key. */
export interface ExecutionProfile {
  /** Host names for which it is chosen; `*` stands for any letters. */
  readonly hosts?: readonly string[]
  /** The engine, unless `BOCAS_ENGINE` names one. */
  readonly engine?: string
  /** What there is to say of engines, by their names. */
  readonly engines?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Where folders of data lie there, by their paths in the workspace. */
  readonly data?: Readonly<Record<string, string>>
  /** What the machine has, as in `.bocas/slots.json`. */
  readonly slots?: Readonly<Record<string, number | readonly string[]>>
  /** Threads of a run that is a Python program; 1 unless it is said. */
  readonly threads?: number
  /** How many jobs an engine has at once at most. */
  readonly jobs?: number
}

/** The file in the workspace's root. */
export const PROFILES = 'profiles.json'

const PROFILE = aBlockWith({
  hosts: aListOf(aText),
  engine: aText,
  engines: aBlockOf(setting('a block { … } of what there is to say of the engine', isBlock)),
  data: aBlockOf(aText),
  slots: aBlockOf(
    setting('a list of ids or their number, as in { "gpu": ["0", "1"] }', (value) =>
      Array.isArray(value) ? value.every((id) => typeof id === 'string') : Number.isSafeInteger(value),
    ),
  ),
  threads: aCount(1),
  jobs: aCount(1),
})

/**
 * All profiles of the workspace, by name; none when there is no such file.
 *
 * @throws ProblemsError that lists everything that is wrong with it.
 */
export function readProfiles(root: string): Readonly<Record<string, ExecutionProfile>> {
  let text: string
  try {
    text = readFileSync(join(root, PROFILES), 'utf8')
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error
    return {}
  }
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    throw wrongProfile([
      { message: `it is no JSON: ${(error as Error).message}`, hint: 'write { "cluster": { "engine": "slurm" } }' },
    ])
  }
  const problems = aBlockOf(PROFILE)(given, '')
  if (problems.length > 0) throw wrongProfile(problems)
  return given as Readonly<Record<string, ExecutionProfile>>
}

/** The profile of this call: the one that `BOCAS_PROFILE` names, else the first that has this host; none of them else. */
export interface ChosenProfile {
  readonly name?: string
  readonly profile: ExecutionProfile
}

/** @throws ProblemsError when the file is wrong, or `BOCAS_PROFILE` names none of it. */
export function chosenProfile(root: string, env: NodeJS.ProcessEnv = process.env, host = hostname()): ChosenProfile {
  const profiles = readProfiles(root)
  const asked = env.BOCAS_PROFILE
  if (asked) {
    const profile = Object.hasOwn(profiles, asked) ? profiles[asked] : undefined
    if (profile) return { name: asked, profile }
    const hint = `${suggest(asked, Object.keys(profiles))}; profiles stand in ${PROFILES}, in the root of the workspace`
    throw new ProblemsError({
      code: 'unknown-profile',
      message: `BOCAS_PROFILE is '${asked}', and there is no such profile`,
      hint,
    })
  }
  const found = Object.entries(profiles).find(([, { hosts = [] }]) => hosts.some((pattern) => matches(pattern, host)))
  return found ? { name: found[0], profile: found[1] } : { profile: {} }
}

/** A host may be known by its first name alone. */
function matches(pattern: string, host: string): boolean {
  const parts = pattern.toLowerCase().split('*').map(escapeRegExp)
  const whole = new RegExp(`^${parts.join('.*')}$`)
  return [host, host.split('.')[0]!].some((name) => whole.test(name.toLowerCase()))
}

/** What is wrong in this file, all of it; problems without a code of their own have that of the file. */
export const wrongProfile = (problems: readonly Problem[]): ProblemsError =>
  new ProblemsError(
    problems.map((problem) => ({ code: 'wrong-profile', ...problem })),
    { heading: problemsHeading(problems, PROFILES) },
  )
