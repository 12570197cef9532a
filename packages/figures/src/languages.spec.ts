import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { escapeRegExp, LANGUAGES, type Language, wordsIn } from 'bocas/internal'
import { drawingOf } from './chartjs/chartjs-renderer'
import { type Figure, figureWords } from './figure/figure'
import { everythingWith, FIGURE_NAMES } from './test-figures'
import { testFolder, testJob, writeResults } from './test-results'

/** The texts of a table of words; functions are called with numbers, whose words are then parted by them. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return [(words as (...given: unknown[]) => string)(77, 77, 77)]
  return Object.values(words as object).flatMap(textsOf)
}

/** What only an English figure says: whole phrases, without the numbers in them. */
const phrases = textsOf(wordsIn('en'))
  .flatMap((text) => text.split(/77|[(),:;%]/))
  .map((phrase) => phrase.trim())
  .filter((phrase) => phrase.length > 3 && /[a-z]{3}/.test(phrase))
const PHRASES = [...new Set(phrases)].map((phrase) => new RegExp(`(?<!\\p{L})${escapeRegExp(phrase)}(?!\\p{L})`, 'u'))
/** Whether a text has a phrase of English that is none of another language: "points" is French too. */
const isEnglish = (text: string, language?: Language): boolean =>
  PHRASES.some(
    (phrase) => phrase.test(text) && !(language && textsOf(wordsIn(language)).some((own) => phrase.test(own))),
  )

/** Every figure of the tests, drawn by nobody. */
async function figuresIn(language: Language, draft = false): Promise<Figure[]> {
  const folder = await testFolder()
  const runs = await writeResults(folder)
  const figures = new Map<string, Figure>()
  const renderer = {
    name: 'keeper',
    render: async (figure: Figure) => (figures.set(figure.name, figure), new Uint8Array()),
  }
  const missing = draft ? runs.map((run, at) => (at === 3 ? { ...run, key: 'f'.repeat(64) } : run)) : runs
  await everythingWith({ renderer, language }).render(testJob(folder, missing, { draft }))
  return [...figures.values()]
}

const allOf = (figure: Figure): string[] => {
  const shown = drawingOf(figure).texts.map(({ text }) => text.replaceAll('\u00a0', ' '))
  return [...shown, ...figureWords(figure)]
}

/** Names of the test data that are English words of ours as well. */
const OWN_WORDS = /^(?:loss|seconds|test accuracy)$/

/** What the author of the test figures has written, or what comes from the names of the test data. */
const OWN = /^(?:test|val|seconds|optimizer|adam|sgd|means|shares|loss)\b/

/** What is written beside the figures: tables, facts and alternative texts, by the names of their files. */
async function writtenIn(language: Language): Promise<Record<string, string>> {
  const folder = await testFolder()
  const renderer = { name: 'none', render: async () => new Uint8Array([1]) }
  const missing = (await writeResults(folder)).map((run, at) => (at === 3 ? { ...run, key: 'f'.repeat(64) } : run))
  const { written } = await everythingWith({ renderer, language }).render(testJob(folder, missing, { draft: true }))
  const texts = written.filter((file) => /facts.*\.json$|\.(?:md|html|txt)$/.test(file))
  return Object.fromEntries(texts.map((file) => [basename(file), saidIn(file)]))
}

/** Of facts, what the text can quote. */
function saidIn(file: string): string {
  const text = readFileSync(file, 'utf8')
  if (extname(file) === '.html') return text.replace(/<[^>]*>/g, ' ')
  if (extname(file) !== '.json') return text
  const { facts } = JSON.parse(text) as { facts: Record<string, { text: string; forms?: Record<string, string> }> }
  return Object.values(facts)
    .flatMap((fact) => [fact.text, ...Object.values(fact.forms ?? {})])
    .join('\n')
}

describe('the words of figures', () => {
  const foreign = LANGUAGES.filter((language) => language !== 'en')

  it.each(foreign)('in %s are never English, and numbers have its decimal mark', async (language) => {
    const figures = await figuresIn(language, true)
    expect(new Set(figures.map(({ name }) => name)).size).toBe(FIGURE_NAMES.length)
    const texts = [...new Set(figures.flatMap(allOf))]
    expect(texts.filter((text) => !OWN.test(text) && isEnglish(text, language))).toEqual([])
    expect(texts.filter((text) => /\d\.\d/.test(text))).toEqual([])
    expect(texts.some((text) => /\d,\d/.test(text))).toBe(true)
  })

  it.each(foreign)('in %s are those of tables, facts and alternative texts, too', async (language) => {
    const written = await writtenIn(language)
    expect(Object.keys(written).length).toBeGreaterThan(FIGURE_NAMES.length)
    for (const [file, text] of Object.entries(written)) {
      const english = PHRASES.filter((phrase) => isEnglish((phrase.exec(text) ?? [''])[0], language))
      expect([file, english.map((phrase) => phrase.exec(text)![0]).filter((words) => !OWN_WORDS.test(words))]).toEqual([
        file,
        [],
      ])
      expect([file, /.*\d\.\d.*/.exec(text.replace(/=\d\.\d+\)/g, ''))?.[0]]).toEqual([file, undefined])
    }
  })

  it('are found out by this test when they stay English', async () => {
    const texts = (await figuresIn('en', true)).flatMap(allOf)
    expect(texts.filter((text) => isEnglish(text)).length).toBeGreaterThan(30)
    expect(texts.filter((text) => /\d\.\d/.test(text)).length).toBeGreaterThan(30)
  })

  it.each(foreign)('in %s are translations of all there are', (language) => {
    const [here, there] = [textsOf(wordsIn(language)), textsOf(wordsIn('en'))]
    expect(here).toHaveLength(there.length)
    expect(here.filter((text) => text.includes('undefined') || text === '')).toEqual([])
    // What is written alike in both is one word, or a letter.
    const words = (text: string) => text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word))
    expect(here.filter((text, index) => text === there[index] && words(text).length > 1)).toEqual([])
  })

  it('are refused in a language that nobody has written them in', () => {
    expect(() => everythingWith({ language: 'it' as Language })).toThrow(
      "figures have words in 'en', 'de', 'fr', 'es', and `language` says \"it\"",
    )
  })

  it('leave the words of an author alone', async () => {
    const figures = await figuresIn('de')
    expect(figures.flatMap(figureWords)).toContain('learning rate')
  })
})
