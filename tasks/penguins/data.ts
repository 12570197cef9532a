/** The species, in the order of their class numbers 0, 1, 2. */
export const SPECIES = ['Adelie', 'Chinstrap', 'Gentoo'] as const

/** What is measured, as the file names it: lengths and depth in millimetres, mass in grams. */
export const MEASUREMENTS = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'] as const

/** One penguin. `null` says that nobody wrote it down. */
export interface Penguin {
  /** class number: the index in SPECIES */
  readonly species: number
  /** in the order of MEASUREMENTS */
  readonly measurements: readonly (number | null)[]
  readonly sex: 'FEMALE' | 'MALE' | null
}

/** The penguins one can work with, and how many were left out because nothing at all was measured of them. */
export interface Penguins {
  readonly penguins: readonly Penguin[]
  readonly leftOut: number
}

/**
 * Reads the Palmer penguins (Gorman, Williams & Fraser 2014, PLOS ONE 9(3) e90081; CC0) as vega-datasets ships them.
 *
 * What is missing stays missing here, as `null`: filling it in is learnt from training rows (features.ts). A penguin of
 * which no measurement exists is left out and counted. The island is not read: it is where a penguin was met, not what
 * it looks like, and Chinstraps were met on one island only.
 *
 * @param text the JSON text of the file
 * @param file its name, for messages
 * @throws Error that lists the first ten things in the file which are not as they should be
 */
export function parsePenguins(text: string, file: string): Penguins {
  const problems: string[] = []
  const rows = parseRows(text, file)
  const all = rows.map((row, index) =>
    parsePenguin(row, (key, problem) => problems.push(`✖ ${problem} → at [${index}]["${key}"]`)),
  )
  if (problems.length > 0) {
    const more = problems.length > 10 ? [`  … and ${problems.length - 10} more`] : []
    throw new Error(
      [`${file} is not the table of penguins this task knows:`, ...problems.slice(0, 10), ...more].join('\n'),
    )
  }
  const penguins = all.filter((penguin) => penguin.measurements.some((value) => value !== null))
  return { penguins, leftOut: all.length - penguins.length }
}

function parseRows(text: string, file: string): Record<string, unknown>[] {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch (error) {
    throw new Error(`✖ This is not JSON: ${(error as Error).message} → at ${file}`)
  }
  const isRow = (row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row)
  if (!Array.isArray(rows) || rows.length === 0 || !rows.every(isRow)) {
    throw new Error(`✖ Expected a list of objects, one per penguin → at ${file}`)
  }
  return rows
}

function parsePenguin(row: Record<string, unknown>, report: (key: string, problem: string) => void): Penguin {
  const shown = (value: unknown) => JSON.stringify(value) ?? 'nothing'
  const species = SPECIES.findIndex((name) => name === row['Species'])
  if (species < 0) report('Species', `Expected one of ${SPECIES.join(', ')}, but found ${shown(row['Species'])}`)
  const measurements = MEASUREMENTS.map((key) => {
    const value = row[key]
    if (value === null || (typeof value === 'number' && value > 0)) return value
    report(key, `Expected a number above 0, or null, but found ${shown(value)}`)
    return null
  })
  // one Gentoo has "." here: the file's other way to say that nobody knows
  const sex = row['Sex'] === '.' ? null : row['Sex']
  if (sex === null || sex === 'FEMALE' || sex === 'MALE') return { species, measurements, sex }
  report('Sex', `Expected "FEMALE", "MALE", "." or null, but found ${shown(sex)}`)
  return { species, measurements, sex: null }
}
