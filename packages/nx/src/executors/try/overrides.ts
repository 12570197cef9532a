import { leafPaths, nearest, type Problem } from 'bocas/internal'
import { isSyntaxError } from 'bocas/internal/light'

type Json = unknown
type Config = Readonly<Record<string, Json>>

export type Overridden = { readonly config: Config } | { readonly problems: readonly Problem[] }

/**
 * The config that the overrides describe: the first run of the sweep that agrees with them, with the values that no run has set on top.
 * A key is a path (`model.lr`), its end where that is unique (`lr`), or the path of a named alternative (`tactic=cnn`), which chooses its
 * whole block. A value is read by the type that the key has in the sweep.
 *
 * @param configs the configs of the sweep, in its order; at least one.
 * @param args `key=value`, as typed.
 */
export function applyOverrides(configs: readonly Config[], args: readonly string[]): Overridden {
  const read = args.map((arg) => readOverride(configs, arg))
  const problems = read.flatMap((one) => ('problem' in one ? [one.problem] : []))
  const overrides = read.flatMap((one) => ('problem' in one ? [] : [one]))
  overrides.forEach(({ path, key }, index) => {
    if (overrides.findIndex((other) => other.path === path) < index)
      problems.push({ code: 'wrong-override', message: `'${key}' is given twice`, hint: 'give each key one value' })
  })
  if (problems.length > 0) return { problems }
  return choose(configs, overrides)
}

/** What Nx passes on beside what was typed. */
const OF_NX = ['verbose', '__overrides_unparsed__', '__overrides__']

