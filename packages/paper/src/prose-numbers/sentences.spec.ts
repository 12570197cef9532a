import type { Fact } from 'bocas/internal'
import type { MarkupLanguage } from '../text/reading'
import { findContradictions } from './contradictions'
import { saidFact } from './said-fact'
import { typedNumbers } from './typed-numbers'
import { readText } from '../text/paper-texts'

type Scale = 'number' | 'percent' | 'points' | 'ratio'
const mean = (value: number, sd: number, as: Scale = 'percent'): Fact => ({
  ...{ kind: 'estimate', text: '', mean: value, sd, n: 5, as, runs: [] },
})
const gap = (value: number, se: number, p?: string, as: Scale = 'points'): Fact => ({
  ...{ kind: as === 'ratio' ? 'ratio' : 'difference', text: '', mean: value, se, n: 10, as, runs: [] },
  ...(p === undefined ? {} : { forms: { p } }),
})
const label = (text: string): Fact => ({ kind: 'label', text, runs: [] })

/** Two tasks and what spans them, as in a paper. */
const FACTS: Readonly<Record<string, readonly [Fact, metric?: string]>> = {
  'mnist.cnn.accuracy': [mean(0.942, 0.005), 'test.accuracy'],
  'mnist.mlp.accuracy': [mean(0.9059, 0.004), 'test.accuracy'],
  'mnist.cnn.loss': [mean(0.1834, 0.006, 'number'), 'test.loss'],
  'mnist.gap.adam': [gap(0.0172, 0.0013, 'p < 0.001')],
  'mnist.gap.momentum': [gap(0.0353, 0.004, 'p = 0.003')],
  'mnist.errors': [gap(1.62, 0.09, undefined, 'ratio')],
  'mnist.epochs': [label('5')],
  'mnist.runs': [label('48')],
  'mnist.best': [label('CNN')],
  'penguins.forest.accuracy': [mean(0.968, 0.008), 'test.accuracy'],
  'penguins.forest.nested': [mean(0.961, 0.009)],
  'penguins.logistic.accuracy': [mean(0.993, 0.003), 'test.accuracy'],
  'penguins.logistic.macroF1': [mean(0.9905, 0.005), 'test.macroF1'],
  'penguins.gap': [gap(0.0012, 0.001, 'p = 0.31')],
  'penguins.penguins': [{ kind: 'count', text: '342 of 344', count: 342, of: 344, runs: [] }],
  'optimism.mlp': [gap(0.0217, 0.002)],
}
const KNOWN = Object.entries(FACTS).map(([full, [fact, metric]]) => {
  const [task, ...rest] = full.split('.')
  return task === 'optimism' ? saidFact('', full, fact, metric) : saidFact(task!, rest.join('.'), fact, metric)
})
/** What the configs of the runs hold. */
const SETTINGS = new Set([0.001, 0.003, 0.01, 0.1, 0.5, 0.9, 5, 32, 128, 2000, 0.125, 0.942])

/** A text that all three languages can say. */
type Part =
  | string
  | { readonly table: readonly (readonly string[])[]; readonly caption?: string }
  | { readonly caption: string }
  | { readonly let: string; readonly is: string }
  | { readonly heading: string }

const tex = (text: string): string =>
  text
    .replace(/\[@(\w+)\]/g, '~\\cite{$1}')
    .replaceAll('%', '\\,\\%')
    .replaceAll('±', '$\\pm$')
    .replaceAll('×', '$\\times$')
    .replaceAll('≤', '$\\leq$')
    .replace(/10\^\((-\d+)\)/g, '10^{$1}')
const typ = (text: string): string => text.replace(/\[@(\w+)\]/g, '@$1')
const md = (text: string): string => text.replace(/10\^\((-\d+)\)/g, '10^{$1}')

