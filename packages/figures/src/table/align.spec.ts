import { alignColumn } from './align'
import { cellOf } from './test-cells'

/** A column as text, hidden pieces between low lines. */
function shown(...cells: Parameters<typeof alignColumn>[0]): (string | null)[] {
  return alignColumn(cells).map((ink) => {
    if (ink === null) return null
    const hide = (text: string) => (text === '' ? '' : `_${text}_`)
    const numbers = ink.numbers.map(({ text, isHidden }) => (isHidden ? hide(text) : text)).join('')
    return `${hide(ink.before)}${numbers}${ink.signs}${hide(ink.after)}${hide(ink.afterSigns)}${ink.missing}${hide(ink.afterMissing)}`
  })
}

describe('a column of centred cells', () => {
  it('gets hidden digits so that points and ± stand below each other', () => {
    expect(shown(cellOf('94.13', '0.05'), cellOf('8.2', '12.1'), cellOf('−7', '3'))).toEqual([
      '94.13 ± _1_0.05',
      '_9_8.2_3_ ± 12.1_5_',
      '−7_.13_ ± _1_3_.05_',
    ])
  })

  it('leaves room for what other cells have and this one lacks', () => {
    const cells = [cellOf('1.0', '0.1', { signs: '*' }), cellOf('2.0', null), cellOf('3.0', '0.1', { n: 4, of: 5 })]
    expect(shown(...cells)).toEqual(['1.0 ± 0.1*_(4/5)_', '2.0_ ± 0.1__*__(4/5)_', '3.0 ± 0.1_*_(4/5)'])
  })

  it('aligns intervals too', () => {
    const interval = { low: '9.5', high: '10.2' }
    expect(shown(cellOf('9.9', null, { interval }), cellOf('10.1', null))).toEqual([
      '_1_9.9 [9.5, 10.2]',
      '10.1_ [9.5, 10.2]_',
    ])
  })

  it('leaves powers of ten, infinities and holes as they are', () => {
    expect(shown(cellOf('1.2', '0.1', { exponent: -5 }), cellOf('∞', null), null_(), cellOf('33.5', '0.1'))).toEqual([
      '1.2 ± 0.1',
      '∞',
      null,
      '33.5 ± 0.1',
    ])
  })
})

const null_ = () => ({ ...cellOf('0', null), value: null })
