import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { factorOf, numbersIn, sha256File, termsOf, nameInText } from 'bocas/internal'
import type { FiguresMaker } from './makers'
import { readOutputs, type PaperOutputs } from '../../provenance/read-outputs'

/** A number that the paper can show: a fact, or a cell of a table. */
export interface ShownNumber {
  /** `mnist.adam.accuracy`; `mnist/main: cnn, adam`. */
  readonly name: string
  /** Of a cell: the table it is in. */
  readonly table?: string
  readonly text: string
  /** The mean that it states, and its numbers; undefined for counts, contrasts, labels and holes. */
  readonly mean?: Mean
}

/** A mean over runs. */
export interface Mean {
  readonly mean: number
  readonly sd: number | null
  readonly n: number
  /** The finite ones of its runs, or of groups of them. */
  readonly values: readonly number[]
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
export interface OutputFiles {
  readonly name: string
  /** SHA-256 by the ending of the file: `.pdf`, `.csv`. */
  readonly files: ReadonlyMap<string, string>
}

/** What the figures of one task have made. */
export interface Snapshot {
  readonly numbers: readonly ShownNumber[]
  readonly figures: readonly OutputFiles[]
  readonly tables: readonly OutputFiles[]
  readonly claims: readonly Held[]
}

/** Reads what a task has made; undefined when there is nothing of it, or another version wrote it in another form. */
export async function snapshotOf({ paths, task, prefix }: FiguresMaker): Promise<Snapshot | undefined> {
  const places = [paths.facts(task), paths.provenance(task), paths.figures(task), paths.tables(task)]
  if (!places.some((place) => existsSync(place))) return undefined
  const outputs = await readOutputs(paths, [task])
  if (outputs.isOutdated) return undefined
  const named = <T extends { readonly name: string }>(outputs: readonly T[]): T[] =>
    outputs.map((output) => ({ ...output, name: prefix + output.name }))
  return {
    numbers: named([...facts(outputs), ...cells(outputs)]),
    figures: named(drawn('figure', task, paths.figures(task))),
    tables: named(drawn('table', task, paths.tables(task))),
    claims: named(outputs.outputs.flatMap(({ name, verdict }) => (verdict ? [{ name, ...verdict }] : []))),
  }
}

function facts({ outputs, runs }: PaperOutputs): ShownNumber[] {
  return outputs.flatMap((output) => {
    const { kind, name, fact, runs: ids } = output
    if (kind !== 'fact' || !fact) return []
    const values = numbersIn(termsOf(output))?.filter(Number.isFinite)
    const mean: Mean | undefined =
      fact.kind === 'estimate' && values !== undefined
        ? {
            mean: fact.mean,
            sd: fact.sd,
            n: fact.n,
            values,
            keys: ids.flatMap((id) => runs.get(id)?.key ?? []),
            factor: factorOf(fact.as),
          }
        : undefined
    return [{ name, text: fact.text, ...(mean && { mean }) }]
  })
}

function cells({ outputs, runs }: PaperOutputs): ShownNumber[] {
  return outputs.flatMap(({ kind, name, cells = [] }) =>
    // Of a figure the data file is compared, which has what its marks say.
    kind === 'figure'
      ? []
      : cells.map(({ row, column, metric, text, values, mean, sd, n, as, runs: ids }) => {
          const heads = [...row, ...column]
          // Two metrics may have one head: then the metric tells the cells apart.
          const twins = cells.filter((other) => [...other.row, ...other.column].join() === heads.join()).length
          const label = [...heads, ...(twins > 1 && metric !== undefined ? [metric] : [])].join(', ')
          const keys = ids.flatMap((id) => runs.get(id)?.key ?? [])
          const known = mean !== undefined && values !== undefined
          const stated: Mean | undefined = known
            ? {
                mean,
                sd: sd ?? null,
                n: n ?? values.length,
                values: values.filter(Number.isFinite),
                keys,
                factor: factorOf(as),
              }
            : undefined
          return { name: `${name}: ${label}`, table: name, text, ...(stated && { mean: stated }) }
        }),
  )
}

function drawn(kind: 'figure' | 'table', task: string, folder: string): OutputFiles[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : []
  const found = new Map<string, Map<string, string>>()
  for (const file of files) {
    const [, own = file, ending = ''] = /^(.+?)((?:\.[a-z]{2,5})+)$/.exec(file) ?? []
    const name = nameInText(kind, task, own)
    found.set(name, (found.get(name) ?? new Map<string, string>()).set(ending, sha256File(join(folder, file))))
  }
  return [...found].map(([name, endings]) => ({ name, files: endings }))
}