const WRITERS: Readonly<Record<MarkupLanguage, (part: Part) => string | undefined>> = {
  typ: (part) => {
    if (typeof part === 'string') return typ(part)
    if ('table' in part) {
      const cells = part.table.flat().map((cell) => `[${typ(cell)}]`)
      const table = `table(columns: ${part.table[0]!.length}, ${cells.join(', ')})`
      return part.caption === undefined ? `#${table}` : `#figure(${table}, caption: [${typ(part.caption)}])`
    }
    if ('caption' in part) return `#fig("mnist/curves", width: 85%, caption: [${typ(part.caption)}]) <curves>`
    return 'let' in part ? `#let ${part.let} = ${part.is}` : `== ${part.heading}`
  },
  tex: (part) => {
    if (typeof part === 'string') return tex(part)
    if ('table' in part) {
      const rows = part.table.map((row) => row.map(tex).join(' & ')).join(' \\\\\n')
      const table = `\\begin{tabular}{l@{\\hspace{2.5pt}}ccc}\n\\toprule\n${rows} \\\\\n\\bottomrule\n\\end{tabular}`
      return `\\begin{table}${table}${part.caption === undefined ? '' : `\\caption{${tex(part.caption)}}`}\\end{table}`
    }
    if ('caption' in part)
      return `\\begin{figure}\\fig[width=0.85\\linewidth]{mnist/curves}\\caption{${tex(part.caption)}}\\end{figure}`
    return 'let' in part
      ? `\\newcommand{\\${part.let}}{${part.is.replaceAll('%', '\\%')}}`
      : `\\subsection{${part.heading}}`
  },
  md: (part) => {
    if (typeof part === 'string') return md(part)
    if ('table' in part) {
      const [head, ...rows] = part.table.map((row) => `| ${row.join(' | ')} |`)
      return [
        ...(part.caption === undefined ? [] : [part.caption]),
        head,
        `|${'---|'.repeat(part.table[0]!.length)}`,
        ...rows,
      ].join('\n')
    }
    if ('caption' in part) return `![${part.caption}](fig:mnist/curves)`
    return 'let' in part ? undefined : `## ${part.heading}`
  },
}

/** What is found: `96.1 % ≠ mnist.cnn.accuracy` denied, `94.2 % = …` a copy, `7.9 points ?` untold (and by which fact it may be told). */
function found(parts: Part | readonly Part[], language: MarkupLanguage): string[] | undefined {
  const written = [parts].flat().map((part) => WRITERS[language](part))
  if (written.includes(undefined)) return undefined
  return foundIn(written.join('\n\n'), language)
}

function foundIn(source: string, language: MarkupLanguage): string[] {
  const reading = readText(source, language)
  const { contradictions, copies, untold } = findContradictions(
    typedNumbers(reading, language),
    reading.prose,
    KNOWN,
    SETTINGS,
  )
  const lines = [
    ...contradictions.map(({ number, fact, what }) => ({
      number,
      said: `≠ ${fact.name}${what === 'spread' ? ' ±' : ''}`,
    })),
    ...copies.map(({ number, fact }) => ({ number, said: `= ${fact.name}` })),
    ...untold.map(({ number, fact }) => ({ number, said: `?${fact === undefined ? '' : ` ${fact.name}`}` })),
  ]
  return lines
    .sort((a, b) => a.number.start - b.number.start)
    .map(({ number, said }) => `${number.text.replace(/ ?(%)/, ' $1')} ${said}`)
}

const ADAM_TABLE = [
  ['method', 'accuracy'],
  ['MLP', '90.9'],
  ['CNN', '95.1'],
]

