import {
  agrees,
  isBlock,
  isTake,
  type Json,
  keyBelow,
  patternProblems,
  type PlannedRun,
  type Problem,
  suggest,
  type Take,
  valueAt,
  wordsFor,
} from 'bocas/internal/light'

type Candidate = Pick<PlannedRun, 'name' | 'config' | 'seed'>

/** More values than these are not listed. */
const MOST_SHOWN = 6

/**
 * The run whose result a config takes at a path: of the runs that agree with what the sweep said, that have what the taking run has at the paths of `same`, and,
 * if several are left, that have its seed. Anything but exactly one is a problem: which result a number is made from is nothing to guess.
 */
export function findTaken<R extends Candidate>(
  path: string,
  { config, seed }: Candidate,
  runs: readonly R[],
): { readonly run: R } | { readonly problem: Problem } {
  const take = takeAt(config, path)!
  const { from: task, same = [], ...match } = take
  const wrong = patternProblems(runs, match as Json, '')
  if (wrong.length > 0) {
    const { message, hint } = wrong[0]!
    return { problem: { message: `${call(take)}: ${message.replace('no run', `no run of ${task}`)}`, path, hint } }
  }
  const unknown = same.find((at) => valueAt(config, at) === undefined)
  if (unknown !== undefined) {
    const hint = suggest(unknown, Object.keys(config))
    return { problem: { message: `${call(take)}: this run has no \`${unknown}\` that could be the same`, path, hint } }
  }
  const fitting = runs.filter(
    (run) =>
      agrees(run.config, match as Json) &&
      same.every((at) => wordsFor(valueAt(run.config, at)) === wordsFor(valueAt(config, at))),
  )
  if (fitting.length === 0) return { problem: fitsNone(take, path, config) }
  if (fitting.length === 1) return { run: fitting[0]! }
  const seeds = fitting.flatMap(({ seed }) => (seed === undefined ? [] : [seed.value]))
  const alike = seed === undefined ? [] : fitting.filter((run) => run.seed?.value === seed.value)
  if (alike.length === 1) return { run: alike[0]! }
  if (seed !== undefined && alike.length === 0 && seeds.length === fitting.length)
    return { problem: noSuchSeed(take, path, seed.value, seeds) }
  return { problem: fitsMany(take, path, alike.length > 0 ? alike : fitting) }
}

/** What a config takes at a path; undefined when nothing is taken there, as in another alternative. */
export function takeAt(config: Json, path: string): Take | undefined {
  const at = path
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], config)
  return isTake(at) ? at : undefined
}

/** As the sweep says it: `from('pretrain', { size: 'small' })`. */
export function call({ from, same, ...match }: Take): string {
  const options = same === undefined ? '' : `, { same: [${same.map((path) => `'${path}'`).join(', ')}] }`
  const part = Object.keys(match).length > 0 ? `, ${spell(match as Json)}` : options === '' ? '' : ', {}'
  return `from('${from}'${part}${options})`
}

function spell(value: Json): string {
  if (typeof value === 'string') return `'${value}'`
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(spell).join(', ')}]`
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${spell(item)}`)
    .join(', ')} }`
}

function fitsNone(take: Take, path: string, config: Json): Problem {
  const { from: task, same = [] } = take
  const also = same.map((at) => `${at} ${wordsFor(valueAt(config, at))}`).join(' and ')
  return {
    message: `${call(take)} fits no run of ${task}${also === '' ? ': no run has all of that' : ` with ${also}`}`,
    path,
    hint: `see which there are: bocas plan ${task}`,
  }
}

const noSuchSeed = (take: Take, path: string, seed: number, seeds: readonly number[]): Problem => ({
  message: `${call(take)} fits ${seeds.length} runs of ${take.from}, and none has the seed ${seed} of this run: theirs are ${list([...new Set(seeds)].map(String))}`,
  path,
  hint: `give both tasks the same seeds, or say which run: from('${take.from}', { … })`,
})

function fitsMany(take: Take, path: string, runs: readonly Candidate[]): Problem {
  const differing = differences(runs.map(({ config }) => config))
  const [first] = differing
  const words = differing.map(([key, values]) => `${key} (${list(values)})`).join(' and ')
  return {
    message: `${call(take)} fits ${runs.length} runs of ${take.from}, which differ in ${words}`,
    path,
    hint: `say which: from('${take.from}', { ${first![0].split('.').join(': { ')}: … }${' }'.repeat(first![0].split('.').length - 1)}); the same as this run has: { same: ['${first![0]}'] }`,
  }
}

/** The leaves in which configs differ, with their values. */
function differences(configs: readonly Json[]): [path: string, values: string[]][] {
  const all = configs.map((config) => new Map(leaves(config)))
  const paths = [...new Set(all.flatMap((map) => [...map.keys()]))]
  return paths
    .map((path): [string, string[]] => [path, [...new Set(all.map((map) => map.get(path) ?? '—'))]])
    .filter(([, values]) => values.length > 1)
}

function leaves(value: Json, path = ''): [string, string][] {
  if (!isBlock(value)) return [[path, wordsFor(value)]]
  return Object.entries(value).flatMap(([key, item]) => leaves(item, keyBelow(path, key)))
}

const list = (values: readonly string[]): string =>
  values.length > MOST_SHOWN ? `${values.slice(0, MOST_SHOWN).join(', ')}, …` : values.join(', ')
