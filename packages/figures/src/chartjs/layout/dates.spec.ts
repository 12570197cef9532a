import { LANGUAGES, type Language, wordsIn } from 'bocas/internal'
import { loadCanvas } from '../surface/canvas'
import { faceOf } from '../surface/font'
import { dateTicks } from './dates'
import { DATE_ROOM } from './ticks'

const at = (text: string) => Date.parse(`${text}Z`)
const labels = (low: string, high: string, most = 5) => dateTicks(at(low), at(high), most).map(({ label }) => label)

describe('ticks of an axis of dates', () => {
  it.each<[string, string, string[]]>([
    ['2020-02-01T00:00', '2024-03-01T00:00', ['2021', '2022', '2023', '2024']],
    ['1950-01-01T00:00', '2024-01-01T00:00', ['1950', '1960', '1970', '1980', '1990', '2000', '2010', '2020']],
    ['1910-01-02T00:00', '2024-01-01T00:00', ['1920', '1940', '1960', '1980', '2000', '2020']],
    ['2022-11-01T00:00', '2024-05-01T00:00', ['Jan 2023', 'Jul 2023', 'Jan 2024']],
    ['2024-01-15T00:00', '2024-05-02T00:00', ['Feb 2024', 'Mar 2024', 'Apr 2024', 'May 2024']],
    ['2024-02-27T00:00', '2024-03-02T00:00', ['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02']],
    ['2024-05-02T22:00', '2024-05-03T01:30', ['2 May 22:00', '2 May 23:00', '3 May 00:00', '3 May 01:00']],
    ['2024-05-02T22:00', '2024-05-02T22:16', ['22:00', '22:05', '22:10', '22:15']],
    ['2024-05-02T22:00:00', '2024-05-02T22:00:03', ['22:00:00', '22:00:01', '22:00:02', '22:00:03']],
  ])('from %s to %s', (low, high, expected) => {
    expect(labels(low, high)).toEqual(expected)
  })

  it('rise, lie inside, and are as far apart as their labels are wide, whatever the range', () => {
    for (const length of [1.5, 2.6, 4, 9])
      for (const range of [1, 1e3, 1e6, 1e8, 1e9, 1e10, 5e10, 1e11, 1e12, 1e14]) {
        const ticks = dateTicks(1.7e12, 1.7e12 + range, length)
        for (const { value } of ticks) {
          expect(value).toBeGreaterThanOrEqual(1.7e12)
          expect(value).toBeLessThanOrEqual(1.7e12 + range)
        }
        // Two there are in any case.
        if (ticks.length === 2) continue
        const room = (label: string) =>
          / .*:/.test(label) ? 1.1 : /^\d{4}$/.test(label) ? 0.5 : / /.test(label) ? 0.85 : 1
        ticks.slice(1).forEach(({ value, label }, at) => {
          const apart = ((value - ticks[at]!.value) / range) * length
          expect([length, range, label, apart >= room(label)]).toEqual([length, range, label, true])
        })
      }
  })
})

describe('the names of months', () => {
  it.each(['serif', 'sans'] as const)('leave room between two ticks in every language: %s', (font) => {
    const { font: fontOf, sizes } = faceOf({ font })
    const context = loadCanvas().createCanvas(1, 1).getContext('2d')
    context.font = fontOf(sizes.tick)
    const width = (label: string): number => context.measureText(label).width
    for (const language of LANGUAGES) {
      const { months, dayOfMonth } = wordsIn(language)
      const widest = (label: (month: string) => string) =>
        Math.max(...months.split(' ').map((month) => width(label(month))))
      expect(widest((month) => `${month} 2024`)).toBeLessThan(0.85 * DATE_ROOM - 4)
      expect(widest((month) => `${dayOfMonth(28, month)} 23:00`)).toBeLessThan(1.1 * DATE_ROOM - 4)
    }
    expect(width('2024-12-28')).toBeLessThan(DATE_ROOM - 4)
    expect(width('2024')).toBeLessThan(0.5 * DATE_ROOM - 4)
  })

  it.each<[Language, string[], string]>([
    ['en', ['Feb 2024', 'Mar 2024', 'Apr 2024', 'May 2024'], '2 May 23:00'],
    ['de', ['Feb. 2024', 'März 2024', 'Apr. 2024', 'Mai 2024'], '2. Mai 23:00'],
    ['fr', ['févr. 2024', 'mars 2024', 'avr. 2024', 'mai 2024'], '2 mai 23:00'],
    ['es', ['feb. 2024', 'mar. 2024', 'abr. 2024', 'may. 2024'], '2 may. 23:00'],
  ])('in %s', (language, months, hour) => {
    const read = (low: string, high: string) => dateTicks(at(low), at(high), 5, language).map(({ label }) => label)
    expect(read('2024-01-15T00:00', '2024-05-02T00:00')).toEqual(months)
    expect(read('2024-05-02T22:00', '2024-05-03T01:30')).toContain(hour)
  })

  it('are twelve in every language', () => {
    for (const language of LANGUAGES) expect(new Set(wordsIn(language).months.split(' ')).size).toBe(12)
  })
})
