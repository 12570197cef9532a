import { groupBy, isBlock, isSha256, jsonIn, type Problem, ProblemsError } from 'bocas/internal/light'

/** The file that says in git which results belong to a workspace, where its paper lies in the usual folder. */
export const LOCK_FILE = 'paper/results.lock.json'
const LOCK_FORMAT = 1

/**
 * One result, as the lock names it. There may be several of one key: what executions on two machines came to need not be the same bytes, and
 * none of them takes the place of another.
 */
export interface LockedResult {
  readonly key: string
  /** SHA-256 of result.json, which holds the digests of all payloads. */
  readonly result: string
  /** `task/name`, for people: what it was called when it was first pushed. */
  readonly run: string
  /** SHA-256 of the archive in which it travels, and its size in bytes. */
  readonly pack: string
  readonly bytes: number
  /** Payloads that travel alone, because they are large: sizes by SHA-256. */
  readonly large: Readonly<Record<string, number>>
  /** The executions that came to exactly this, each by the beginning of a digest of its record; sorted. */
  readonly executions: readonly string[]
}

export interface ResultsLock {
  /** Sorted by key, then by digest. */
  readonly results: readonly LockedResult[]
  /** Where to pull from and push to unless said otherwise. */
  readonly remote?: string
}

export const EMPTY_LOCK: ResultsLock = { results: [] }

/** Archives of results are read at once. */
const LARGEST_PACK = 2 ** 30

/** The text of a lock: a line per result, each ending in a comma because two lines follow that are always there. Git merges it line by line. */
export function lockText({ results, remote }: ResultsLock): string {
  const lines = united(results).map(
    ({ key, result, run, pack, bytes, large, executions }) =>
      `${JSON.stringify(`${key} ${result}`)}: ${JSON.stringify({
        run,
        pack,
        bytes,
        ...(Object.keys(large).length === 0 ? {} : { large: sortedRecord(large) }),
        executions,
      })},`,
  )
  return ['{', ...lines, `"format": ${LOCK_FORMAT},`, `"remote": ${JSON.stringify(remote ?? null)}`, '}', ''].join('\n')
}

const LINE = /^"([0-9a-f]{64}) ([0-9a-f]{64})": (\{.*\}),?$/

/**
 * Reads the text of a lock, also one that git has put together of the lines of two branches: what both say of one result becomes one.
 *
 * @param file where it stands, for what is said of mistakes.
 * @throws ProblemsError with everything that is wrong.
 */
export function parseLock(text: string, file = LOCK_FILE): ResultsLock {
  const json = parseJson(text, file)
  if (json.format !== LOCK_FORMAT)
    throw new ProblemsError({
      code: 'damaged-results-lock',
      message: `${file} has format ${JSON.stringify(json.format)}, and this version of bocas reads format ${LOCK_FORMAT}`,
      hint: 'take the version of bocas that wrote it',
    })
  const remote = json.remote
  const problems: Problem[] = []
  if (remote !== null && remote !== undefined && typeof remote !== 'string')
    problems.push({ code: 'damaged-results-lock', message: `the remote of ${file} is no text`, path: 'remote' })
  const results = linesOf(text, json).flatMap(({ name, value, line }) => {
    const read = readLine(name, value)
    if ('wrong' in read)
      problems.push({ code: 'damaged-results-lock', message: `${file} is damaged: ${read.wrong}`, path: line })
    return 'wrong' in read ? [] : [read]
  })
  if (problems.length > 0)
    throw new ProblemsError(
      problems.map((problem) => ({
        ...problem,
        hint: `the file is written by bocas push: git log -p ${file} says who changed it`,
      })),
    )
  return { results: united(results), ...(typeof remote === 'string' ? { remote } : {}) }
}

function parseJson(text: string, file: string): Readonly<Record<string, unknown>> {
  if (/^(?:<{7}|={7}|>{7})/m.test(text))
    throw new ProblemsError({
      code: 'damaged-results-lock',
      message: `${file} has a conflict that git could not merge`,
      hint: `keep the lines of both sides, in any order; with the line '${mergeAttribute(file)}' in .gitattributes git does so itself`,
    })
  const json = jsonIn(text)
  if (isBlock(json)) return json
  if ((text.match(/^\s*"remote":/gm) ?? []).length > 1)
    throw new ProblemsError({
      code: 'damaged-results-lock',
      message: `${file} names two remotes: git has merged branches that were pushed to different places`,
      hint: `leave one of the two lines that begin with "remote"`,
    })
  throw new ProblemsError({
    code: 'damaged-results-lock',
    message: `${file} is no JSON object`,
    hint: `take the last good one: git checkout HEAD -- ${file}`,
  })
}

