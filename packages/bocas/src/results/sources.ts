import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import { messageOf } from './zod-issue'
import { anyNumber } from './zod-number'

const shown = z.strictObject({
  /** As `task/name`. */
  runs: z.array(z.string()),
  /** The metric, where one number per run was read. */
  metric: z.string().optional(),
  /** That number of each run, unrounded and unscaled, in the order of `runs`. */
  values: z.array(anyNumber).optional(),
})

const cell = z.strictObject({
  ...shown.shape,
  /** The heads of its row, from left to right. */
  row: z.array(z.string()),
  /** The heads of its column, from top to bottom. */
  column: z.array(z.string()),
  /** What it shows: `97.1 ± 0.2`; `—` for nothing. */
  text: z.string(),
})

const run = z.strictObject({
  key: z.string(),
  config: z.json(),
  seed: z.strictObject({ path: z.string(), value: z.number() }).optional(),
})

/** The form of `paper/provenance/<task>.json`. */
export const sourcesSchema = z.strictObject({
  format: z.literal(1),
  task: z.string(),
  /** Every run that is named below, by `task/name`. */
  runs: z.record(z.string(), run),
  facts: z.record(z.string(), shown),
  claims: z.record(z.string(), shown).optional(),
  figures: z.record(z.string(), shown),
  tables: z.record(z.string(), z.strictObject({ cells: z.array(cell) })),
})

/** What something shown was made from. */
export type Shown = z.output<typeof shown>
/** A cell of a table, and what it was made from. */
export type ShownCell = z.output<typeof cell>
/** A run by which something was made. */
export type SourceRun = z.output<typeof run>
/** From which runs, by their keys, the facts, figures and tables of one `figures.ts` were made. */
export type SourcesFile = z.output<typeof sourcesSchema>

/**
 * Writes which runs made what. Equal sources give equal bytes: nothing of time, place or machine is in it. It appears whole or not at all.
 *
 * @throws Error that says what does not fit the form.
 */
export async function writeSources(file: string, sources: Omit<SourcesFile, 'format'>): Promise<void> {
  const encoded = sourcesSchema.safeEncode({ format: 1, ...sources })
  if (!encoded.success) throw new Error(problemsOf(file, encoded.error))
  const { runs, facts, claims = {}, figures, tables, ...head } = encoded.data
  const claimed = Object.keys(claims).length === 0 ? {} : { claims: sorted(claims) }
  const made = { facts: sorted(facts), ...claimed }
  const body = { ...head, runs: sorted(runs), ...made, figures: sorted(figures), tables: sorted(tables) }
  await mkdir(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  await writeFile(temporary, `${JSON.stringify(body, null, 1)}\n`)
  await rename(temporary, file)
}

/**
 * Reads which runs made what.
 *
 * @throws Error when the file is not there or has another form; it says where.
 */
export async function readSources(file: string): Promise<SourcesFile> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new Error(
      `✖ nothing says which runs made these: ${(error as Error).message}; draw the figures again → at ${file}`,
    )
  }
  return parseSources(text, file)
}

/**
 * Reads the text of such a file, wherever it came from.
 *
 * @throws Error when it has another form; it says where.
 */
export function parseSources(text: string, file: string): SourcesFile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Error(`✖ this is no JSON: ${(error as Error).message}; draw the figures again → at ${file}`)
  }
  const sources = sourcesSchema.safeParse(json)
  if (!sources.success) throw new Error(problemsOf(file, sources.error))
  return sources.data
}

const sorted = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)))

const problemsOf = (file: string, error: z.ZodError): string =>
  error.issues.map((issue) => `✖ ${messageOf(issue)} → at ${file}: ${issue.path.map(String).join('.')}`).join('\n')
