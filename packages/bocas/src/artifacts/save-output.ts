import { problemsBelow, ProblemsError, type Problem } from '../problems'
import { suggest } from '../suggest'
import type { Json } from '../sweep'
import { type Artifact, isArtifact, makeArtifact, type Metrics, UNFIT } from './artifact'
import { findKind, kindNames } from './kind'
import { metricEntries } from './metric-paths'
import { metricProblems } from './metric-problems'
import { nameProblem, namesTakenTwice } from './names'
import type { Payload } from './payload-types'
import { Payloads, type PayloadOptions } from './write-payloads'

/** One artifact as result.json holds it. */
export interface StoredArtifact {
  readonly kind: string
  readonly data: Json
}

/** What a run returned, on its way into result.json. */
export interface SavedOutput {
  readonly artifacts: Record<string, StoredArtifact>
  readonly payloads: Record<string, Payload>
}

/**
 * Saves what `run` returned: JSON data per artifact, and payload files in `dir` (made when needed).
 *
 * @throws Error with every problem of the output, each with its path.
 */
export async function saveOutput(output: unknown, dir: string, options?: PayloadOptions): Promise<SavedOutput> {
  const items = artifactsOf(output)
  const payloads = new Payloads(dir, options)
  const artifacts: Record<string, StoredArtifact> = {}
  const problems: Problem[] = []
  let cause: unknown
  for (const [name, artifact] of items) {
    try {
      artifacts[name] = { kind: artifact.kind, data: await saveOne(artifact, payloads, name) }
    } catch (error) {
      cause ??= error
      problems.push(...problemsBelow(name, error))
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems, { cause })
  return { artifacts, payloads: payloads.all }
}

async function saveOne(artifact: Artifact, payloads: Payloads, name: string): Promise<Json> {
  if (artifact[UNFIT] !== undefined) throw artifact[UNFIT]
  const kind = findKind(artifact.kind)
  if (kind === undefined)
    throw new ProblemsError(`there is no kind \`${artifact.kind}\`; ${suggest(artifact.kind, kindNames())}`)
  const data = await kind.save(artifact.value, payloads.for(name))
  // What cannot be read back must not be stored: the schema is checked on the JSON text that will be read.
  const text = JSON.stringify(data)
  const checked = text === undefined ? undefined : kind.schema.safeParse(JSON.parse(text))
  if (checked?.success !== true) {
    const issues = checked?.error.issues.map(
      (issue) => `${issue.message} (${issue.path.map(String).join('.') || 'data'})`,
    ) ?? ['it is not JSON']
    throw new ProblemsError(`what the kind \`${kind.name}\` saved does not fit its own schema: ${issues.join('; ')}`)
  }
  return JSON.parse(text) as Json
}

/** The artifacts of an output, in the order in which they were returned. */
function artifactsOf(output: unknown): [string, Artifact][] {
  if (output === undefined || output === null)
    throw noResult(`the run returned ${output}: did \`run\` forget to return its result?`)
  if (typeof output !== 'object' || Array.isArray(output) || isArtifact(output))
    throw noResult(`a run returns its artifacts by name, such as { accuracy: 0.9 }, not ${describe(output)}`)
  const entries = Object.entries(output)
  if (entries.length === 0)
    throw noResult('the run returned an empty object; return at least one metric or artifact, such as { accuracy }')
  const problems = entries.flatMap(([name, value]) => itemProblems(name, value))
  for (const { name, problem } of namesTakenTwice(entries.map(([name]) => name)))
    problems.push({ message: problem, path: name })
  if (problems.length === 0) problems.push(...pathProblems(entries.filter(([, value]) => !isArtifact(value))))
  if (problems.length > 0) throw new ProblemsError(problems)
  return entries.map(([name, value]) => [name, isArtifact(value) ? value : makeArtifact('metrics', value as Metrics)])
}

const noResult = (message: string): ProblemsError => new ProblemsError({ code: 'no-result', message })

function itemProblems(name: string, value: unknown): Problem[] {
  const wrong = nameProblem(name)
  return [
    ...(wrong === undefined ? [] : [{ code: 'wrong-name' as const, message: wrong, path: name }]),
    ...(isArtifact(value) ? [] : metricProblems(value, name)),
  ]
}

/** `{ a: { b: 1 }, 'a.b': 2 }` has two metrics that are both read as `a.b`. */
function pathProblems(metrics: readonly [string, unknown][]): Problem[] {
  const paths = metricEntries(metrics).map(([path]) => path)
  const twice = paths.filter((path, i) => paths.indexOf(path) < i)
  return twice.map((path) => ({ message: 'two metrics have this path; rename one of them', path }))
}

function describe(output: unknown): string {
  if (Array.isArray(output)) return 'an array'
  if (isArtifact(output)) return `a ${output.kind} alone`
  return `a ${typeof output}`
}