/** Overrides are plain words: Nx reads `--noise=0.5` as an option of the target, and it has none. */
export const flagProblems = (flags: Readonly<Record<string, unknown>>): Problem[] =>
  Object.entries(flags)
    .filter(([name]) => !OF_NX.includes(name))
    .map(([name, value]) => ({
      code: 'unknown-flag',
      message: `try takes no --${name}`,
      hint: `write it without dashes: ${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    }))

interface Override {
  readonly arg: string
  readonly key: string
  readonly path: string
  readonly value: Json
  /** Whether some run has the value: then it chooses among the runs, else it is set on top of the chosen one. */
  readonly isKnown: boolean
}

function readOverride(configs: readonly Config[], arg: string): Override | { readonly problem: Problem } {
  const [key, text] = split(arg)
  if (text === undefined) {
    return {
      problem: {
        code: 'wrong-override',
        message: `'${arg}' is no override`,
        hint: 'write key=value, as in optimizer=adam model.lr=0.01',
      },
    }
  }
  const path = findPath(configs, key)
  if (typeof path !== 'string') return { problem: path }
  const known = distinct(configs.flatMap((config) => valueAt(config, path)))
  const read = readValue(text, known, key)
  if ('problem' in read) return read
  return { arg, key, path, value: read.value, isKnown: known.some((value) => same(value, read.value)) }
}

/**
 * Alternatives choose first, whatever the order in which the overrides were typed, because they decide which keys there are; then the other
 * values that runs have, and what no run has is set on top of the run that was chosen.
 */
function choose(configs: readonly Config[], overrides: readonly Override[]): Overridden {
  const problems: Problem[] = []
  const onTop: Override[] = []
  let candidates = configs
  for (const override of [...overrides].sort((a, b) => rank(a) - rank(b))) {
    const { arg, path, value } = override
    const agreeing = candidates.filter((config) => valueAt(config, path).some((other) => same(other, value)))
    const having = candidates.filter((config) => valueAt(config, path).length > 0)
    // The name of an alternative stands for its whole block: set on top of another one's, it would lie.
    if (agreeing.length > 0) candidates = agreeing
    else if (having.length > 0 && !isAlternative(override)) {
      candidates = having
      onTop.push(override)
    } else {
      const others = overrides.filter((other) => other !== override).map((other) => other.arg)
      problems.push({
        code: 'wrong-override',
        message: `${arg} fits no run together with ${others.join(' ')}`,
        hint: `no run of the sweep has both: '${override.key}' belongs to other alternatives`,
      })
    }
  }
  if (problems.length > 0) return { problems }
  const set = (config: Config, { path, value }: Override): Config => withValue(config, path.split('.'), value) as Config
  return { config: onTop.reduce(set, candidates[0]!) }
}

const isAlternative = ({ path, isKnown }: Override): boolean => isKnown && path.endsWith('.name')

const rank = (override: Override): number => (isAlternative(override) ? 0 : override.isKnown ? 1 : 2)

function split(arg: string): [string, string | undefined] {
  const at = arg.indexOf('=')
  return at < 1 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)]
}

function findPath(configs: readonly Config[], key: string): string | Problem {
  const paths = distinct(configs.flatMap((config) => leafPaths(config))) as string[]
  const alternatives = paths.filter((path) => path.endsWith('.name')).map((path) => path.slice(0, -'.name'.length))
  if (paths.includes(key)) return key
  if (alternatives.includes(key)) return `${key}.name`
  const ends = [
    ...paths.filter((path) => path.endsWith(`.${key}`)),
    ...alternatives.filter((path) => path.endsWith(`.${key}`)).map((path) => `${path}.name`),
  ]
  if (ends.length === 1) return ends[0]!
  if (ends.length > 1)
    return { code: 'wrong-override', message: `'${key}' is ambiguous`, hint: `write one of ${ends.join(', ')}` }
  const names = distinct([
    ...paths.filter((path) => !alternatives.some((alternative) => path === `${alternative}.name`)),
    ...alternatives,
  ]) as string[]
  const byEnd = names.filter((name) => name.includes('.')).map((name) => [name.slice(name.lastIndexOf('.') + 1), name])
  const nearEnd = nearest(
    key,
    byEnd.map(([end]) => end!),
  )
  const near = nearest(key, names) ?? byEnd.find(([end]) => end === nearEnd)?.[1]
  return {
    code: 'unknown-key',
    message: `there is no key '${key}'${near ? `: did you mean '${near}'?` : ''}`,
    hint: `the sweep has ${names.sort().join(', ')}`,
  }
}

function readValue(text: string, known: readonly Json[], key: string): { value: Json } | { problem: Problem } {
  const types = new Set(known.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)))
  if (types.has('null') && text === 'null') return { value: null }
  if (types.has('boolean') && (text === 'true' || text === 'false')) return { value: text === 'true' }
  if (types.has('number') && text.trim() !== '' && Number.isFinite(Number(text))) return { value: Number(text) }
  if (types.has('string')) {
    // A swept string is a closed choice: run() switches over its values. A single one is free.
    if (known.length < 2 || known.includes(text)) return { value: text }
    const choices = known.map((value) => JSON.stringify(value)).join(', ')
    const near = nearest(
      text,
      known.filter((value): value is string => typeof value === 'string'),
    )
    return {
      problem: {
        code: 'wrong-override',
        message: `${key}=${text}: ${near ? `did you mean '${near}'?` : 'no such value'}`,
        hint: `the sweep has ${choices}`,
      },
    }
  }
  if (types.has('list')) {
    try {
      const value: Json = JSON.parse(text)
      if (Array.isArray(value) && isConfigData(value)) return { value }
    } catch (error) {
      if (!isSyntaxError(error)) throw error
      // Reported below.
    }
  }
  return {
    problem: {
      code: 'wrong-override',
      message: `${key}=${text}: not a ${[...types].join(' or a ')}`,
      hint: `the sweep has ${known.map((value) => JSON.stringify(value)).join(', ')}`,
    },
  }
}

/** What a sweep could hold as well: JSON can write numbers that are infinite, and keys that change what an object is. */
function isConfigData(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, item]) => key !== '__proto__' && isConfigData(item))
}

function valueAt(config: Json, path: string): [] | [Json] {
  let value: Json = config
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return []
    value = (value as Config)[key]
  }
  return [value]
}

function withValue(value: Json, [key, ...rest]: string[], leaf: Json): Json {
  if (key === undefined) return leaf
  const block = value as Config
  return { ...block, [key]: withValue(block[key], rest, leaf) }
}

const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b)

const distinct = (values: readonly Json[]): Json[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
]
