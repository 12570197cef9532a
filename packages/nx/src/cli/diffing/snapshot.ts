import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sha256File, type WorkspacePaths } from 'bocas/core'
import { nameInText, PAPER, readThings, type Things } from '../../origin/read-things'

/** A number that the paper can show: a fact, or a cell of a table. */
export interface Shown {
  /** `mnist.adam.accuracy`; `mnist/main: cnn, adam`. */
  readonly name: string
  /** Of a cell: the table it is in. */
  readonly table?: string
  readonly text: string
  /** What is known of the mean that it states; undefined for counts, labels and holes. */
  readonly mean?: Mean
}

/** A mean over runs. */
export interface Mean {
  readonly mean: number
  readonly sd: number | null
  readonly n: number
  /** Of each run, where they are known. */
  readonly values?: readonly number[]
  /** Keys of the runs, where they are known. */
  readonly keys: readonly string[]
  /** By what the mean is multiplied to be shown. */
  readonly factor: 1 | 100
}

/** Whether a claim holds. */
export interface Held {
  readonly name: string
  readonly holds: boolean | null
  readonly says: string
}

/** A figure or a table as it lies on the disk. */
export interface Drawn {
  readonly name: string
  /** SHA-256 by the ending of the file: `.pdf`, `.csv`. */
  readonly files: ReadonlyMap<string, string>
}

/** What the figures of one task have made. */
export interface Snapshot {
  readonly numbers: readonly Shown[]
  readonly figures: readonly Drawn[]
  readonly tables: readonly Drawn[]
  readonly claims: readonly Held[]
}

/** Reads what a task has made; undefined when there is nothing of it. */
export async function snapshotOf(paths: WorkspacePaths, task: string): Promise<Snapshot | undefined> {
  const places = [paths.facts(task), paths.sources(task), paths.figures(task), paths.tables(task)]
  if (!places.some((place) => existsSync(place))) return undefined
  const things = await readThings(paths, [task])
  return {
    numbers: [...facts(things), ...cells(things)],
    figures: drawn('figure', task, paths.figures(task)),
    tables: drawn('table', task, paths.tables(task)),
    claims: things.things.flatMap(({ name, verdict }) => (verdict ? [{ name, ...verdict }] : [])),
  }
}

function facts({ things, runs }: Things): Shown[] {
  return things.flatMap(({ kind, name, fact, values, runs: ids }) => {
    if (kind !== 'fact' || !fact) return []
    const keys = ids.flatMap((id) => runs.get(id)?.key ?? [])
    const mean: Mean | undefined =
      fact.kind === 'estimate'
        ? {
            mean: fact.mean,
            sd: fact.sd,
            n: fact.n,
            ...(values && { values }),
            keys,
            factor: fact.as === 'percent' || fact.as === 'points' ? 100 : 1,
          }
        : undefined
    return [{ name, text: fact.text, ...(mean && { mean }) }]
  })
}

function cells({ things, runs }: Things): Shown[] {
  return things.flatMap(({ name, cells = [] }) =>
    cells.map(({ row, column, metric, text, values, runs: ids }) => {
      const heads = [...row, ...column]
      // Two metrics may have one head: then the metric tells the cells apart.
      const twins = cells.filter((other) => [...other.row, ...other.column].join() === heads.join()).length
      const label = [...heads, ...(twins > 1 && metric !== undefined ? [metric] : [])].join(', ')
      const keys = ids.flatMap((id) => runs.get(id)?.key ?? [])
      const mean = values && values.length > 0 ? meanOfCell(values, keys, text) : undefined
      return { name: `${name}: ${label}`, table: name, text, ...(mean && { mean }) }
    }),
  )
}

function meanOfCell(values: readonly number[], keys: readonly string[], text: string): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const sd = values.length < 2 ? null : Math.sqrt(squares / (values.length - 1))
  const shown = Number.parseFloat(text.replace('−', '-'))
  const factor = Math.abs(shown - 100 * mean) < Math.abs(shown - mean) ? 100 : 1
  return { mean, sd, n: values.length, values, keys, factor }
}

function drawn(kind: 'figure' | 'table', task: string, folder: string): Drawn[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : []
  const found = new Map<string, Map<string, string>>()
  for (const file of files) {
    const [, own = file, ending = ''] = /^(.+?)((?:\.[a-z]{2,5})+)$/.exec(file) ?? []
    const name = nameInText(kind, task, own)
    found.set(name, (found.get(name) ?? new Map<string, string>()).set(ending, sha256File(join(folder, file))))
  }
  return [...found].map(([name, endings]) => ({ name, files: endings }))
}

/** The tasks that have made anything; `paper` for paper/figures.ts. */
export function tasksMade(paths: WorkspacePaths): string[] {
  const folders = [paths.facts(PAPER), paths.sources(PAPER), paths.figures(PAPER), paths.tables(PAPER)]
  const names = folders.flatMap((place) => (existsSync(join(place, '..')) ? readdirSync(join(place, '..')) : []))
  return [...new Set(names.map((name) => name.replace(/\.json$/, '')))].filter((name) => !name.startsWith('.')).sort()
}
