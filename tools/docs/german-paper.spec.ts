import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type Language, readFacts, unbroken } from 'bocas/internal'
import { defineFigures } from '@bocas/figures'
import { buildPaper } from '@bocas/paper'
import { checkPaper } from '../../packages/paper/src/check/check-paper'
import { type run, testFolder, writeResults } from '../../packages/figures/src/test-results'
import { where } from '../jest/where'

jest.setTimeout(120_000)

/** Every way in which a number gets into a paper. */
const figuresIn = (language: Language) =>
  defineFigures<typeof run>(
    ({ runs, lines, bars, table, fact, claim, mean, count, compare, difference, shared, label }) => {
      const tuned = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
      const [adam, sgd] = [tuned.only({ optimizer: 'adam' }), tuned.only({ optimizer: 'sgd' })]
      const compared = compare(tuned, { rows: 'optimizer', metric: 'test.accuracy', better: 'max' })
      const labels = {
        'model.lr': 'Lernrate',
        'test.accuracy': 'Genauigkeit',
        optimizer: 'Verfahren',
        seconds: 'Dauer',
      }
      lines('verlauf', tuned, { y: 'history.val_loss', by: 'optimizer', xLabel: 'Epoche', yLabel: 'Verlust' })
      bars('raten', runs, { y: 'test.accuracy', x: 'model.lr', by: 'optimizer', as: 'percent', labels })
      table('raten', runs, { rows: 'optimizer', cols: 'model.lr', show: 'test.accuracy', better: 'max', labels })
      table('grenzen', runs, {
        rows: ['optimizer', 'model.lr'],
        show: ['test.accuracy', 'seconds'],
        better: { 'test.accuracy': 'max', seconds: 'min' },
        spread: 'interval',
        units: { seconds: 's' },
        labels,
      })
      table('vergleich', compared, { as: 'percent', labels })
      fact('adam', mean(adam, 'test.accuracy'), { as: 'percent' })
      fact('adam.accuracy', mean(adam, 'test.accuracy'), { error: 'interval' })
      fact(
        'dauer',
        mean(adam, (one) => one.metric('seconds') * 1234.5),
        { thousands: true, unit: 'ms', error: 'none' },
      )
      fact('abstand', compared.gap('adam', 'sgd'), { as: 'points' })
      fact('mehr', difference(mean(adam, 'test.accuracy'), mean(sgd, 'test.accuracy')), { as: 'points' })
      fact('alle', count(tuned, { of: runs }))
      fact(
        'rate',
        shared(adam, ({ config }) => config.model.lr),
      )
      fact('bestes', compared.best())
      fact('wort', label('GPT-3.5', adam))
      claim('vorn', compared.gap('adam', 'sgd'), { above: 0.005, as: 'points' })
    },
    { language },
  )

const TEXT = `#import "build/bocas.typ": fact, fig, tab, sources, claim
#set text(lang: "de")
Adam erreicht #fact("toy.adam"), genauer #fact("toy.adam.accuracy"), in #fact("toy.dauer"); das sind #fact("toy.abstand") Punkte
mehr (#fact("toy.abstand:p"), #fact("toy.abstand:statistic")), bei #fact("toy.rate"), in #fact("toy.alle") Läufen.
Am besten ist #fact("toy.bestes"). #claim("toy.vorn")[Adam liegt vorn.]
#fig("toy/raten", caption: [Raten]) #fig("toy/verlauf", caption: [Verlauf])
#tab("toy/raten", caption: [Raten]) #tab("toy/grenzen", caption: [Grenzen]) #tab("toy/vergleich", caption: [Vergleich])
#sources()
`

