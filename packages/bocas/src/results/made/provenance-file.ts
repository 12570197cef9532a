import { readFile } from 'node:fs/promises'
import { ProblemsError } from '../../problems'
import { STATISTICS } from '../../statistics'
import * as z from 'zod'
import { writeWhole } from '../../files/write-whole'
import { IMPORTED_FROM } from '../imported'
import { checkFormat } from '../stored/check-format'
import { formProblems } from '../stored/zod-issue'
import { anyNumber } from '../stored/zod-number'

const term = z.strictObject({
  name: z.string(),
  metric: z.string().optional(),
  runs: z.array(z.string()),
  values: z.array(z.union([anyNumber, z.string()])),
  side: z.enum(['a', 'b']).optional(),
  row: z.string().optional(),
  column: z.string().optional(),
  member: z.string().optional(),
})

const better = z.enum(['max', 'min'])
const decision = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('place'),
    better,
    place: z.literal([0, 1]),
    labels: z.record(z.string(), z.string()),
  }),
  z.strictObject({ by: z.literal('wins'), row: z.string(), better, significantly: z.boolean() }),
  z.strictObject({
    by: z.literal('statistic'),
    of: z.enum(STATISTICS),
    level: z.number().gt(0).lt(1),
    seed: z.number().int().optional(),
    better: better.optional(),
    row: z.string().optional(),
    other: z.string().optional(),
    scale: z.record(z.string(), z.tuple([z.number(), z.number()]).readonly()).optional(),
    goal: z.number().optional(),
    rope: z.number().nonnegative().optional(),
  }),
])

const shown = z.strictObject({
  /** As `task/name`. */
  runs: z.array(z.string()),
  /** The metric, where one number per run was read. */
  metric: z.string().optional(),
  /** The number of each run, unrounded and unscaled, in the order of `runs`. */
  values: z.array(anyNumber).optional(),
  /** How it was computed, in words, with the names of the terms. */
  formula: z.string().optional(),
  /** The numbers behind it, where there are several for a run, or none of each. */
  terms: z.array(term).optional(),
  /** What was tested, in words. */
  test: z.string().optional(),
  /** How a comparison has decided on it. */
  decision: decision.optional(),
  /** What a reader has to know of how the runs were chosen, and of what is left out: ties, runs that diverged. */
  said: z.array(z.string()).optional(),
})

const cell = z.strictObject({
  ...shown.shape,
  /** The heads of its row, from left to right; in a figure the name of the series. */
  row: z.array(z.string()),
  /** The heads of its column, from top to bottom; in a figure the place on the axis. */
  column: z.array(z.string()),
  /** What it shows: `97.1 ± 0.2`; `—` for nothing. */
  text: z.string(),
  /** Mean and standard deviation of the finite ones of `values`, unrounded and unscaled, and how many they are; absent where there are none. */
  mean: anyNumber.optional(),
  sd: anyNumber.nullable().optional(),
  n: z.number().int().nonnegative().optional(),
  /** How its numbers are shown: in percent and points they are multiplied by 100. */
  as: z.enum(['number', 'percent', 'points']).optional(),
})

/** A claim also has what it said when it was made, and whether it held: an edited bound shows. */
const claim = z.strictObject({ ...shown.shape, text: z.string(), holds: z.boolean().nullable() })

const nonFinite = z.strictObject({
  path: z.string(),
  what: z.enum(['NaN', 'infinity', 'NaN and infinity']),
  count: z.number(),
  of: z.number(),
  first: z.strictObject({ step: z.number(), called: z.enum(['epoch', 'step']) }).optional(),
})

const run = z.strictObject({
  key: z.string(),
  config: z.json(),
  seed: z.strictObject({ path: z.string(), value: z.number() }).optional(),
  /** Why it was carried over from another key by `bocas accept`, the oldest reason first; absent when it was not. */
  accepted: z.array(z.string()).optional(),
  /** Of a result that another program has recorded: which, what was read, and what that program calls the run. Absent for runs of this workspace. */
  imported: z.strictObject({ from: z.enum(IMPORTED_FROM), source: z.string(), origin: z.string() }).optional(),
  /** What of its result is NaN or infinite, and its sweep does not allow. */
  nonFinite: z.array(nonFinite).optional(),
})

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'no SHA-256')

