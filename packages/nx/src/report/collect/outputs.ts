import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAPER_TASK, withoutUndefined, type ShownCell, type WorkspacePaths } from 'bocas/internal'
import type { StaleOutput } from '../../provenance/drawn-from'
import type { PaperOutput } from '../../provenance/read-outputs'
import type { OutputOnPage } from '../data/page-data'

/** Where the runs of a page stand, and under which keys. */
export interface PlacedRuns {
  readonly places: ReadonlyMap<string, number>
  readonly keys: readonly string[]
}

/**
 * What figures have made, as a page shows it.
 *
 * @param stale why it is not of the code, the sweep and the results of now, where that is known.
 */
export function outputOnPage(
  paths: WorkspacePaths,
  output: PaperOutput,
  { places, keys }: PlacedRuns,
  stale?: StaleOutput,
): OutputOnPage {
  const { kind, name, task, fact, verdict, formula, test, metric, said, runs, of, cells } = output
  const text = fact?.text ?? verdict?.says
  const isOfEarlier = runs.some((id) => {
    const [place, made] = [places.get(id), of.get(id)?.key]
    return place !== undefined && made !== undefined && keys[place] !== made
  })
  return {
    kind,
    name,
    ...withoutUndefined({ text, holds: verdict?.holds }),
    ...(kind === 'figure' ? pictureOf(paths, task, name) : {}),
    ...(kind === 'table' ? { grid: tableRows(cells ?? []) } : {}),
    ...withoutUndefined({ formula, test, metric, said: said?.length === 0 ? undefined : said }),
    runs: runs.flatMap((id) => places.get(id) ?? []),
    others: runs.filter((id) => !places.has(id)),
    ...withoutUndefined({ outdated: whyOutdated(isOfEarlier ? EARLIER : stale) }),
  }
}

const EARLIER: Pick<StaleOutput, 'message' | 'isUnknown'> = {
  message: 'it was made from earlier results of these runs',
}

const whyOutdated = (why: Pick<StaleOutput, 'message' | 'isUnknown'> | undefined): string | undefined =>
  why && (why.isUnknown ? `Perhaps not of now: ${why.message}.` : `Not of now: ${why.message}. Draw it again.`)

/** What a browser shows, the better one first, with the name that each has there. */
const PICTURES = [
  ['svg', 'svg+xml'],
  ['png', 'png'],
] as const

/** A picture is shown as an image: nothing in it is ever executed, and nothing that it names is loaded. A figure of one's own may have a PNG alone. */
export function pictureOf(
  paths: Pick<WorkspacePaths, 'figures'>,
  task: string,
  name: string,
): { picture?: string; alt?: string } {
  const own = task === PAPER_TASK ? name : name.slice(task.length + 1)
  const file = (extension: string): string => join(paths.figures(task), `${own}.${extension}`)
  const alt = existsSync(file('alt.txt')) ? { alt: readFileSync(file('alt.txt'), 'utf8').trim() } : {}
  const [extension, type] = PICTURES.find(([ending]) => existsSync(file(ending))) ?? []
  if (extension === undefined) return alt
  return { picture: `data:image/${type};base64,${readFileSync(file(extension)).toString('base64')}`, ...alt }
}

/** The cells of a table by rows, with a row of heads above them and their own heads before them. */
function tableRows(cells: readonly ShownCell[]): string[][] {
  const heads = (names: readonly string[]): string => names.join(' · ')
  const columns = [...new Set(cells.map(({ column }) => heads(column)))]
  const rows = [...new Set(cells.map(({ row }) => heads(row)))]
  const texts = new Map(cells.map(({ row, column, text }) => [JSON.stringify([heads(row), heads(column)]), text]))
  return [
    ['', ...columns],
    ...rows.map((row) => [row, ...columns.map((column) => texts.get(JSON.stringify([row, column])) ?? '')]),
  ]
}
