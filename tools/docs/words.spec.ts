import { pagesOfPeople } from './pages-of-people'

/** Words that pages of people do not use, and what they say: one term for one thing, as in docs/glossary.md, and English of the field. */
const NOT_USED: readonly (readonly [words: RegExp, instead: string])[] = [
  [
    /\btrains (?:nothing|what)\b|\bwithout training\b|\binstead of training\b|\bnothing (?:is trained|trains)\b/,
    'execute',
  ],
  [/\bwhat (?:comes|came) of\b/, 'result'],
  [/\bin the midst of\b/, 'while'],
  [/\bparted by\b/, 'separated by'],
  [/\bby whatever\b/, 'any'],
  [/\b(?:come|comes|came) home\b/, 'arrive, are copied back'],
  [/\bone's own\b/, 'your own'],
  [/\bFrom where to where\b/, 'Drawing'],
]

const prose = pagesOfPeople().map(({ page, text }) => ({ page, text: text.replace(/^ *```[\s\S]*?^ *```/gm, '') }))

it.each(prose)('$page has the words of the glossary', ({ text }) => {
  const found = NOT_USED.flatMap(([words, instead]) => {
    const [used] = words.exec(text) ?? []
    return used === undefined ? [] : [`'${used}': write '${instead}'`]
  })
  expect(found).toEqual([])
})

/** An axis is a part of a sweep: what a figure has is an axis of the figure, or is told apart by a letter or a word. */
it('the page of figures says of which axis it speaks', () => {
  const { text } = prose.find(({ page }) => page === 'docs/figures.md')!
  const bare = [
    ...text
      .replace(/`[^`]*`/g, '')
      .matchAll(/([^\s|]+ )?\b(?:axis|axes)\b(?! of (?:the|a) figure| of dates| of keys)/g),
  ].map(([words]) => words)
  expect(bare.filter((words) => !/^(?:[xy]|logarithmic) /.test(words))).toEqual([])
})