/** Raised when the same bytes would mean something else. */
export const PROVENANCE_FORMAT = 3

/** The form of `paper/provenance/<task>.json`. */
export const provenanceSchema = z.strictObject({
  format: z.literal(PROVENANCE_FORMAT),
  task: z.string(),
  /** By what it was drawn: a digest of the code of the figures, and one of the ordered list of all runs with their keys. Of a job without them, absent. */
  drawn: z.strictObject({ code: digest, runs: digest }).optional(),
  /** The digest of every file that was made: `facts.json`, `figures/curves.pdf`, `tables/main.tex`. */
  files: z.record(z.string(), digest),
  /** Every run that is named below, by `task/name`. */
  runs: z.record(z.string(), run),
  /** Choices between settings with equal means, where the author has not said which is taken; `said` has them of what they are behind. */
  ties: z.array(z.string()).optional(),
  facts: z.record(z.string(), shown),
  claims: z.record(z.string(), claim).optional(),
  figures: z.record(z.string(), z.strictObject({ ...shown.shape, cells: z.array(cell) })),
  tables: z.record(z.string(), z.strictObject({ cells: z.array(cell), said: z.array(z.string()).optional() })),
})

/** What something shown was made from. */
export type Shown = z.output<typeof shown>
/** A cell of a table, or a mark of a figure (a bar, a point, a line), and what it was made from. */
export type ShownCell = z.output<typeof cell>
/** What a claim was made from, and what it said. */
export type ShownClaim = z.output<typeof claim>
/** A run by which something was made. */
export type RunProvenance = z.output<typeof run>
/** From which runs, by their keys, the facts, figures and tables of one `figures.ts` were made. */
export type ProvenanceFile = z.output<typeof provenanceSchema>

/**
 * Writes which runs made what. Equal provenance give equal bytes: nothing of time, place or machine is in it. It appears whole or not at all.
 *
 * @throws Error that says what does not fit the form.
 */
export async function writeProvenance(file: string, provenance: Omit<ProvenanceFile, 'format'>): Promise<void> {
  const encoded = provenanceSchema.safeEncode({ format: PROVENANCE_FORMAT, ...provenance })
  if (!encoded.success) throw new ProblemsError(formProblems(file, encoded.error))
  const { files, runs, ties = [], facts, claims = {}, figures, tables, ...head } = encoded.data
  const claimed = Object.keys(claims).length === 0 ? {} : { claims: sorted(claims) }
  const made = { facts: sorted(facts), ...claimed, figures: sorted(figures), tables: sorted(tables) }
  const body = {
    ...head,
    files: sorted(files),
    runs: sorted(runs),
    ...(ties.length === 0 ? {} : { ties: [...ties].sort() }),
    ...made,
  }
  await writeWhole(file, `${JSON.stringify(body, null, 1)}\n`)
}

/**
 * Reads which runs made what.
 *
 * @throws Error when the file is not there or has another form; it says where.
 */
export async function readProvenance(file: string): Promise<ProvenanceFile> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new ProblemsError({
      message: `nothing says which runs made these: ${(error as Error).message}; draw the figures again`,
      path: file,
    })
  }
  return parseProvenance(text, file)
}

/**
 * Reads the text of such a file, wherever it came from.
 *
 * @throws Error when it has another form; it says where.
 */
export function parseProvenance(text: string, file: string): ProvenanceFile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new ProblemsError({
      message: `this is no JSON: ${(error as Error).message}; draw the figures again`,
      path: file,
    })
  }
  checkFormat(json, PROVENANCE_FORMAT, file)
  const provenance = provenanceSchema.safeParse(json)
  if (!provenance.success) throw new ProblemsError(formProblems(file, provenance.error))
  return provenance.data
}

const sorted = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)))
