import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { sha256 } from '../../keys/canonical-json'
import { problemsIn } from '../../problems'
import { loadFacts } from './facts'
import { type FactsFile } from './facts-schema'
import { evidenceProblems } from './evidence'
import { readProvenance } from './provenance-file'
import { type ProvenanceFile } from './provenance-schema'

/** Where the figures, tables and facts of one task lie (absolute): two folders and two files. */
export interface MadePlaces {
  readonly figures: string
  readonly tables: string
  readonly facts: string
  /** `paper/provenance/<task>.json`. */
  readonly provenance: string
  /** The Nx project that makes them, where that is not called as the task: that of a paper. */
  readonly project?: string
  /** What makes them, where that is no target of a project. */
  readonly again?: string
}

/** Something that is not as it was made. */
export interface MadeProblem {
  /** Absolute. */
  readonly file: string
  readonly message: string
  readonly hint?: string
}

const TEXT = new Set(['.csv', '.html', '.json', '.md', '.svg', '.tex', '.txt', '.typ'])
/** What systems leave behind. */
const JUNK = /^(?:\..*|Thumbs\.db|desktop\.ini)$/i

/**
 * SHA-256 of a file that figures have made. Line ends of texts do not count: git may turn them, and nothing that a paper says hangs on them.
 */
export function madeDigest(file: string): string {
  const bytes = readFileSync(file)
  if (!TEXT.has(extname(file))) return sha256(bytes)
  return sha256(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))
}

/** The digests of all that lies there, by the names that `files` of the provenance has. */
export function digestsOfMade(places: MadePlaces): Record<string, string> {
  return Object.fromEntries(filesMade(places).map(({ name, file }) => [name, madeDigest(file)]))
}

/** What lies there. */
function filesMade({ figures, tables, facts }: MadePlaces): { name: string; file: string }[] {
  const below = (kind: string, folder: string): { name: string; file: string }[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => !JUNK.test(name))
          .sort()
          .map((name) => ({ name: `${kind}/${name}`, file: join(folder, name) }))
      : []
  return [
    ...(existsSync(facts) ? [{ name: 'facts.json', file: facts }] : []),
    ...below('figures', figures),
    ...below('tables', tables),
  ]
}

/**
 * Holds what lies there against what was written down when it was made: the digest of every file, the words of every fact against its values, and its values
 * against those of its runs. Nothing is drawn and no result is opened.
 *
 * It proves that nothing was changed by itself. Whoever also makes the digests anew can be found out only by drawing again.
 *
 * @returns a line for each file, and for each fact; none when all is as it was made, or nothing is there.
 */
export async function checkMade(
  task: string,
  places: MadePlaces,
  { isDraft = false }: { readonly isDraft?: boolean } = {},
): Promise<MadeProblem[]> {
  const made = filesMade(places)
  if (made.length === 0) return []
  if (!existsSync(places.provenance))
    return [
      {
        file: places.provenance,
        message: `nothing says what the figures, tables and facts of ${task} were made from`,
        hint: drawAgain(task, places),
      },
    ]
  const provenance = await attempt(places.provenance, readProvenance)
  if ('problems' in provenance) return provenance.problems
  const facts = existsSync(places.facts) ? await attempt(places.facts, loadFacts) : undefined
  const ofFacts =
    facts === undefined ? [] : 'problems' in facts ? facts.problems : factsProblems(places, facts, provenance, isDraft)
  return [
    ...ofFacts,
    ...made.flatMap((one) =>
      fileProblem(one, { task, again: drawAgain(task, places) }, provenance, ofFacts.length > 0),
    ),
  ]
}

/** What a fact says is told first: values that differ as well are a longer word for the same. */
function factsProblems(
  places: MadePlaces,
  { facts, forged }: { readonly facts: FactsFile; readonly forged: readonly string[] },
  provenance: ProvenanceFile,
  isDraft: boolean,
): MadeProblem[] {
  const lines = forged.length > 0 ? forged : evidenceProblems(facts, provenance, isDraft)
  return lines.map((message) => ({ file: places.facts, message, hint: drawAgain(facts.task, places) }))
}

function fileProblem(
  { name, file }: { readonly name: string; readonly file: string },
  { task, again }: { readonly task: string; readonly again: string },
  { files }: ProvenanceFile,
  isTold: boolean,
): MadeProblem[] {
  const known = Object.hasOwn(files, name) ? files[name] : undefined
  if (known === madeDigest(file) || (isTold && name === 'facts.json')) return []
  const message =
    known === undefined
      ? `this was not made by the figures of ${task}`
      : `this is not what the figures of ${task} made: it was changed or replaced`
  return [
    {
      file,
      message,
      hint: known === undefined ? 'what you bring yourself belongs into another folder' : again,
    },
  ]
}

const drawAgain = (task: string, { project = task, again }: MadePlaces): string =>
  again === undefined ? `draw it again: nx run ${project}:figures` : `make it again: ${again}`

async function attempt<T extends object>(
  file: string,
  read: (file: string) => Promise<T>,
): Promise<T | { problems: MadeProblem[] }> {
  try {
    return await read(file)
  } catch (error) {
    // The file is said beside it.
    const inside = (path = file): string => (path.startsWith(file) ? path.slice(file.length) : ` (at ${path})`)
    return { problems: problemsIn(error).map(({ message, path }) => ({ file, message: message + inside(path) })) }
  }
}