/** Each is found, and the right fact named. */
const FOUND: readonly (readonly [Part | readonly Part[], ...string[]])[] = [
  // The right fact: words beside the number, then nearness.
  ['The CNN classifies 96.1 % of the images.', '96.1 % ≠ mnist.cnn.accuracy'],
  ['The CNN has an accuracy of 95 %.', '95 % ≠ mnist.cnn.accuracy'],
  ['The CNN reaches an accuracy of 0.953.', '0.953 ≠ mnist.cnn.accuracy'],
  ['The forest has an accuracy of 96.1 %.', '96.1 % ≠ penguins.forest.accuracy'],
  ['Nested, the forest reaches 96.9 %.', '96.9 % ≠ penguins.forest.nested'],
  ['The MLP reaches 91.9 %, the CNN 94.9 %.', '91.9 % ≠ mnist.mlp.accuracy', '94.9 % ≠ mnist.cnn.accuracy'],
  [
    'The accuracy of the CNN is 94.9 % and that of the MLP 91.9 %.',
    '94.9 % ≠ mnist.cnn.accuracy',
    '91.9 % ≠ mnist.mlp.accuracy',
  ],
  ['Logistic regression has a macro F1 of 98.5 %.', '98.5 % ≠ penguins.logistic.macroF1'],
  ['The accuracy of logistic regression is 98.5 %.', '98.5 % ≠ penguins.logistic.accuracy'],
  ['The convolutional network is correct in 95.2 % of the cases.', '95.2 % ≠ mnist.cnn.accuracy'],
  ['The CNN ends at a loss of 0.195.', '0.195 ≠ mnist.cnn.loss'],
  // Two facts are swapped: what another fact says is right for that other one alone.
  ['The accuracy of the CNN is 90.6 %.', '90.6 % ≠ mnist.cnn.accuracy'],
  ['With the CNN it is 94.2 ± 0.9 % here.', '94.2 ± 0.9 % ≠ mnist.cnn.accuracy ±'],
  ['We measured the bills of 341 of 344 penguins.', '341 ≠ penguins.penguins'],
  ['In all, 36 runs were made.', '36 ≠ mnist.runs'],
  // Copies are right today.
  ['The CNN reaches an accuracy of 94.2 %.', '94.2 % = mnist.cnn.accuracy'],
  ['It is 94.2 % for the CNN and 90.6 % for the MLP.', '94.2 % = mnist.cnn.accuracy', '90.6 % = mnist.mlp.accuracy'],
  ['The forest reaches 96.8 ± 0.8 %.', '96.8 ± 0.8 % = penguins.forest.accuracy'],
  // Points.
  ['The CNN is 7.9 points ahead.', '7.9 points ?'],
  ['With Adam the CNN is 2.1 points ahead of the MLP.', '2.1 points ≠ mnist.gap.adam'],
  ['With momentum the CNN is 1.9 percentage points better.', '1.9 percentage points ≠ mnist.gap.momentum'],
  ['With Adam the CNN is 7.9 points ahead.', '7.9 points ? mnist.gap.adam'],
  ['With momentum the gap is 3.9 percentage points.', '3.9 percentage points ≠ mnist.gap.momentum'],
  ['With momentum the gap is 3.53 points.', '3.53 points = mnist.gap.momentum'],
  ['It gains 12 percentage points over its predecessor.', '12 percentage points ?'],
  ['It improves the score by 5 points.', '5 points ?'],
  ['The lead is 0.4 pp here.', '0.4 pp ?'],
  ['The MLP makes 1.9 times more errors.', '1.9 times ≠ mnist.errors'],
  // p values.
  ['The difference is significant (p < 0.001).', 'p < 0.001 = mnist.gap.adam'],
  ['With momentum the gap is significant (p = 0.003).', 'p = 0.003 = mnist.gap.momentum'],
  ['With momentum the CNN is ahead (p = 0.02).', 'p = 0.02 ≠ mnist.gap.momentum'],
  ['With momentum the CNN is ahead ($p = 0.02$).', 'p = 0.02 ≠ mnist.gap.momentum'],
  ['On the penguins the gap is small, p = 0.04.', 'p = 0.04 ≠ penguins.gap'],
  ['The two tasks differ (p = 1e-9).', 'p = 1e-9 ?'],
  ['The two tasks are unlike (p = 0.2).', 'p = 0.2 ?'],
  ['The two tasks are unlike, $p = 10^(-9)$.', 'p = 10^ -9 ?'],
  ['A p-value of 0.0123 was found.', 'p-value of 0.0123 ?'],
  ['The p value was 0.04.', 'p value was 0.04 ?'],
  ['They are unlike with P = .27.', 'P = .27 ?'],
  // What looks measured.
  ['Some method has 71.3 ± 0.4 of it.', '71.3 ± 0.4 ?'],
  ['The baseline achieves 71.3 % in the end.', '71.3 % ?'],
  ['The baseline has an accuracy of 71.3 %.', '71.3 % ?'],
  // Captions.
  [{ caption: 'Loss of the CNN, whose accuracy is 95.3 %.' }, '95.3 % ≠ mnist.cnn.accuracy'],
  [{ caption: 'The CNN is ahead (p = 0.007).' }, 'p = 0.007 ?'],
  [{ caption: 'With Adam the CNN is ahead (p = 0.007).' }, 'p = 0.007 ≠ mnist.gap.adam'],
  // Tables that are typed.
  [{ table: ADAM_TABLE }, '90.9 ≠ mnist.mlp.accuracy', '95.1 ≠ mnist.cnn.accuracy'],
  [
    {
      table: [
        ['method', 'accuracy'],
        ['CNN', '99.7 ± 0.1'],
      ],
    },
    '99.7 ± 0.1 ≠ mnist.cnn.accuracy',
  ],
  [
    {
      table: [
        ['method', 'accuracy'],
        ['MLP', '99.7 ± 0.1 %'],
        ['ours', '55.5 %'],
      ],
    },
    '99.7 ± 0.1 % ≠ mnist.mlp.accuracy',
    '55.5 % ?',
  ],
  [
    {
      table: [
        ['', 'MLP', 'CNN'],
        ['accuracy', '90.9', '95.1'],
      ],
    },
    '90.9 ≠ mnist.mlp.accuracy',
    '95.1 ≠ mnist.cnn.accuracy',
  ],
  [
    {
      table: [
        ['method', ''],
        ['CNN', '94.2'],
      ],
    },
    '94.2 = mnist.cnn.accuracy',
  ],
  [
    {
      table: [
        ['', 'p'],
        ['momentum gap', 'p = 0.04'],
      ],
    },
    'p = 0.04 ≠ mnist.gap.momentum',
  ],
  [
    {
      table: [
        ['a', 'b'],
        ['x', '71.3'],
      ],
      caption: 'Accuracy of some methods.',
    },
    '71.3 ?',
  ],
  // Values that have a name.
  [{ let: 'z', is: '94.9' }, '94.9 ≠ mnist.cnn.accuracy'],
  [{ let: 'cnnAccuracy', is: '95.9' }, '95.9 ≠ mnist.cnn.accuracy'],
  [{ let: 'forestAccuracy', is: '96.8%' }, '96.8 % = penguins.forest.accuracy'],
  [{ let: 'mlpAccuracy', is: '0.917' }, '0.917 ≠ mnist.mlp.accuracy'],
]

