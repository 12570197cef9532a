import type { StoredArtifact } from '../../artifacts'
import { nameProblem } from '../../artifacts/names'
import { isSyntaxError } from '../../files/expected-errors'
import { canonicalJson, sha256 } from '../../keys/canonical-json'
import { ProblemsError } from '../../problems'
import {
  wholeNumber,
  type DataSchema,
  digest,
  json,
  number,
  oneOf,
  optional,
  record,
  strictObject,
  string,
} from '../../schema'
import type { Json } from '../../sweep'
import type { SeedOfRun } from '../stored/result-file'

/** Programs whose results can be imported. */
export const IMPORTED_FROM = ['mlflow', 'wandb'] as const
export type ImportedFrom = (typeof IMPORTED_FROM)[number]

/** What those programs are called. */
export const PROGRAM_NAMES: Readonly<Record<ImportedFrom, string>> = { mlflow: 'MLflow', wandb: 'Weights & Biases' }

/** A result that another program has recorded: metrics and series, and no files. */
export interface ImportedRun {
  /** Unique in its file. */
  readonly name: string
  /** What the other program calls it. */
  readonly origin: string
  readonly config: Json
  readonly seed?: SeedOfRun
  readonly artifacts: Readonly<Record<string, StoredArtifact>>
}

/** Results that were imported together. */
export interface ImportedResults {
  readonly from: ImportedFrom
  /** What was read: a path as it was given, or the name of a folder outside of the workspace. */
  readonly source: string
  readonly runs: readonly ImportedRun[]
}

const head = strictObject({
  format: oneOf(1),
  imported: oneOf(...IMPORTED_FROM),
  source: string(),
  runs: wholeNumber(),
  digest: digest(),
})

const line: DataSchema<ImportedRun> = strictObject({
  name: string(nameProblem),
  origin: string(),
  config: json<Json>(),
  seed: optional(strictObject({ path: string(), value: number() })),
  artifacts: record(strictObject({ kind: oneOf('metrics', 'series'), data: json<Json>() }), string(nameProblem)),
})

/**
 * The key of an imported result, made of all that is known of it. What a run key is made of has other fields, so no run of a sweep ever has such a key, and no
 * imported result is taken for one.
 */
export const importedKey = (from: ImportedFrom, { origin, config, seed, artifacts }: ImportedRun): string =>
  sha256(canonicalJson({ imported: from, origin, config, ...(seed && { seed }), artifacts }))

/** The text of a file of imported results: a line that says of what, then a line of JSON for each. Equal results give equal bytes. */
export function importedText({ from, source, runs }: ImportedResults): string {
  const lines = runs.map((run) => `${canonicalJson(run)}\n`)
  const head = { format: 1, imported: from, source, runs: runs.length, digest: sha256(lines.join('')) }
  return `${canonicalJson(head)}\n${lines.join('')}`
}

/**
 * Reads such a text.
 *
 * @param file how the file is called in messages.
 * @throws ProblemsError when it is none, or was edited or cut after it was written.
 */
export function readImported(text: string, file: string): ImportedResults {
  const end = text.indexOf('\n')
  const { imported, source, runs, digest: known } = formOf(head, text.slice(0, Math.max(0, end)), file, 1)
  const rest = text.slice(end + 1)
  if (sha256(rest) !== known) throw damaged(CHANGED, file)
  const lines = rest.split('\n').slice(0, -1)
  if (lines.length !== runs) throw damaged(CHANGED, file)
  return { from: imported, source, runs: lines.map((one, index) => formOf(line, one, file, index + 2)) }
}

const AGAIN = 'import them again: bocas import mlflow <folder>, or bocas import wandb <file or folder>'
const CHANGED = 'these imported results were changed after they were written'

const damaged = (message: string, path: string): ProblemsError =>
  new ProblemsError({ code: 'damaged-import', message, hint: AGAIN, path })

function formOf<T>(form: DataSchema<T>, text: string, file: string, number: number): T {
  const at = `${file}:${number}`
  try {
    const checked = form.safeParse(JSON.parse(text))
    if (checked.success) return checked.data
    const [issue] = checked.error.issues
    const where = issue!.path.map(String).join('.')
    throw damaged(`this is no file of imported results: ${issue!.message}${where === '' ? '' : ` (at ${where})`}`, at)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    throw damaged('this is no file of imported results: no JSON', at)
  }
}
