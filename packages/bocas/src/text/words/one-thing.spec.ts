import { checklistWordsIn, type ChecklistWords } from './checklist'
import { LANGUAGES, wordsIn, type Words } from './words'

/** Of one thing, what we say of several. */
const OF_ONE: readonly [name: string, say: (words: Words, checklist: ChecklistWords) => string][] = [
  ['panels', ({ alt }) => alt.panels(1, 'k', 'a')],
  ['rows', ({ alt }) => alt.rows(1, 'a')],
  ['columns', ({ alt }) => alt.columns(1, 'a')],
  ['classes', ({ alt }) => alt.confusion(1, 'y', 'x')],
  ['settings', ({ alt }) => alt.settings(1, 'a')],
  ['parallel settings', ({ alt }) => alt.parallel(1, 'a')],
  ['images', ({ alt }) => alt.images(1)],
  ['values on a log axis', ({ notPositive }) => notPositive(1)],
  ['values outside', ({ outside }) => outside(1)],
  ['bins', ({ distribution }) => distribution.bins(1, false)],
  ['tasks', ({ profiles }) => profiles.tasks(1)],
  ['columns of a mean', ({ results }) => results.across.columns(1)],
  ['comparisons', ({ results }) => results.tests.notMade(1, 'a')],
  ['cores', (_, checklist) => checklist.cores(1)],
  ['runs', (_, checklist) => checklist.runs(1)],
  ['runs of a mean', (_, checklist) => checklist.means('1')],
  ['runs and their time', (_, checklist) => checklist.time(1, 'a')],
]

describe.each(LANGUAGES)('one thing in language %s', (language) => {
  const words = wordsIn(language)
  const checklist = checklistWordsIn(language)

  it.each(OF_ONE)('is no several: %s', (_, say) => {
    expect(say(words, checklist)).toMatch(/\b1\b/)
    // No plural of these ends otherwise, but for the German ones that are listed.
    expect(say(words, checklist)).not.toMatch(
      /\b1 (?:\p{Ll}+(?:[^s]s|ses|x)|Läufe|Spalten|Zeilen|Klassen|Werte|Bilder|Teilbilder|Einstellungen|Aufgaben|Kerne|Vergleiche)(?= |[:.,]|$)/u,
    )
  })

  it('agrees with its verb', () => {
    const said = (count: number): string[] => [checklist.seeds(count, '0', '1'), words.alt.front(count, 5, 'a')]
    said(1).forEach((one, at) => expect(one.replace('1', '2')).not.toBe(said(2)[at]))
  })
})
