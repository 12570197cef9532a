import { codedError } from '../errors/codes'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findKind, kindNames } from '../artifacts/kind'
import { makeArtifact, type Artifact, type Metrics, type Output } from '../artifacts/artifact'
import { file, fileKind } from '../artifacts/kinds/file'
import { nameProblem } from '../artifacts/names'
import type { PayloadReader } from '../artifacts/payload-types'
import { problemsBelow, ProblemsError, type Problem } from '../problems'
import { suggest } from '../suggest'
import { isBlock } from '../key-path'

/** The file by which a program says what came out. */
const PROGRAM_RESULT_FILE = 'result.json'

/**
 * What a program has left in its result folder, as what a `run` returns. Numbers and records of numbers are metrics; other artifacts have
 * the form in which results are stored: `{ "kind": "series", "data": { "loss": [0.5, 0.4] } }`.
 *
 * @throws Error with every problem, each with the name of the artifact.
 */
export function readProgramResult(folder: string): Output {
  const path = join(folder, PROGRAM_RESULT_FILE)
  if (!existsSync(path)) {
    throw new ProblemsError(
      'the program ended well but left no result: call bocas.result(…) in Python, or write result.json into the folder BOCAS_RESULT',
    )
  }
  const stored = parse(readFileSync(path, 'utf8'))
  const problems: Problem[] = []
  const output: Record<string, Metrics | Artifact> = {}
  for (const [name, value] of Object.entries(stored)) {
    try {
      output[name] = isStored(value) ? loadArtifact(value, folder) : decodeMetrics(value)
    } catch (error) {
      problems.push(...problemsBelow(name, error))
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return output
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let stored: unknown
  try {
    stored = JSON.parse(text)
  } catch (error) {
    throw new ProblemsError(
      `the program's result.json is no JSON: ${(error as Error).message}; numbers that JSON lacks are written "NaN", "Infinity", "-Infinity"`,
    )
  }
  if (!isBlock(stored))
    throw new ProblemsError('the program\'s result.json holds artifacts by name, such as { "accuracy": 0.9 }')
  return stored
}

interface StoredForm {
  readonly kind: string
  readonly data: unknown
}

// No metric is a text, so a `kind` that is one is no metric.
const isStored = (value: unknown): value is StoredForm =>
  value !== null && typeof value === 'object' && typeof (value as { kind?: unknown }).kind === 'string'

function loadArtifact({ kind: name, data }: StoredForm, folder: string): Artifact {
  const kind = findKind(name)
  if (kind === undefined) throw new Error(`there is no kind \`${name}\`; ${suggest(name, kindNames())}`)
  const checked = kind.schema.safeParse(data)
  if (!checked.success) {
    const issues = checked.error.issues.map(
      ({ message, path }) => `${message} (${path.map(String).join('.') || 'data'})`,
    )
    throw new Error(`the data of a ${name} has another form: ${issues.join('; ')}`)
  }
  // Copied as it is, however large: a model is no text to be read.
  if (name === fileKind.name) {
    const given = checked.data as { file: string; name: string }
    return file(placeOf(folder, given.file), given.name)
  }
  return makeArtifact(name, kind.load(checked.data, readerOf(folder)))
}

const readerOf = (folder: string): PayloadReader => ({
  bytes: (name) => readFileSync(placeOf(folder, name)),
  text: (name) => readFileSync(placeOf(folder, name), 'utf8'),
  path: (name) => placeOf(folder, name),
})

function placeOf(folder: string, name: string): string {
  const wrong = nameProblem(name)
  if (wrong !== undefined) throw codedError('wrong-name', wrong)
  const place = join(folder, name)
  if (!statSync(place, { throwIfNoEntry: false })?.isFile())
    throw new Error(`the program left no file \`${name}\` beside its result.json`)
  return place
}

/** Values that are no metrics are left as they are: what checks the output of every run names them. */
function decodeMetrics(value: unknown): Metrics {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value)
  if (!isBlock(value)) return value as Metrics
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decodeMetrics(item)]))
}
