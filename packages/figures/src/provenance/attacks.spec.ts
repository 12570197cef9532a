import { checkMade, type MadePlaces } from 'bocas/internal'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineFigures } from '../define-figures'
import { type run, testFolder, testJob, writeResults } from '../test-results'
import { attacksOn, type Json } from './test-attacks'

const figures = defineFigures<typeof run>(
  ({ runs, lines, bars, table, fact, mean, difference, count, shared }) => {
    const at = (optimizer: 'adam' | 'sgd') => runs.only({ optimizer, model: { lr: 0.1 } })
    const [adam, sgd] = [mean(at('adam'), 'test.accuracy'), mean(at('sgd'), 'test.accuracy')]
    lines('curves', at('adam'), { y: 'history.loss' })
    bars('bars', runs, { x: ['optimizer', 'model.lr'], y: 'test.accuracy' })
    table('main', runs, { rows: 'optimizer', cols: 'model.lr', show: 'test.accuracy', better: 'max', as: 'percent' })
    fact('adam', adam, { as: 'percent' })
    fact('gap', difference(adam, sgd), { as: 'points' })
    fact('runs', count(runs))
    fact(
      'epochs',
      shared(runs, (result) => result.column('history.loss').length),
    )
  },
  { renderer: { name: 'none', render: async ({ name }) => new TextEncoder().encode(`a picture of ${name}`) } },
)

