import { widthOf, wrapText } from './wrap'
import { LONG_NAMES, SCRIPTS } from './test-samples'

describe('text in lines', () => {
  it('breaks at spaces, into lines of about one length', () => {
    expect(wrapText('validation accuracy (%)', 16)).toBe('validation\naccuracy (%)')
    expect(wrapText('one two three four', 14)).toBe('one two\nthree four')
  })

  it('stays as it is when it fits, but for white space', () => {
    expect(wrapText('  test\n accuracy ', 40)).toBe('test accuracy')
  })

  it('breaks long words behind punctuation, and where there is none, in equal parts', () => {
    expect(wrapText('distil-base_tuned', 9)).toBe('distil-\nbase_\ntuned')
    expect(wrapText('abcdefghijkl', 5)).toBe('abcd\nefgh\nijkl')
  })

  it('breaks between characters that are words of their own, and counts them as wide as they are', () => {
    expect(widthOf('数据 ab')).toBe(7)
    expect(wrapText('数据增强', 4)).toBe('数据\n增强')
  })

  it('never tears a character from its accent', () => {
    expect(wrapText('e\u0301'.repeat(6), 3)).toBe(['e\u0301'.repeat(3), 'e\u0301'.repeat(3)].join('\n'))
  })

  it.each([...LONG_NAMES, ...SCRIPTS])('keeps every character of %j, in lines that are short enough', (text) => {
    for (const most of [7, 12, 25]) {
      const wrapped = wrapText(text, most)
      expect(wrapped.replace(/[\n ]/g, '')).toBe(text.replace(/ /g, ''))
      expect(Math.max(...wrapped.split('\n').map(widthOf))).toBeLessThanOrEqual(most)
    }
  })
})