describe('a paper in German', () => {
  let folder: string
  let paperDir: string
  const at = (...parts: string[]): string => join(paperDir, ...parts)
  beforeAll(async () => {
    folder = await testFolder()
    paperDir = join(folder, 'paper')
    await drawIn('de')
    writeFileSync(at('main.typ'), TEXT)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const drawIn = async (language: Language, into = paperDir): Promise<void> => {
    const runs = await writeResults(join(folder, 'results'))
    mkdirSync(into, { recursive: true })
    await figuresIn(language).render({
      task: 'toy',
      runs,
      sweeps: {},
      into: {
        figures: join(into, 'figures/toy'),
        tables: join(into, 'tables/toy'),
        facts: join(into, 'facts/toy.json'),
        provenance: join(into, 'provenance/toy.json'),
      },
      draft: false,
    })
  }
  const files = (kind: string, ...ends: string[]): [string, string][] =>
    readdirSync(at(kind, 'toy'))
      .filter((name) => ends.includes(extname(name)))
      .map((name) => [name, readFileSync(at(kind, 'toy', name), 'utf8')])
  const check = async (text: string) => {
    writeFileSync(at('main.typ'), `${TEXT}\n${text}\n`)
    const report = await checkPaper({ paperDir, tasks: ['toy'] })
    writeFileSync(at('main.typ'), TEXT)
    return [...report.problems, ...report.warnings].map(({ message }) => message)
  }

  it('has one spelling of each number: tables, facts, notes and alternative texts have decimal commas', async () => {
    // Lengths of Typst and LaTeX, and names of an author, are no numbers of ours.
    const ofCode = (text: string): string =>
      text.replace(/\d+(?:\.\d+)?(?:em|pt|ex|mm)\b|\\?GPT-3\.5|(?:width|size):? ?\d\.\d+|padding:\.?\d\S*/g, '')
    for (const [name, text] of [...files('tables', '.md', '.html', '.typ', '.tex'), ...files('figures', '.txt')]) {
      expect([name, ofCode(text).match(/.{0,20}\d\.\d.{0,10}/)?.[0]]).toEqual([name, undefined])
      expect([name, /\d(?:,|\{,\})\d|\d\}?(?:,|\{,\})/.test(text)]).toEqual([name, true])
    }
    const { facts } = await readFacts(at('facts/toy.json'))
    for (const [name, fact] of Object.entries(facts).filter(([one]) => one !== 'wort')) {
      const forms = 'forms' in fact ? Object.values(fact.forms ?? {}) : []
      expect([name, [fact.text, ...forms].filter((text) => /\d\.\d/.test(text))]).toEqual([name, []])
    }
    expect(facts.wort!.text).toBe('GPT-3.5')
  })

  it('says its facts, tables and notes in German', async () => {
    const { facts } = await readFacts(at('facts/toy.json'))
    const said = (name: string, form?: string) => {
      const fact = facts[name] as { text: string; forms?: Record<string, string> }
      return form === undefined ? fact.text : fact.forms![form]
    }
    expect(said('alle')).toBe('8 von 24')
    expect(said('rate')).toBe('0,01')
    expect(said('adam.accuracy')).toMatch(/^0,94\d? \[0,9\d+; 0,9\d+\]$/)
    expect(said('adam.accuracy', 'kind')).toBe('95-%-Intervall, Students t')
    expect(said('dauer')).toMatch(/^\d\d\u202f\d{3},\d+ ms$/)
    expect(said('abstand', 'p')).toMatch(/^p (?:= 0,\d+|< 0,001)$/)
    expect(said('abstand', 'statistic')).toMatch(/^t\(\d(?:,\d)?\) = \d+,\d\d$/)
    const tables = Object.fromEntries(files('tables', '.md'))
    expect(tables['raten.md']).toContain(
      unbroken('Mittelwert ± Standardabweichung, n = 4; **fett**: bester Wert der Spalte.'),
    )
    expect(tables['grenzen.md']).toContain(unbroken('Mittelwert und Students 95-%-Intervall, n = 4'))
    expect(tables['vergleich.md']).toContain('Welchs t-Test, zweiseitig, Niveau 0,05; 1 Vergleich')
    const [alt] = files('figures', '.txt').filter(([name]) => name.startsWith('raten'))
    expect(alt![1]).toMatch(
      /^Balkendiagramm: Genauigkeit \(%\) nach Lernrate: 0,001; 0,01; 0,1; 2 Gruppen: sgd, adam\. Der kleinste Wert ist \d\d,\d/,
    )
  })

  it('keeps points in data, and what follows from the language is all that differs from English', async () => {
    const english = join(folder, 'english')
    await drawIn('en', english)
    for (const kind of ['figures', 'tables'])
      for (const [name, text] of files(kind, '.csv'))
        expect([name, text]).toEqual([name, readFileSync(join(english, kind, 'toy', name), 'utf8')])
    expect(readFileSync(join(english, 'facts/toy.json'), 'utf8')).not.toContain('language')
  })

  it('is built, and its PDF, its table of sources and its facts agree', async () => {
    const built = await buildPaper({ paperDir, tasks: ['toy'], out: at('build/paper.pdf') })
    expect(built.warnings).toEqual([])
    const helper = readFileSync(at('build/bocas.typ'), 'utf8')
    expect(helper).toContain('table.header([Angabe], [Wert], [Läufe], [Schlüssel])')
  })

  where('poppler').it('prints one number in one way', () => {
    const text = spawnSync('pdftotext', ['-layout', at('build/paper.pdf'), '-'], { encoding: 'utf8' }).stdout
    expect(text.replace('GPT-3.5', '').match(/.*[^.\d]\d+\.\d+(?!\.).*/g) ?? []).toEqual([])
    const { text: adam } = (
      JSON.parse(readFileSync(at('facts/toy.json'), 'utf8')) as { facts: Record<string, { text: string }> }
    ).facts.adam!
    expect(text.replace(/\s+/g, ' ').split(adam.replace(/\s+/g, ' ')).length).toBeGreaterThanOrEqual(3)
  })

  it('holds typed numbers against its facts', async () => {
    expect(await check('')).toEqual([])
    const { facts } = await readFacts(at('facts/toy.json'))
    expect(await check('Adam erreicht eine Genauigkeit von 0,93.')).toEqual([
      `the text says 0,93, the fact toy.adam.accuracy ${facts['adam.accuracy']!.text}`,
    ])
    expect(await check('Adam erreicht 93,1 % auf den Testdaten.')).toEqual([
      `the text says 93,1 %, the fact toy.adam ${facts.adam!.text}`,
    ])
    // A point is one too, wherever it comes from.
    expect(await check('Adam erreicht 93.1 % auf den Testdaten.')).toEqual([
      `the text says 93.1 %, the fact toy.adam ${facts.adam!.text}`,
    ])
    expect(await check('Siehe Abschnitt 9,5, Tabelle 93 und das 95-%-Konfidenzintervall von 2019.')).toEqual([])
    expect(await check('Adam: 93,1 % // bocas: allow 93,1')).toEqual([])
  })

  it('tells claims with its decimal marks', async () => {
    const facts = JSON.parse(readFileSync(at('facts/toy.json'), 'utf8')) as {
      claims: Record<string, { language?: string }>
    }
    expect(facts.claims.vorn!.language).toBe('de')
  })

  it('finds a fact that was edited, also one with the marks of another language', async () => {
    const file = at('facts/toy.json')
    const made = readFileSync(file, 'utf8')
    for (const [from, to] of [
      [/"text": "(\d\d),(\d)/, '"text": "$1.$2'],
      [/"language": "de"/, '"language": "fr"'],
      [/"text": "0,01"/, '"text": "0,02"'],
    ] as const) {
      expect(made).toMatch(from)
      writeFileSync(file, made.replace(from, to))
      const { problems } = await checkPaper({ paperDir, tasks: ['toy'] })
      expect([to, problems.length > 0]).toEqual([to, true])
    }
    writeFileSync(file, made)
  })
})