describe('what was made', () => {
  let places: MadePlaces
  const messagesOf = async (): Promise<string[]> =>
    (await checkMade('toy', places)).map(({ file, message }) => `${file.slice(folder.length + 1)}: ${message}`)
  let folder = ''

  beforeEach(async () => {
    folder = await testFolder()
    const job = testJob(folder, await writeResults(folder))
    await figures.render(job)
    places = job.into
  })

  it('is as it was made', async () => {
    expect(await messagesOf()).toEqual([])
  })

  type Attack = (on: ReturnType<typeof attacksOn>) => () => void
  const CHANGED = 'this is not what the figures of toy made: it was changed or replaced'
  const ATTACKS: [string, Attack, string[]][] = [
    [
      'the text of a fact',
      ({ facts }) => facts((all) => (all.adam!.text = '99.9 ± 0.1 %')),
      ['facts/toy.json: `toy.adam` says 99.9 ± 0.1 %, its values give 92.7 ± 0.5 %'],
    ],
    [
      'the text of a fact in one of its parts',
      ({ facts }) => facts((all) => (all.gap!.forms!.mean = '9.9')),
      ['facts/toy.json: `toy.gap` says 9.9 as its mean, its values give 5.0'],
    ],
    ['a blank in the file of facts', ({ facts }) => facts(() => undefined), [`facts/toy.json: ${CHANGED}`]],
    [
      'a fact in its text, its parts and its values',
      ({ facts }) =>
        facts((all) => {
          const { adam } = JSON.parse(JSON.stringify(all).replaceAll('92.7', '99.9')) as Json
          all.adam = { ...adam, mean: (all.adam!.mean as number) + 0.072 }
        }),
      ['facts/toy.json: `toy.adam` has a mean of 0.99', ', the values of its runs give 0.92'],
    ],
    [
      'a difference in all that it says',
      ({ both }) =>
        both((all) => {
          all.gap = JSON.parse(JSON.stringify(all.gap).replaceAll('"5.0', '"9.0'))
          all.gap!.mean = all.gap!.mean + 0.04
        }),
      ['facts/toy.json: `toy.gap` has a difference of 0.09', ', the values of its runs give 0.05'],
    ],
    [
      'a fact that was not drawn',
      ({ both }) => both((all) => (all.old = { ...all.adam })),
      ['facts/toy.json: `toy.old` is not among the facts that the figures made'],
    ],
    [
      'a count, also in what it was made from',
      ({ both }) => both((all) => Object.assign(all.runs, { count: 96, text: '96' })),
      ['facts/toy.json: `toy.runs` has a count of 96, the values of its runs give 24'],
    ],
    [
      'what runs have in common',
      ({ both }) => both((all) => Object.assign(all.epochs, { count: 100, text: '100' })),
      ['facts/toy.json: `toy.epochs` says 100, and a run of it has 12'],
    ],
    [
      'a number typed as a label',
      ({ both }) =>
        both((all, { facts }) => {
          all.epochs = { kind: 'label', text: '97.1 %', runs: all.epochs!.runs }
          facts!.epochs = { runs: all.epochs!.runs }
        }),
      ['facts/toy.json: `toy.epochs` says 97.1 %, a number that nothing derives from its runs'],
    ],
    [
      'a fact of no runs',
      ({ both }) =>
        both((all, { facts }) => {
          all.runs!.runs = []
          facts!.runs!.runs = []
        }),
      ['facts/toy.json: `toy.runs` says 24 and comes from no run'],
    ],
    [
      'the runs of a fact',
      ({ both }) => both((all) => (all.adam!.runs = [...all.adam!.runs].slice(1))),
      ['facts/toy.json: `toy.adam` names other runs than it was made from'],
    ],
    [
      'a run that nobody knows',
      ({ both }) =>
        both((all, { facts }) => {
          for (const fact of [all.runs!, facts!.runs!]) fact.runs[0] = 'toy/gone'
        }),
      ['facts/toy.json: `toy.runs` names the run toy/gone, which the figures were not drawn from'],
    ],
    [
      'one figure by another',
      ({ figure }) =>
        () =>
          copyFileSync(figure('bars.pdf'), figure('curves.pdf')),
      [`figures/curves.pdf: ${CHANGED}`],
    ],
    [
      'one figure by another in all formats, with its data and words',
      ({ figure }) =>
        () => {
          for (const end of ['pdf', 'svg', 'png', 'csv', 'alt.txt'])
            copyFileSync(figure(`bars.${end}`), figure(`curves.${end}`))
        },
      ['alt.txt', 'csv', 'pdf', 'png', 'svg'].map((end) => `figures/curves.${end}: ${CHANGED}`),
    ],
    [
      'a number in a table',
      ({ table }) =>
        () =>
          writeFileSync(table('main.typ'), readFileSync(table('main.typ'), 'utf8').replace('92.7', '99.9')),
      [`tables/main.typ: ${CHANGED}`],
    ],
    [
      'a figure that somebody brought',
      ({ figure }) =>
        () =>
          copyFileSync(figure('bars.pdf'), figure('own.pdf')),
      ['figures/own.pdf: this was not made by the figures of toy'],
    ],
    [
      'the value of a run in a table',
      ({ provenance }) => provenance(({ tables }) => (tables!.main!.cells[5]!.values[0] = 0.999)),
      ['facts/toy.json: main, adam, 0.1: has a mean of 0.92', ', the values of its runs give 0.94'],
    ],
    [
      'what says what things were made from',
      () => () => rmSync(places.provenance),
      ['provenance/toy.json: nothing says what the figures, tables and facts of toy were made from'],
    ],
    [
      'it for one of an earlier version',
      ({ provenance }) => provenance((read) => (read.format = 1)),
      ['provenance/toy.json: this was written by an earlier version of bocas (format 1, and this one reads 3)'],
    ],
  ]

  it.each(ATTACKS)('is refused when somebody has changed %s', async (_, attack, expected) => {
    attack(attacksOn(places))()
    const lines = await messagesOf()
    const parts = expected.every((line) => /^(figures|tables)\//.test(line)) ? expected : [expected]
    expect(lines).toHaveLength(parts.length)
    parts.flat().forEach((part) => expect(lines.join('\n')).toContain(part))
  })

  it('is the same with other line ends, and with what systems leave behind', async () => {
    const file = join(places.tables, 'main.typ')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
    for (const junk of ['.DS_Store', 'Thumbs.db']) writeFileSync(join(places.figures, junk), 'x')
    expect(await messagesOf()).toEqual([])
  })

  it('may lack files that nobody shows', async () => {
    rmSync(join(places.figures, 'curves.png'))
    expect(await messagesOf()).toEqual([])
  })
})
