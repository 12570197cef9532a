import { CITATION, placeAt, REFERENCE, type MarkupLanguage } from './reading'
import { readText } from './paper-texts'

/** The prose with its blanks pressed together. */
const prose = (source: string, language: MarkupLanguage): string => {
  const reading = readText(source, language)
  expect(reading.prose).toHaveLength(source.length)
  expect(reading.live).toHaveLength(source.length)
  return reading.prose
    .replaceAll(CITATION, '[cite]')
    .replaceAll(REFERENCE, '[ref]')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/ (?=[.,{])/g, '')
    .trim()
}

describe('Typst', () => {
  it.each([
    ['plain *bold* text of 97.2 %.', 'plain *bold* text of 97.2 %.'],
    ['#set text(10.5pt)\nSmall: #text(size: 8.5pt)[97.2 %]', 'Small: [ref] 97.2 %'],
    ['#let x = 97.2\n#let f(a) = [Of #a 3.5 %.]\nEnd', 'Of [ref] 3.5 %.\nEnd'],
    ['#fact("mnist.acc") beats #calc.round(97.234, digits: 1).abs() here', '[ref] beats [ref] here'],
    ['#table(columns: (1.5fr, 2fr), [MLP], [94.1 %])', '[ref] MLP 94.1 %'],
    ['before // 97.2\nafter /* 1 /* 2 */ 3 */ end', 'before\nafter end'],
    ['see https://a.org/97.2 and `97.2` and ```py\nx = 97.2\n``` end', 'see https://a.org/97.2 and and\n\nend'],
    ['the gain $97.2 plus.minus 0.3$ % is $3 times$', 'the gain 97.2 ± 0.3 % is 3 ×'],
    ['as @main shows <main> after @smith2004[p. 3.5]', 'as [ref] shows after [cite] p. 3.5'],
    ['50 \\% of \\#1, "quoted ] text", ~tilde', '50 % of #1, "quoted ] text", tilde'],
    ['#if true [yes 1.5] else [no 2.5]\nrest 3.5', 'yes 1.5 no 2.5\nrest 3.5'],
    ['#fig("a/b", caption: [Loss of 2.5 @main.]) <main>', '[ref] Loss of 2.5 [ref].'],
    ['#{ let a = 1.5; [in 2.5] } out 3.5', '[ref] in 2.5 out 3.5'],
    ['unclosed #fact("x', 'unclosed [ref]'],
    ['$unclosed 1.5', 'unclosed 1.5'],
    ['[bracket] and ] stay', '[bracket] and ] stay'],
  ])('reads %j', (source, expected) => expect(prose(source, 'typ')).toBe(expected))

  it('keeps what comments say', () => {
    expect(readText('a // bocas: allow 97.2\nb /* two */', 'typ').comments.map(({ text }) => text)).toEqual([
      'bocas: allow 97.2',
      'two',
    ])
  })
})

describe('LaTeX', () => {
  it.each([
    [
      '\\documentclass[10.5pt]{article}\n\\newcommand{\\x}{97.2}\n\\begin{document}\nText 97.2\\,\\%.\n\\end{document}',
      'Text 97.2 %.',
    ],
    ['the gain $97.2 \\pm 0.3$~\\% over \\textbf{94.1\\%}', 'the gain 97.2 ± 0.3 % over 94.1 %'],
    ['as \\citet[p.~3.5]{smith} and \\cite{a,b} in Table~\\ref{tab:2.5}', 'as [cite] and [cite] in Table [ref]'],
    ['\\includegraphics[width=0.85\\textwidth]{figures/a/b.pdf} or 0.5\\linewidth', '[ref] or'],
    ['line 1.5 % comment 97.2\nnext 50\\% more', 'line 1.5\nnext 50 % more'],
    ['\\begin{tabular}{l@{3.5}c}\nMLP & 94.1 \\\\\n\\end{tabular}', 'MLP 94.1'],
    ['\\begin{verbatim}\n97.2 % no\n\\end{verbatim}\nafter \\verb|1.5| end', 'after end'],
    ['\\vspace{1.5em}\\setlength{\\x}{2.5pt} text \\fact{mnist.acc:n}', 'text [ref]'],
    ['\\href{http://x.org/1.5}{a link of 2.5}', '[ref] a link of 2.5'],
    ['\\multicolumn{2}{c}{97.2} \\cmidrule(lr){1-2}', '97.2'],
    ['\\SI{97.2}{\\percent} and \\SI{12.5}{\\milli\\second}', '97.2 % and'],
  ])('reads %j', (source, expected) => expect(prose(source, 'tex').replace(/ +/g, ' ')).toBe(expected))

  it('keeps what comments say', () => {
    expect(readText('a % bocas: allow 97.2\n', 'tex').comments).toMatchObject([{ text: 'bocas: allow 97.2' }])
  })
})

describe('Markdown', () => {
  it.each([
    ['---\nversion: 97.2\n---\n# A *head*\n\nText 97.2 %.', '# A head\n\nText 97.2 %.'],
    ['We see {{mnist.acc}} in [the data](http://x.org/1.5 "2.5").', 'We see [ref] in [the data].'],
    ['as [@smith2004, p. 3] and @jones say, see @fig:curves', 'as [[cite], p. 3] and [cite] say, see [ref]'],
    ['plain [12] and [3, 4]', 'plain [cite] and [cite]'],
    ['code `x = 1.5` and\n```\n97.2\n```\nafter', 'code and\n\n\n\nafter'],
    ['a <!-- 97.2 --> b <br class="1.5"> c', 'a b c'],
    ['$97.2 \\pm 0.3$ \\% and 5\\*', '97.2 ± 0.3 % and 5 *'],
    ['[id]: http://x.org/97.2\nText', 'Text'],
    ['![alt of 2.5](figures/a/b.svg){width=1.5}', '![alt of 2.5]'],
  ])('reads %j', (source, expected) => expect(prose(source, 'md')).toBe(expected))
})

it('places are lines and characters, from 1', () => {
  expect(placeAt('ab\n😀cd', 0)).toEqual({ line: 1, column: 1 })
  expect(placeAt('ab\n😀cd', 5)).toEqual({ line: 2, column: 2 })
})
