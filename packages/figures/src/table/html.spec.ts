import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { toHtml } from './html'
import { sampleTables } from './test-tables'
import { cellOf, holeOf, tableOfRow } from './test-cells'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const isElement = (node: Node): node is Element => 'tagName' in node
const elements = (node: { childNodes: Node[] }, tag: string): Element[] =>
  node.childNodes
    .filter(isElement)
    .flatMap((child) => [...(child.tagName === tag ? [child] : []), ...elements(child, tag)])
const textOf = (node: Node): string =>
  'value' in node
    ? node.value
    : isElement(node)
      ? node.tagName === 'br'
        ? '\n'
        : node.childNodes.map(textOf).join('')
      : ''
const numberOf = (cell: Element, name: string): number =>
  Number(cell.attrs.find((attribute) => attribute.name === name)?.value ?? 1)

/** Writing the results takes seconds on a busy machine. */
jest.setTimeout(120_000)

describe('HTML', () => {
  it('shows marks, holes and the note', () => {
    const cells = [cellOf('1', '0.5', { mark: 'best' }), cellOf('2', null, { mark: 'second', signs: '*' }), holeOf(4)]
    const written = toHtml(tableOfRow(cells, { note: [{ mark: 'second', text: 'a < b' }] }))
    const page = parseFragment(written)
    expect(elements(page, 'td').map(textOf)).toEqual(['1 ± 0.5', '2*', '—\u00a0(0/4)'])
    expect(elements(page, 'strong').map(textOf)).toEqual(['1 ± 0.5'])
    expect(elements(page, 'figcaption').map(textOf)).toEqual(['Underlined: a\u00a0<\u00a0b.'])
  })

  it('fills every line of every table exactly, with the cells that stand over several', async () => {
    for (const table of (await sampleTables()).values()) {
      const page = parseFragment(toHtml(table))
      expect(elements(page, 'table')).toHaveLength(1)
      for (const part of ['thead', 'tbody']) {
        const rows = elements(elements(page, part)[0]!, 'tr')
        const filled = rows.map(() => 0)
        rows.forEach((row, index) => {
          for (const cell of [...elements(row, 'th'), ...elements(row, 'td')]) {
            for (let below = 0; below < numberOf(cell, 'rowspan'); below++)
              filled[index + below]! += numberOf(cell, 'colspan')
          }
        })
        expect(filled).toEqual(rows.map(() => table.rowHeads.length + table.columns.length))
      }
    }
  })
})
