import { excessOf, layOutTable } from './layout'
import { askTypst } from './test-compile'
import { sampleTables } from './test-tables'
import { cellOf, holeOf, tableOfRow } from './test-cells'
import { toTypst } from './typst'

/** Text as a paper sets it: the size, the insets and the widths (in points) of this repository's own. */
const SETTING = '#set text(font: "Libertinus Serif", size: 8.4pt)\n#set table(inset: (x: 5pt, y: 3.2pt))'
const PLACES = { column: '84mm', text: '174mm', any: '400mm' }

/** Writing the results takes seconds on a busy machine. */
jest.setTimeout(120_000)

describe('Typst', () => {
  it('writes marks, holes, powers of ten and hidden digits', () => {
    const cells = [
      cellOf('97.1', '0.2', { mark: 'best' }),
      cellOf('1.2', '0.1', { exponent: -5, mark: 'second', signs: '*' }),
      holeOf(5),
    ]
    const written = toTypst(tableOfRow(cells, { note: [{ text: 'mean, n = 5.' }] }))
    expect(written).toContain('[#strong[97.1~±~0.2];]')
    expect(written).toContain('[(1.2~±~0.1)~×~10#super[−5];];\\*]')
    expect(written).toContain('[—~(0/5)]')
    expect(written).toContain('m\\_0~$arrow.t$')
    expect(written).toContain('[Mean, n\u00a0=\u00a05\\.]')
  })

  it('compiles every table, and none is wider than its place once it is made smaller', async () => {
    for (const [name, table] of await sampleTables()) {
      const files = new Map([[`${name}.typ`, toTypst(table)]])
      const place = PLACES[table.width]
      const main = `${SETTING}
        #set page(width: ${place}, height: auto, margin: 0pt)
        #import "${name}.typ": body
        #context [#metadata(measure(body).width / ${place}) <shown>]
        #figure(kind: table, caption: [c], include "${name}.typ")
        #context [#metadata(here().page()) <shown>]`
      const [natural, pages] = askTypst(main, files) as [number, number]
      expect(pages).toBe(1)
      // What the lines were made for is about as wide as it really is.
      const excess = excessOf(layOutTable(table))
      expect(natural / excess).toBeGreaterThan(0.75)
      expect(natural / excess).toBeLessThan(1.15)
      expect(natural).toBeLessThan(1.45)
    }
  })
})
