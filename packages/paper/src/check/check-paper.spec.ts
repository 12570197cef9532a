import { formatPaperProblem, type PaperProblem } from '../shared/problems'
import { factsFile, makePaper, SVG } from '../test-paper'
import { checkPaper, findQuotes } from './check-paper'

const estimates = (facts: Readonly<Record<string, number>>): string =>
  JSON.stringify({
    format: 3,
    task: 'mnist',
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, mean]) => [
        name,
        {
          kind: 'estimate',
          text: `${(mean * 100).toFixed(1)} ± 0.2 %`,
          mean,
          sd: 0.002,
          n: 5,
          as: 'percent',
          runs: [],
          forms: { n: '5' },
        },
      ]),
    ),
  })
const MADE = {
  'facts/mnist.json': estimates({ 'adam.accuracy': 0.971, 'sgd.accuracy': 0.943 }),
  'facts/paper.json': factsFile('paper', { best: 'Adam' }),
  'figures/mnist/curves.svg': SVG,
  'tables/mnist/main.typ': '#table[a]',
}
const check = (files: Readonly<Record<string, string>>) =>
  checkPaper({ paperDir: makePaper({ ...MADE, ...files }), tasks: ['mnist', 'paper'] })
const messagesOf = (problems: readonly PaperProblem[]): string[] =>
  problems.map((problem) => formatPaperProblem(problem))

describe('a check of a paper', () => {
  it('finds nothing wrong with a text that names its numbers, and lists what nothing names', async () => {
    const { problems, warnings, unused, quotes } = await check({
      'main.typ': '#import "build/bocas.typ": *\n#include "a/part.typ"\n#fact("best") is best.',
      'a/part.typ': 'Adam: #fact("mnist.adam.accuracy:n") #fig("mnist/curves")',
    })
    expect(messagesOf([...problems, ...warnings])).toEqual([])
    expect(unused).toEqual({ fact: ['mnist.sgd.accuracy'], figure: [], table: ['mnist/main'], claim: [] })
    expect(quotes.map(({ name, at }) => [name, at.file, at.line, at.column])).toEqual([
      ['best', 'paper/main.typ', 3, 2],
      ['mnist.adam.accuracy', 'paper/a/part.typ', 1, 8],
      ['mnist/curves', 'paper/a/part.typ', 1, 39],
    ])
  })

  it('says which number contradicts which fact, where, and both ways out', async () => {
    const { problems } = await check({
      'main.typ': '= A paper\n\nAdam reaches 97.2 %, and SGD 94.3 %.\n// bocas: allow 94.3\n',
      'main.tex': '\\begin{document}\nAdam reaches 97.3\\,\\%.\n\\end{document}',
      'main.md': 'Adam reaches 97.4 %.',
    })
    expect(messagesOf(problems)).toEqual([
      '✖ the text says 97.2 %, the fact mnist.adam.accuracy 97.1 ± 0.2 % → at paper/main.typ:3:14\n' +
        '  name it: #fact("mnist.adam.accuracy"); or, when the number is of something else, allow it: // bocas: allow 97.2',
      '✖ the text says 97.3 %, the fact mnist.adam.accuracy 97.1 ± 0.2 % → at paper/main.tex:2:14\n' +
        '  name it: \\fact{mnist.adam.accuracy}; or, when the number is of something else, allow it: % bocas: allow 97.3',
      '✖ the text says 97.4 %, the fact mnist.adam.accuracy 97.1 ± 0.2 % → at paper/main.md:1:14\n' +
        '  name it: {{mnist.adam.accuracy}}; or, when the number is of something else, allow it: <!-- bocas: allow 97.4 -->',
    ])
  })

  it('warns of copies, and of comments that allow nothing', async () => {
    const { problems, warnings } = await check({
      'main.typ': 'Adam: 97.1 %.\n\n// bocas: allow 12.5\nSGD\n\n// bocas: allow it\n',
    })
    expect(problems).toEqual([])
    expect(warnings.map(({ message, at }) => [at!.line, message])).toEqual([
      [1, '97.1 % is typed by hand, and the fact mnist.adam.accuracy says the same today'],
      [3, 'nothing here has to be allowed: no 12.5 contradicts a fact in this paragraph'],
      [6, 'this comment allows no number'],
    ])
  })

  it('knows names that do not exist, and those it cannot know', async () => {
    const { problems, notes, computed } = await check({
      'main.typ': '#fact("mnist.adm.accuracy") #let f(x) = fact("mnist." + x)\n#tab("mnist/other-thing-altogether")',
    })
    expect(messagesOf(problems)).toEqual([
      '✖ unknown fact "mnist.adm.accuracy" → at paper/main.typ:1:2\n  did you mean "mnist.adam.accuracy" or "mnist.sgd.accuracy"?',
      '✖ unknown table "mnist/other-thing-altogether" → at paper/main.typ:2:2\n  is it made in the figures.ts of mnist?',
    ])
    expect(notes).toEqual([
      'The facts that exist: best, mnist.adam.accuracy, mnist.sgd.accuracy',
      'The tables that exist: mnist/main',
    ])
    expect(computed).toEqual([{ file: 'paper/main.typ', line: 1, column: 41 }])
  })

  it('says that there is no text', async () => {
    const { problems } = await check({})
    expect(problems[0]!.message).toContain('there is no main.typ, main.tex or main.md')
  })

  it('finds what a text names before anything is made', () => {
    const paperDir = makePaper({ 'main.md': 'We gain {{gain}}.' })
    expect(findQuotes({ paperDir })).toEqual([
      { kind: 'fact', name: 'gain', at: { file: 'paper/main.md', line: 1, column: 9 } },
    ])
  })
})
