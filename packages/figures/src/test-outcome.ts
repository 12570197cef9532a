import { type AnyRuns } from 'bocas/internal'
import { chartjsRenderer, drawingOf } from './chartjs/chartjs-renderer'
import { altText } from './figure/alt-text'
import { toDataCsv } from './figure/data-csv'
import { type Figure } from './figure/figure'
import { makeKit } from './kit/kit'
import { TABLE_FORMATS, tableFiles } from './table/files'
import { figureOf, type AnyKit as KitOfFiles, type TestRun } from './test-figure-of'

/** The kit without the types of one task. */
export type AnyKit = Readonly<Record<string, (name: string, runs: unknown, options?: object) => unknown>>

/** Words of the machinery, which no user can do anything with. */
const INTERNAL =
  /Cannot (?:read|convert|set)|is not (?:a function|iterable|defined)|undefined|\[object|native code|Invalid (?:array|string|time) |call stack|out of range|Maximum/i

/** What becomes of it: `drawn`, or why not. Whatever is drawn is whole: no place is NaN, and no word is one of a program. */
export async function outcomeOf(draw: (kit: AnyKit, runs: AnyRuns) => void, runs: AnyRuns): Promise<string> {
  const { kit, collected } = makeKit(runs, false)
  try {
    draw(kit as unknown as AnyKit, runs)
  } catch (error) {
    return told((error as Error).message)
  }
  if (collected.problems.length > 0) return told(collected.problems.map(({ message }) => message).join('; '))
  for (const figure of collected.figures) {
    const refused = await refusalOf(figure)
    if (refused !== undefined) return refused
  }
  for (const table of collected.tables) {
    const files = tableFiles(table)
    expect(files).toHaveLength(TABLE_FORMATS.length)
    for (const [, text] of files) expect(INTERNAL.exec(text)).toBeNull()
  }
  for (const { text } of Object.values(collected.facts)) expect(INTERNAL.exec(text)).toBeNull()
  return 'drawn'
}

/** The same of runs whose tables are files. */
export async function outcomeOfFiles(draw: (kit: KitOfFiles) => void, runs: readonly TestRun[]): Promise<string> {
  let figure: Figure
  try {
    figure = await figureOf(runs, draw)
  } catch (error) {
    return told((error as Error).message)
  }
  return (await refusalOf(figure)) ?? 'drawn'
}

/** Why a figure is not drawn; undefined of one that is, when it is whole. */
async function refusalOf(figure: Figure): Promise<string | undefined> {
  let svg: string
  try {
    const { texts } = drawingOf(figure)
    expect(texts.filter(({ text }) => INTERNAL.test(text))).toEqual([])
    svg = Buffer.from(await chartjsRenderer.render(figure, 'svg')).toString()
  } catch (error) {
    if ((error as { matcherResult?: unknown }).matcherResult !== undefined) throw error
    return told((error as Error).message)
  }
  expect(svg.match(/[ ",(]-?(?:NaN|Infinity)[ ",)]/g)).toBeNull()
  for (const words of [altText(figure), toDataCsv(figure)]) expect(INTERNAL.exec(words)).toBeNull()
  expect(altText(figure).replaceAll('"   "', '')).not.toMatch(/ {2}|\(\)|: \.|\.\./)
  return undefined
}

function told(message: string): string {
  expect(INTERNAL.exec(message)).toBeNull()
  return message.split('\n')[0]!.slice(0, 90)
}
