import { LANGUAGES, readRuns, wordsIn } from 'bocas/internal'
import type { Table } from '../../table/table'
import { testFolder, writeResult } from '../../test-results'
import { makeKit } from '../kit'

const METHODS = ['a', 'b', 'c', 'd']
/** From the best on; one seed of one of them, or of some, has diverged. */
const score = (method: number, seed: number): number => 0.9 - 0.1 * method + 0.001 * Math.sin(5 * method + 3 * seed)

interface Case {
  readonly diverged: readonly number[]
  readonly as: number
  readonly better: 'max' | 'min'
}
const CASES = [[], [0], [1], [3], [0, 1], [0, 3], [0, 1, 2], [0, 1, 2, 3]].flatMap((diverged) =>
  [NaN, Infinity, -Infinity].flatMap((as) =>
    (['max', 'min'] as const).map((better): Case => ({ diverged, as, better })),
  ),
)

async function tablesOf({ diverged, as, better }: Case) {
  const folder = await testFolder()
  const written = await Promise.all(
    METHODS.flatMap((method, at) =>
      [0, 1, 2].map((seed) => {
        const acc = diverged.includes(at) && seed === 1 ? as : score(at, seed)
        return writeResult(folder, 't', `${method}${seed}`, { seed, ...{ method } }, { acc })
      }),
    ),
  )
  const runs = await readRuns(written)
  const { kit, collected } = makeKit(runs, false)
  const any = kit as unknown as Record<string, (...given: unknown[]) => unknown>
  const compared = any['compare']!(runs, { rows: 'method', metric: 'acc', better }) as {
    readonly cells: readonly (readonly { readonly isBest: boolean; readonly rank: number | null }[])[]
    best: () => { readonly row: string }
    gap: (a: string, b: string) => { readonly significant: boolean | null }
  }
  for (const spread of ['sd', 'interval', 'iqr', 'none'])
    any['table']!(`plain ${spread}`.replace(' ', '-'), runs, { rows: 'method', show: 'acc', better, spread, digits: 3 })
  any['table']!('compared', compared, { digits: 3 })
  any['table']!('notWorse', compared, { digits: 3, bold: 'not worse' })
  expect(collected.problems).toEqual([])
  return { tables: collected.tables as Table[], compared }
}

const column = (table: Table) => table.rows.map(({ cells: [cell] }) => cell!.value!)

describe('whatever says who is best says the same, and what diverged is not', () => {
  it.each(CASES)('%j', async (one) => {
    const { tables, compared } = await tablesOf(one)
    const order = METHODS.map((_, at) => at).filter((at) => !one.diverged.includes(at))
    if (one.better === 'min') order.reverse()
    const places = METHODS.map((_, at) => (order.includes(at) ? order.indexOf(at) + 1 : null))
    const [best] = order
    for (const table of tables) {
      expect([table.name, column(table).map(({ rank }) => rank)]).toEqual([table.name, places])
      const bold = column(table).flatMap(({ mark }, at) => (mark === 'best' ? [at] : []))
      if (best === undefined) expect(bold).toEqual([])
      else if (table.name === 'notWorse') expect(bold).toContain(best)
      else expect(bold).toEqual([best])
      for (const at of one.diverged) expect(column(table)[at]!.mark).toBeNull()
      const told = table.note.map(({ text }) => text)
      const said = wordsIn('en').results.table.outOfComparison
      expect(told.includes(said)).toBe(one.diverged.length > 0)
    }
    expect(compared.cells.map(([cell]) => cell!.rank)).toEqual(places)
    if (best === undefined) return void expect(() => compared.best()).toThrow('there is no best row')
    expect(compared.best().row).toBe(METHODS[best])
    // A sign is of the difference from what is bold.
    const signs = column(tables.find(({ name }) => name === 'compared')!).map((value) => value.signs)
    expect(signs).toEqual(
      METHODS.map((method, at) =>
        at !== best && compared.gap(method, METHODS[best]!).significant === true ? '*' : '',
      ),
    )
  })
})

it.each(LANGUAGES)('%s has words for what is out of a comparison', (language) => {
  const { table } = wordsIn(language).results
  expect(table.outOfComparison).not.toBe('')
  expect(table.outOfComparison === wordsIn('en').results.table.outOfComparison).toBe(language === 'en')
})
