import { layoutLegend } from './legend-layout'
import { wrapLabel } from './wrap'

/** Every character is 5 points wide. */
const measure = (text: string) => text.length * 5
const box = { left: 10, width: 200, keyWidth: 20 }

describe('the legend', () => {
  it('stays within its width, on as many lines as that takes', () => {
    const labels = ['sgd', 'adam', 'a rather long name', 'another rather long name', 'x'.repeat(90)]
    const { entries, height } = layoutLegend(labels, 'mean ± sd, n = 5', box, measure)
    for (const { left, lines, series } of entries) {
      const right = left + (series === null ? 0 : 24) + Math.max(...lines.map(measure))
      expect(right).toBeLessThanOrEqual(box.left + box.width)
    }
    expect(entries.map((entry) => entry.lines.join(''))).toEqual([...labels, 'mean ± sd, n = 5'])
    expect(Math.max(...entries.map(({ middle, lines }) => middle + (lines.length - 0.5) * 10))).toBeLessThanOrEqual(
      height,
    )
  })

  it('never sets two entries over each other', () => {
    const { entries } = layoutLegend(['one', 'two', 'three', 'four', 'five', 'six'], '', box, measure)
    const places = entries.map(({ left, middle }) => `${left},${middle}`)
    expect(new Set(places).size).toBe(6)
    entries.slice(1).forEach((entry, index) => {
      const before = entries[index] as (typeof entries)[number]
      if (entry.middle === before.middle)
        expect(entry.left).toBeGreaterThan(before.left + 24 + measure(before.lines[0] as string))
    })
  })

  it('says nothing for one series, which needs no key', () => {
    expect(layoutLegend(['only'], '', box, measure)).toMatchObject({ entries: [], height: 0 })
  })
})

describe('wrapping', () => {
  it('breaks between words, and inside a word that is too long', () => {
    expect(wrapLabel('logistic regression', 60, measure)).toEqual(['logistic', 'regression'])
    expect(wrapLabel('abcdefghij', 25, measure)).toEqual(['abcde', 'fghij'])
    expect(wrapLabel('', 25, measure)).toEqual([''])
  })
})