/** Nothing is said of these. */
const CALM: readonly (Part | readonly Part[])[] = [
  'In 2019, and again from 1998 to 2004, the accuracy of the CNN grew.',
  'See Section 9.4, Table 94, Fig. 94.1, Eq. 0.127 and version 94.3 of the CNN.',
  'The CNN with n = 5, k = 10, lr = 0.003 and a dropout of 50 %.',
  'The dropout p = 0.5 is that of the MLP, and each image is flipped with probability p = 0.25.',
  'We call a difference significant when p < 0.05.',
  'Stars mark p < 0.01, and the level is p ≤ 0.05.',
  'The 95 % confidence interval and the 95 % interval of the accuracy of the CNN.',
  'They report an accuracy of 94.4 % for the CNN [@smith].',
  'They gain 3.2 points with p = 0.02 over the CNN [@smith].',
  'The CNN uses 12.5 % of the data for validation of its accuracy.',
  'The CNN is above 93 % and below 96 % in accuracy, about 95 %.',
  'Images of 28 × 28 pixels, 94.3 MB of them, cost the CNN 94.3 s.',
  'See https://x.org/94.3 of 2026-11-23 at 12:30, arXiv:0942.2345, for its accuracy.',
  'We made 5 runs for each, and 3 epochs in a first try.',
  'The CNN has 32 filters, a batch size of 128 and a learning rate of 0.001.',
  'Training takes 5 epochs on 2000 images with momentum 0.9.',
  'The CNN trains 94.5 % faster than the MLP.',
  'Each curve has 200 points, and each grid 50 points.',
  'The scale of the axis ends at 14.5 points of type.',
  'The MLP needs 64 hidden units, the CNN 8 and 16 filters.',
  'Python 3.12, CUDA 12.4 and a CPU at 2.9 GHz were used.',
  'The oven was kept at 37.5 ± 0.5 °C.',
  'The CNN has a kernel of 3 × 3 and a stride of 2.',
  'The seeds are 0, 1, 2, 3 and 4.',
  'Its 10 classes are balanced: 10 % of the images each.',
  'The accuracy of the CNN is 94 %.',
  'We thank grant 94.2 of the CNN fund, no. 94.3.',
  'The work [@smith] has 94.9 % for the CNN.',
  { caption: 'Loss of the CNN over 5 epochs; the band is one standard deviation.' },
  {
    table: [
      ['size', 'rate'],
      ['128', '0.003'],
      ['32', '0.1'],
    ],
    caption: 'Settings of the CNN.',
  },
  {
    table: [
      ['work', 'accuracy'],
      ['theirs [@smith]', '94.9 ± 0.2'],
      ['theirs [@jones]', '96.1'],
    ],
  },
  {
    table: [
      ['year', 'birds'],
      ['2007', '110'],
      ['2008', '114'],
    ],
    caption: 'Birds by year.',
  },
  { let: 'margin', is: '2.5cm' },
  { let: 'width', is: '94%' },
  { let: 'bodySize', is: '10.5pt' },
  { let: 'columnsOfPage', is: '2' },
]

const LANGUAGES: readonly MarkupLanguage[] = ['typ', 'tex', 'md']

