import { createHash } from 'node:crypto'
import { type ImportedRun, isBlock, type Json, plural, type Problem } from 'bocas/internal'
import { artifactsOf } from './artifacts-of'
import { nestConfig } from './nest-config'
import type { SourceRun } from './source-run'

/** How the words of the other program become ours. */
export interface ImportRules {
  /** New names of settings and metrics, by those that they have there. */
  readonly rename: ReadonlyMap<string, string>
  /** The setting that is the seed, as it is called here; `seed` unless given. */
  readonly seed?: string
  /** Whether runs are taken that did not come to their end. */
  readonly unfinished: boolean
  /** Whether values over steps are taken. */
  readonly curves: boolean
}

/** What becomes of the runs of another program. */
export interface Imported {
  readonly runs: readonly ImportedRun[]
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
}

/** Makes results of runs that another program has recorded. Whoever gives equal runs gets equal results, in the order of their names. */
export function toImported(source: readonly SourceRun[], rules: ImportRules): Imported {
  const taken = source.filter(({ isFinished }) => isFinished || rules.unfinished)
  const notes = [...leftOut(source.filter((run) => !taken.includes(run)))]
  const counts = new Map<string, number>()
  const problems = new Map<string, { readonly problem: Problem; runs: number }>()
  const once = (problem: Problem): void => {
    const known = problems.get(problem.message)
    if (known) known.runs++
    else problems.set(problem.message, { problem, runs: 1 })
  }
  const used = new Set<string>()
  const names = namesOf(taken)
  const runs = taken.map((run, index): ImportedRun => {
    const name = names[index]!
    const rename = (key: string): string => {
      const other = rules.rename.get(key)
      if (other !== undefined) used.add(key)
      return other ?? key
    }
    const config = nestConfig(run.config, rename)
    const made = artifactsOf(run, rename, rules.curves)
    for (const problem of [...config.problems, ...made.problems]) once({ ...problem, path: run.name })
    for (const note of made.notes) counts.set(note, (counts.get(note) ?? 0) + 1)
    const seed = seedOf(config.config, rules.seed ?? 'seed')
    return { name, origin: run.origin, config: config.config, ...(seed && { seed }), artifacts: made.artifacts }
  })
  const unused = [...rules.rename.keys()].filter((key) => !used.has(key))
  const unseeded = rules.seed === undefined ? 0 : runs.filter(({ seed }) => seed === undefined).length
  return {
    runs: runs.sort((a, b) => (a.name < b.name ? -1 : 1)),
    notes: [...notes, ...[...counts].map(([note, count]) => `${note} (${plural(count, 'run')})`)],
    problems: [
      ...[...problems.values()].map(({ problem, runs: of }) =>
        of === 1 ? problem : { ...problem, path: `${problem.path} and ${of - 1} more` },
      ),
      ...unused.map((key): Problem => ({
        code: 'import-name',
        message: `no run has '${key}', which --rename names`,
        hint: `there are: ${knownNames(taken)}`,
      })),
      ...(unseeded > 0
        ? [
            {
              code: 'import-name' as const,
              message: `${plural(unseeded, 'run')} of ${runs.length} ${unseeded === 1 ? 'has' : 'have'} no whole number \`${rules.seed}\`, which --seed names`,
              hint: `there are: ${knownNames(taken)}`,
            },
          ]
        : []),
    ],
  }
}

function knownNames(runs: readonly SourceRun[]): string {
  const names = [
    ...new Set(
      runs.flatMap(({ config, metrics, summary }) => [
        ...Object.keys(config),
        ...metrics.keys(),
        ...(summary?.keys() ?? []),
      ]),
    ),
  ]
  return names.slice(0, 40).join(', ') + (names.length > 40 ? ', …' : '')
}

function leftOut(runs: readonly SourceRun[]): string[] {
  if (runs.length === 0) return []
  const states = new Map<string, number>()
  for (const { state } of runs) states.set(state, (states.get(state) ?? 0) + 1)
  const told = [...states].map(([state, count]) => `${count} ${state}`).join(', ')
  return [`${plural(runs.length, 'run')} left out that did not finish (${told}); --unfinished takes them`]
}

/** Names that may be names of folders. Where runs have one name, each ends with the beginning of a digest of what identifies it there. */
function namesOf(runs: readonly SourceRun[]): string[] {
  const tame = runs.map(({ name }) => {
    const safe = name
      .replace(/[^A-Za-z0-9=+._-]/g, '-')
      .replace(/^[-.]/, '_$&')
      .replace(/\.$/, '-')
    return safe === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(safe) ? `_${safe}` : safe.slice(0, 80)
  })
  const count = new Map<string, number>()
  for (const name of tame) count.set(name.toLowerCase(), (count.get(name.toLowerCase()) ?? 0) + 1)
  const taken = new Set<string>()
  return tame.map((name, index) => {
    const digest = createHash('sha256').update(runs[index]!.origin).digest('hex')
    let own = count.get(name.toLowerCase()) === 1 ? name : `${name.replace(/[.-]+$/, '')}-${digest.slice(0, 8)}`
    // The same run twice in an export.
    for (let more = 2; taken.has(own.toLowerCase()); more++) own = `${name}-${digest.slice(0, 8)}-${more}`
    taken.add(own.toLowerCase())
    return own
  })
}

function seedOf(config: Json, path: string): { readonly path: string; readonly value: number } | undefined {
  let value: Json | undefined = config
  for (const step of path.split('.'))
    value = isBlock(value) && Object.hasOwn(value, step) ? (value as Record<string, Json>)[step] : undefined
  return typeof value === 'number' && Number.isInteger(value) ? { path, value } : undefined
}
