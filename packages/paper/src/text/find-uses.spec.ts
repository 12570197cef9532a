import { findUses } from './find-uses'
import type { MarkupLanguage } from './reading'
import { readText } from './paper-texts'

const uses = (source: string, language: MarkupLanguage): string[] =>
  findUses(readText(source, language), language).uses.map(
    ({ kind, name, line, column }) => `${kind} ${name} ${line}:${column}`,
  )

describe('what a text names', () => {
  it('is found in Typst, in content and code, and not in comments or verbatim text', () => {
    const source = `#import "build/bocas.typ": fact, fig, tab
Best: #fact("mnist.best"), n = #fact("mnist.best:n"). // #fact("not")
\`#fact("nor")\` #fig(
  "mnist/curves", caption: [Of #fact("gain").])
#let row(x) = [#fact(x) #fact("a." + x)]
#tab("main")#artifact("x")`
    expect(uses(source, 'typ')).toEqual([
      'fact mnist.best 2:8',
      'fact mnist.best 2:33',
      'figure mnist/curves 3:17',
      'fact gain 4:33',
      'table main 6:2',
    ])
    expect(findUses(readText(source, 'typ'), 'typ').computed).toEqual([
      { kind: 'fact', line: 5, column: 17 },
      { kind: 'fact', line: 5, column: 26 },
    ])
  })

  it('is found in LaTeX, by command and by path', () => {
    const source = `\\fact{gain} % \\fact{not}
\\fig[width=\\linewidth]{mnist/curves} \\includegraphics{figures/mnist/errors.pdf}
\\input{tables/paper/main.tex} \\factory{x}`
    expect(uses(source, 'tex')).toEqual([
      'fact gain 1:1',
      'figure mnist/curves 2:1',
      'figure mnist/errors 2:55',
      'table main 3:8',
    ])
  })

  it('is found in Markdown', () => {
    expect(
      uses(
        'We gain {{gain}} (n = {{ gain:n }}).\n![Curves](figures/mnist/curves.svg) `{{not}}`\n![Of {{gain}}](fig:main) ![](tab:mnist/a) [@fig:main]',
        'md',
      ),
    ).toEqual([
      'fact gain 1:9',
      'fact gain 1:23',
      'figure mnist/curves 2:11',
      'fact gain 3:6',
      'figure main 3:16',
      'table mnist/a 3:30',
    ])
    expect(uses('![At {{gain}}.](fig:mnist/curves) and ![Scores [@k].](tab:main)', 'md')).toEqual([
      'fact gain 1:6',
      'figure mnist/curves 1:17',
      'table main 1:55',
    ])
  })
})
