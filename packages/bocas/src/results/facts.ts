import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import { claimSchema } from './claims/form'
import { messageOf } from './zod-issue'
import { anyNumber } from './zod-number'

const runs = z.array(z.string())
const scale = z.enum(['number', 'percent', 'points', 'ratio'])
/** Parts of the text by name, which the paper can quote alone: `mean`, `error`, `n`. */
const forms = z
  .record(z.string().regex(/^[a-z]+$/, 'a form of a fact is named with small letters'), z.string())
  .optional()

const estimateFact = z.strictObject({
  kind: z.literal('estimate'),
  text: z.string(),
  mean: anyNumber,
  sd: anyNumber.nullable(),
  n: z.number().int().nonnegative(),
  as: scale,
  runs,
  forms,
})
const contrastFact = z.strictObject({
  kind: z.literal(['difference', 'ratio']),
  text: z.string(),
  mean: anyNumber,
  se: anyNumber.nullable(),
  n: z.number().int().nonnegative(),
  as: scale,
  runs,
  forms,
})
const countFact = z.strictObject({
  kind: z.literal('count'),
  text: z.string(),
  count: z.number().int().nonnegative(),
  of: z.number().int().nonnegative().optional(),
  runs,
  forms,
})
const labelFact = z.strictObject({ kind: z.literal('label'), text: z.string(), runs, forms })
const factName = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9=+_.-]*[A-Za-z0-9=+_-])?$/, 'a fact is named with letters, digits and `= + . _ -`')

/** The form of `paper/facts/<task>.json`. */
export const factsSchema = z.strictObject({
  format: z.literal(1),
  task: z.string(),
  facts: z.record(factName, z.discriminatedUnion('kind', [estimateFact, contrastFact, countFact, labelFact])),
  /** What sentences claim, with the numbers that they are held against. */
  claims: z.record(factName, claimSchema).optional(),
})

/** A mean over runs, and how the text shows it: `97.1 ± 0.2 %`. */
export type EstimateFact = z.output<typeof estimateFact>
/** A difference or ratio of two means, `mean`, with its standard error: `2.3 ± 0.4`, `(2.3 ± 0.2) ×`. */
export type ContrastFact = z.output<typeof contrastFact>
/** So many, or so many of so many: `3 of 4`. */
export type CountFact = z.output<typeof countFact>
/** A name, such as that of the best rival. */
export type LabelFact = z.output<typeof labelFact>
/** Something that the text of the paper quotes, and the runs (`task/name`) it comes from. */
export type Fact = EstimateFact | ContrastFact | CountFact | LabelFact
export type FactsFile = z.output<typeof factsSchema>

/**
 * Writes a file of facts: equal facts give equal bytes. It appears whole or not at all.
 *
 * @throws Error that says which fact is not one.
 */
export async function writeFacts(file: string, { task, facts, claims = {} }: Omit<FactsFile, 'format'>): Promise<void> {
  const hasClaims = Object.keys(claims).length > 0
  const encoded = factsSchema.safeEncode({ format: 1, task, facts, ...(hasClaims ? { claims } : {}) })
  if (!encoded.success) throw new Error(problemsOf(file, encoded.error))
  const sorted = sortedByName(encoded.data.facts)
  const claimed = encoded.data.claims === undefined ? {} : { claims: sortedByName(encoded.data.claims) }
  await mkdir(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  await writeFile(temporary, `${JSON.stringify({ ...encoded.data, facts: sorted, ...claimed }, null, 2)}\n`)
  await rename(temporary, file)
}

/**
 * Reads a file of facts.
 *
 * @throws Error when the file is not there or does not hold facts; it says where.
 */
export async function readFacts(file: string): Promise<FactsFile> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new Error(`✖ the facts cannot be read: ${(error as Error).message}; draw the figures again → at ${file}`)
  }
  const facts = factsSchema.safeParse(json)
  if (!facts.success) throw new Error(problemsOf(file, facts.error))
  return facts.data
}

const sortedByName = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)))

function problemsOf(file: string, error: z.ZodError): string {
  return error.issues
    .map((issue) => `✖ ${messageOf(issue)} → at ${file}: ${issue.path.map(String).join('.')}`)
    .join('\n')
}
