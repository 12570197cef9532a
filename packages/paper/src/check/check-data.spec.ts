import { formatPaperProblem } from '../shared/problems'
import { makePaper } from '../test-paper'
import { checkPaper } from './check-paper'

const warned = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
  const { warnings, problems } = await checkPaper({ paperDir: makePaper(files), tasks: ['paper'] })
  expect(problems).toEqual([])
  return warnings.map((one) => formatPaperProblem(one))
}
const NUMBERS = 'model,accuracy\ncnn,97.2\n'

describe('a file of data that a text reads by itself', () => {
  it('is told of, with where, and both ways out', async () => {
    expect(await warned({ 'main.typ': 'All:\n#table(..csv("mine.csv").flatten())', 'mine.csv': NUMBERS })).toEqual([
      '✖ the text shows numbers of paper/mine.csv, and no run made that file → at paper/main.typ:2:10\n' +
        '  make them a table or facts in figures.ts; or, when they are no results of runs, allow it: // bocas: allow mine.csv',
    ])
  })

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['JSON', 'main.typ', { 'main.typ': '#json("a/x.json").at(0)', 'a/x.json': '[97.2]' }],
    ['TOML', 'main.typ', { 'main.typ': '#let all = toml("x.toml")', 'x.toml': 'accuracy = 0.972\n' }],
    ['text', 'main.typ', { 'main.typ': '#read("x.txt")', 'x.txt': 'It is 97 %' }],
    [
      'a file beside an included text',
      'a/b.typ',
      { 'main.typ': '#include "a/b.typ"', 'a/b.typ': '#csv("x.csv")', 'a/x.csv': NUMBERS },
    ],
    [
      'a file from the root',
      'a/b.typ',
      { 'main.typ': '#include "a/b.typ"', 'a/b.typ': '#csv("/x.csv")', 'x.csv': NUMBERS },
    ],
    ['numbers with commas', 'main.typ', { 'main.typ': '#csv("x.csv")', 'x.csv': 'modell;wert\ncnn;97,2\n' }],
    ['LaTeX', 'main.tex', { 'main.tex': '\\csvautotabular[a=b]{x.csv}', 'x.csv': NUMBERS }],
    ['a data base of LaTeX', 'main.tex', { 'main.tex': '\\DTLloaddb{all}{ x.csv }', 'x.csv': NUMBERS }],
    ['points of a plot', 'main.tex', { 'main.tex': '\\addplot table[x=a] {a/x.dat};', 'a/x.dat': '1 0.5\n' }],
    [
      'a text that LaTeX reads without brackets',
      's.tex',
      { 'main.tex': '\\input s\n', 's.tex': '\\csvreader{x.csv}', 'x.csv': NUMBERS },
    ],
    [
      'a text of the package import',
      'part/s.tex',
      { 'main.tex': '\\import{part/}{s}', 'part/s.tex': '\\csvreader{x.csv}', 'x.csv': NUMBERS },
    ],
  ])('is found in %s', async (_, file, files) => {
    const warnings = await warned(files)
    expect(warnings).toEqual([
      expect.stringMatching(/shows numbers of paper\/(?:a\/)?x\.\w+, and no run made that file/),
    ])
    expect(warnings[0]).toContain(`→ at paper/${file}:`)
  })

  it.each<[string, Readonly<Record<string, string>>]>([
    ['holds no measured number', { 'main.typ': '#csv("x.csv")', 'x.csv': 'name,year,version\nAda,1843,1.2.3\n' }],
    ['names addresses', { 'main.typ': '#toml("x.toml")', 'x.toml': 'doi = "10.1000/182"\nfile = "a1.5b"\n' }],
    [
      'is allowed',
      { 'main.typ': '// bocas: allow x.csv (ages, from the census)\n#csv("a/x.csv")', 'a/x.csv': NUMBERS },
    ],
    ['is allowed in LaTeX', { 'main.tex': '% bocas: allow x.csv\n\\csvreader{x.csv}', 'x.csv': NUMBERS }],
    ['was made', { 'main.typ': '#csv("build/x.csv")', 'build/x.csv': NUMBERS }],
    ['is read by a method', { 'main.typ': '#x.csv("x.csv")', 'x.csv': NUMBERS }],
    ['is not there', { 'main.typ': '#csv("x.csv")' }],
    ['stands in a comment', { 'main.typ': '// #csv("x.csv")', 'x.csv': NUMBERS }],
    ['is only named', { 'main.tex': 'See \\texttt{x.csv}, \\path{x.csv} and \\url{x.csv}.', 'x.csv': NUMBERS }],
    ['is a folder', { 'main.typ': '#read("x.dat")', 'x.dat/y.csv': NUMBERS }],
    [
      'is allowed, with a reason behind its name',
      { 'main.typ': '// bocas: allow x.csv: ages\n#csv("x.csv")', 'x.csv': NUMBERS },
    ],
    ['is allowed by its path', { 'main.typ': '// bocas: allow a/x.csv (ages)\n#csv("a/x.csv")', 'a/x.csv': NUMBERS }],
  ])('that %s is not', async (_, files) => expect(await warned(files)).toEqual([]))

  it('is allowed in its paragraph only, and what allows nothing is told', async () => {
    const text = '// bocas: allow x.csv\nOne.\n\n#csv("x.csv")'
    expect((await warned({ 'main.typ': text, 'x.csv': NUMBERS })).map((one) => one.split(' →')[0])).toEqual([
      '✖ the text shows numbers of paper/x.csv, and no run made that file',
      '✖ nothing here has to be allowed: this paragraph shows no numbers of x.csv',
    ])
  })

  it.each(['my ages.csv', 'data', 'x.y-z'])('is allowed as the hint says: %s', async (name) => {
    const text = `#read("${name}")`
    const [first] = await warned({ 'main.typ': text, [name]: NUMBERS })
    const comment = /allow it: (.*)$/.exec(first!)![1]!
    expect(await warned({ 'main.typ': `${comment}\n${text}`, [name]: NUMBERS })).toEqual([])
  })

  it('allows no number beside it', async () => {
    const { warnings } = await checkPaper({
      paperDir: makePaper({
        'main.typ': '// bocas: allow x.csv\nThe p value is p = 0.003. #csv("x.csv")',
        'x.csv': NUMBERS,
      }),
      tasks: ['paper'],
    })
    expect(warnings.map(({ message }) => message)).toEqual(['p = 0.003 is typed by hand, and no fact says it'])
  })
})
