import { toMarkdown } from './markdown'
import { cellOf, holeOf, tableOfRow } from './test-cells'

describe('Markdown', () => {
  it('has one line of heads: those over several columns join them, values join their key', () => {
    const heads = [
      { text: 'cnn', below: [{ text: 'lr', isKey: true, below: [{ text: '0.1' }, { text: '1' }] }] },
      { text: 'a|b', better: 'min' as const },
    ]
    const cells = [cellOf('1', '0.5', { mark: 'best' }), cellOf('2', null, { mark: 'second', signs: '*' }), holeOf(4)]
    expect(toMarkdown(tableOfRow(cells, { heads, note: [{ mark: 'best', text: 'best_1' }] }))).toBe(
      [
        '| tactic | cnn, lr = 0.1 | cnn, lr = 1 | a\\|b ↓ |',
        '| :--- | :---: | :---: | :---: |',
        '| a \\& b | **1 ± 0.5** | <ins>2</ins><sup>\\*</sup> | — (0/4) |',
        '',
        '**Bold**: best\\_1.',
        '',
      ].join('\n'),
    )
  })

  it('says a head over all columns once, before the table', () => {
    const heads = [{ text: 'accuracy (%)', better: 'max' as const, below: [{ text: 'cnn' }, { text: 'mlp' }] }]
    const written = toMarkdown(tableOfRow([cellOf('1', null), cellOf('2', null)], { heads }))
    expect(written).toContain('accuracy (%) ↑\n\n| tactic | cnn | mlp |\n')
  })

  it('writes intervals and powers of ten', () => {
    const cells = [cellOf('1.2', '0.1', { exponent: -5 }), cellOf('3', null, { interval: { low: '2', high: '5' } })]
    expect(toMarkdown(tableOfRow(cells))).toContain('| (1.2 ± 0.1) × 10<sup>−5</sup> | 3 \\[2, 5\\] |')
  })
})