/** What tells git to take the lines of both sides. */
export const mergeAttribute = (file = LOCK_FILE): string => `${file} merge=union`

interface Line {
  readonly name: string
  readonly value: unknown
  /** Where it stands. */
  readonly line: string
}

/** By lines, because a name that occurs twice has one value in JSON; of a file that was formatted by another program by its names. */
function linesOf(text: string, json: Readonly<Record<string, unknown>>): Line[] {
  const byLine = text.split('\n').flatMap((line, index) => {
    const [, key, result, text] = LINE.exec(line.trim()) ?? []
    const value = text === undefined ? undefined : jsonIn(text)
    return value === undefined ? [] : [{ name: `${key} ${result}`, value, line: `line ${index + 1}` }]
  })
  const others = Object.keys(json).filter((name) => name !== 'format' && name !== 'remote')
  const known = new Set(byLine.map(({ name }) => name))
  const isWhole = others.every((name) => known.has(name))
  return isWhole ? byLine : others.map((name) => ({ name, value: json[name], line: name.slice(0, 80) }))
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
/** No name of a run has a control character, or one that turns the direction of what follows; one that has is meant for the terminal of whoever prints it. */
const isName = (value: unknown): value is string =>
  typeof value === 'string' && !/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(value)

function readLine(name: string, value: unknown): LockedResult | { readonly wrong: string } {
  const [key, result, ...rest] = name.split(' ')
  if (!isSha256(key) || !isSha256(result) || rest.length > 0)
    return { wrong: 'a line is named by a key and the digest of a result, with a space between' }
  if (!isBlock(value)) return { wrong: 'a line holds an object' }
  const { run, pack, bytes, large = {}, executions, ...unknown } = value
  if (Object.keys(unknown).length > 0)
    return { wrong: `there is no '${Object.keys(unknown)[0]!.slice(0, 40)}' in a line` }
  if (!isName(run)) return { wrong: '`run` is no name of a run' }
  if (!isSha256(pack)) return { wrong: '`pack` is no SHA-256' }
  if (!isSize(bytes) || bytes === 0 || bytes > LARGEST_PACK)
    return { wrong: `\`bytes\` is no size of an archive, which is ${LARGEST_PACK} at most` }
  if (!isBlock(large) || !Object.entries(large).every(([digest, size]) => isSha256(digest) && isSize(size)))
    return { wrong: '`large` is no sizes by SHA-256' }
  if (!Array.isArray(executions) || !executions.every((id) => typeof id === 'string' && /^[0-9a-f]{12}$/.test(id)))
    return { wrong: '`executions` is no list of executions' }
  return { key, result, run, pack, bytes, large: large as Record<string, number>, executions: executions as string[] }
}

/** Each result once, with all its executions; sorted. Of two archives of one result, which differ in their records, the first by its digest. */
export function united(results: readonly LockedResult[]): LockedResult[] {
  const byName = new Map<string, LockedResult>()
  for (const one of results) {
    const name = `${one.key} ${one.result}`
    const other = byName.get(name)
    const first = other === undefined || one.pack < other.pack ? one : other
    const executions = [...new Set([...one.executions, ...(other?.executions ?? [])])].sort()
    byName.set(name, { ...first, executions })
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** Those of each key, the one that most executions came to first. */
export function byKey(results: readonly LockedResult[]): Map<string, readonly LockedResult[]> {
  const found = groupBy(united(results), ({ key }) => key)
  for (const all of found.values()) all.sort((a, b) => b.executions.length - a.executions.length)
  return found
}

/** Everything that travels for a result, in bytes. */
export const transferBytes = ({ bytes, large }: Pick<LockedResult, 'bytes' | 'large'>): number =>
  Object.values(large).reduce((sum, size) => sum + size, bytes)

/** The objects of results: sizes by digest. */
export const objectsOf = (results: readonly LockedResult[]): Map<string, number> =>
  new Map(results.flatMap(({ pack, bytes, large }) => [[pack, bytes] as const, ...Object.entries(large)]))

const sortedRecord = (record: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