describe.each(LANGUAGES)('in %s', (language) => {
  const can = (parts: Part | readonly Part[]): boolean => found(parts, language) !== undefined

  it.each(FOUND.filter(([parts]) => can(parts)).map(([parts, ...expected]) => [parts, expected] as const))(
    'is found: %j',
    (parts, expected) => expect(found(parts, language)).toEqual(expected),
  )

  it.each(CALM.filter(can).map((parts) => [parts]))('nothing is said of: %j', (parts) =>
    expect(found(parts, language)).toEqual([]),
  )
})

it('the table is as long as it was meant to be', () => {
  expect(FOUND.length + CALM.length).toBeGreaterThanOrEqual(80)
})

it('a heading says of which task its section is', () => {
  for (const language of LANGUAGES) {
    expect(found([{ heading: 'Penguins' }, 'The gap has p = 0.04 there.'], language)).toEqual([
      'p = 0.04 ≠ penguins.gap',
    ])
    expect(found([{ heading: 'MNIST' }, 'The gap with momentum has p = 0.04.'], language)).toEqual([
      'p = 0.04 ≠ mnist.gap.momentum',
    ])
  }
})

/** What one language alone can say. */
const OWN: readonly (readonly [MarkupLanguage, string, ...string[]])[] = [
  // What is numbered elsewhere is the name of a row here.
  ['typ', '#table(columns: 2, [method], [accuracy], [CNN line], [95.1])', '95.1 ≠ mnist.cnn.accuracy'],
  ['md', '| method | accuracy |\n|---|---|\n| CNN line | 95.1 |', '95.1 ≠ mnist.cnn.accuracy'],
  ['typ', 'See line 94, step 95 and page 96 of the CNN.'],
  // Strings of code that are printed.
  ['typ', 'The CNN reaches #strong("94.9 %") here.', '94.9 % ≠ mnist.cnn.accuracy'],
  ['typ', 'The CNN reaches #text(red)[#"94.9 %"] here.', '94.9 % ≠ mnist.cnn.accuracy'],
  ['typ', '#show: layout.with(title: "A CNN of 94.9 % accuracy")', '94.9 % ≠ mnist.cnn.accuracy'],
  ['typ', '#let said(what) = strong("The CNN reaches 94.9 % " + what)', '94.9 % ≠ mnist.cnn.accuracy'],
  ['typ', '#if true { emph("With momentum the CNN is ahead, p = 0.02") }', 'p = 0.02 ≠ mnist.gap.momentum'],
  ['typ', 'See #link("https://x.org/a94.9%20b")[there] of the CNN, #image("94.9.svg", width: 94.9%).'],
  // Values under names, over several lines.
  [
    'typ',
    '#let accuracy = (\n  mlp: 0.917,\n  cnn: "94.9 %", // guessed\n)\nText.',
    '0.917 ≠ mnist.mlp.accuracy',
    '94.9 % ≠ mnist.cnn.accuracy',
  ],
  ['typ', '#let results = (mnist: (cnn: (accuracy: 0.959)))', '0.959 ≠ mnist.cnn.accuracy'],
  ['typ', '#let show-it = () => {\n  let cnnAccuracy = 95.9\n}', '95.9 ≠ mnist.cnn.accuracy'],
  ['typ', '#let page = (\n  margin: 2.5cm,\n  width: 94%,\n  leading: 0.65em,\n)'],
  ['typ', '#let said = [\n  The MLP reaches 91.9 %.\n]', '91.9 % ≠ mnist.mlp.accuracy'],
  // Macros.
  ['tex', '\\newcommand{\\cnnAccuracy}{\\SI{95.9}{\\percent}}', '95.9 ≠ mnist.cnn.accuracy'],
  ['tex', '\\newcommand*\\cnnAccuracy[1]{\\textbf{\\num{95.9}} #1}', '95.9 ≠ mnist.cnn.accuracy'],
  ['tex', '\\NewDocumentCommand{\\cnnAccuracy}{}{95.9}', '95.9 ≠ mnist.cnn.accuracy'],
  ['tex', '\\pgfmathsetmacro{\\cnnAccuracy}{95.9}', '95.9 ≠ mnist.cnn.accuracy'],
  ['tex', '\\newcommand{\\wide}[1]{\\includegraphics[width=0.942\\linewidth]{#1}}'],
]
it.each(OWN.map(([language, source, ...expected]) => [language, source, expected] as const))(
  'of %s alone: %j',
  (language, source, expected) => {
    expect(foundIn(source, language)).toEqual(expected)
  },
)
