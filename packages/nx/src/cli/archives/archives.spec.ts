import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  CHECKLIST,
  checklistWordsIn,
  checkMade,
  digestsOfMade,
  LANGUAGES,
  localNumber,
  STATISTICS,
  type TestName,
  untar,
  wordsIn,
  workspacePaths,
  writeFacts,
  writeProvenance,
} from 'bocas/internal'
import { placesOfTask } from '../../provenance/made-places'
import { EXIT } from '../command'
import { execute } from '../main'
import { anonymise, MASK } from './anonymise'
import { answersOf } from './answers'
import { checklistFacts } from './checklist-facts'
import { citation, peopleOf } from './citation'
import type { Evidence } from './evidence'
import { roCrate } from './ro-crate'
import { testEvidence, testRun } from './test-evidence'

const filesOf = (texts: Readonly<Record<string, string | Buffer>>): Map<string, Buffer> =>
  new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]))
const LOVELACE = { terms: ['Ada Lovelace', 'ada@example.org', '/home/ada', 'ada'], doubtful: ['Lovelace'] }
const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  Buffer.from(files.get(name)!).toString()

describe('an anonymous archive', () => {
  it('masks names, addresses and folders in texts, whole and in any case, and no longer words', () => {
    const text = 'ADA LOVELACE <ada@example.org> /home/ada/x, ada; Adaptive nada ada_x Lovelace 1843\n'
    const { files, masked, doubtful } = anonymise(filesOf({ 'a.md': text, 'b.md': 'nothing\n' }), LOVELACE)
    expect(textOf(files, 'a.md')).toBe(`${MASK} <${MASK}> ${MASK}/x, ${MASK}; Adaptive nada ${MASK}_x Lovelace 1843\n`)
    expect(masked).toEqual(['a.md'])
    expect(doubtful).toEqual(['a.md:1 Lovelace'])
  })

  it('takes names as they are, with signs of regular expressions and letters of any script', () => {
    const terms = ['C. (Ch++) O’Neil|x', 'Ärzte für [AI]', '山田']
    const { files } = anonymise(filesOf({ x: `${terms.join('\n')}\n` }), { terms, doubtful: [] })
    // Two letters are too few to be looked for.
    expect(textOf(files, 'x')).toBe(`${MASK}\n${MASK}\n山田\n`)
  })

  it('leaves out what says who wrote it, and keeps the rest of a package.json', () => {
    const manifest = { name: 'x', author: 'B', dependencies: { author: '1' }, repository: 'r', version: '1' }
    const { files } = anonymise(
      filesOf({
        'package.json': JSON.stringify(manifest),
        'CITATION.cff': 'x',
        '.github/CODEOWNERS': 'x',
        'AUTHORS.md': 'x',
      }),
      LOVELACE,
    )
    expect([...files.keys()]).toEqual(['package.json'])
    expect(JSON.parse(textOf(files, 'package.json'))).toEqual({
      name: 'x',
      dependencies: { author: '1' },
      version: '1',
    })
  })

  it('drops the host of an execution and no key of a config that has its name', () => {
    const record = { runs: { a: { config: { host: 'x' }, executed: { machine: { host: 'h1', platform: 'linux' } } } } }
    const { files } = anonymise(filesOf({ 'paper/provenance.json': JSON.stringify(record) }), LOVELACE)
    expect(JSON.parse(textOf(files, 'paper/provenance.json'))).toEqual({
      runs: { a: { config: { host: 'x' }, executed: { machine: { platform: 'linux' } } } },
    })
  })

  it('refuses names of files and bytes that say it, and leaves other bytes alone', () => {
    const picture = Buffer.from([0, 1, 255, 254])
    const { refused, files } = anonymise(
      filesOf({
        'notes-ada.md': 'x',
        'photo.png': Buffer.concat([picture, Buffer.from(' Ada Lovelace')]),
        'p.png': picture,
      }),
      LOVELACE,
    )
    expect(refused).toEqual(['notes-ada.md: its name says it', 'photo.png: a file that is no text says it'])
    expect(Buffer.from(files.get('p.png')!)).toEqual(picture)
  })
})

describe('bocas anonymous', () => {
  let root: string
  beforeEach(() => (root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-anonymous-'))))
  afterEach(() => rmSync(root, { recursive: true }))

  const IDENTITY = {
    GIT_AUTHOR_NAME: 'Grace Hopper',
    GIT_AUTHOR_EMAIL: 'grace@navy.example',
    GIT_COMMITTER_NAME: 'Grace Hopper',
    GIT_COMMITTER_EMAIL: 'grace@navy.example',
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, env: { ...process.env, ...IDENTITY } })
  async function call(...args: string[]) {
    let printed = ''
    const print = (line: string) => void (printed += `${line}\n`)
    const surroundings = { env: {}, columns: undefined, signal: new AbortController().signal, write: () => {} }
    return { code: await execute(args, { ...surroundings, print, complain: print }, root), said: printed }
  }
  function workspace() {
    writeFileSync(join(root, 'nx.json'), '{}')
    mkdirSync(join(root, 'paper'))
    writeFileSync(join(root, 'paper', 'main.typ'), `Grace Hopper, Navy\n${root}/x ${homedir()}/y ${hostname()}\n`)
    writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'x', author: 'Alan Turing <alan@example.org>' }))
    writeFileSync(join(root, 'untracked.txt'), 'Grace Hopper')
    git('init', '-q')
    git('remote', 'add', 'origin', 'git@example.org:hopper/compiler.git')
    git('add', 'nx.json', 'paper', 'package.json')
    git('commit', '-q', '-m', 'By Grace Hopper')
  }

  it('names nobody: no person, host, folder or remote is found in it, and it is the same twice', async () => {
    workspace()
    expect(await call('anonymous', '--hide', 'Navy')).toMatchObject({ code: EXIT.ok })
    const once = readFileSync(join(root, 'anonymous.tar.gz'))
    const archive = gunzipSync(once)
    expect([...untar(archive).keys()]).toEqual(['nx.json', 'package.json', 'paper/main.typ'])
    const terms = ['Grace', 'Hopper', 'navy', 'Turing', 'alan@', 'compiler', root, homedir(), hostname()]
    // Of a machine whose host has the name of a common word, that word is no sign.
    for (const term of terms.filter((word) => word.length > 2 && word !== 'localhost' && word !== '/root'))
      expect(archive.toString('latin1').toLowerCase()).not.toContain(term.toLowerCase())
    await call('anonymous', '--hide', 'Navy', '--into', 'again.tar.gz')
    expect(readFileSync(join(root, 'again.tar.gz'))).toEqual(once)
  })

  it('says what it cannot do', async () => {
    writeFileSync(join(root, 'nx.json'), '{}')
    expect(await call('anonymous')).toMatchObject({
      code: EXIT.usage,
      said: expect.stringContaining('no git repository'),
    })
    expect(await call('cite')).toMatchObject({ code: EXIT.usage, said: expect.stringContaining('names no author') })
  })
})

const RUN = testRun()
const { seed: _seed, ...SEEDLESS } = RUN
const FACT = { kind: 'estimate', text: '1', mean: 1, sd: 0.1, n: 2, as: 'number', runs: [RUN.id] } as const
const EVIDENCE = testEvidence({
  manifest: { name: 'x', license: 'MIT' },
  runs: [
    RUN,
    {
      ...RUN,
      id: 'mnist/lr=0.2+seed=1',
      key: 'b'.repeat(64),
      result: 'paper/artifacts/mnist/lr=0.2+seed=1',
      config: { lr: 0.2, seed: 1 },
      seed: { path: 'seed', value: 1 },
      execution: null,
    },
  ],
  outputs: [
    {
      kind: 'fact',
      name: 'a',
      task: 'mnist',
      fact: { ...FACT, runs: [...FACT.runs] },
      runs: [RUN.id],
      of: new Map(),
      said: ['a tie'],
    },
  ],
  data: [
    { name: 'npm:vega-datasets/x.json', licence: 'BSD-3-Clause' },
    { name: 'data.csv', licence: null },
  ],
  discarded: [
    { key: 'c'.repeat(64), task: 'mnist', name: 'lr=9', config: { lr: 9 }, seconds: 10 },
    { key: 'd'.repeat(64), task: 'mnist', name: 'lr=9', config: { lr: 9 } },
  ],
  failed: 3,
})

describe('a checklist', () => {
  const known = (evidence: Evidence) =>
    answersOf(evidence)
      .flatMap((answer) => answer.known)
      .join('\n')

  it('says what is recorded: seeds, error bars, settings, compute with what was discarded, licences', () => {
    const text = known(EVIDENCE)
    for (const part of [
      '2 of them have a seed (0, 1); a setting has 1 seed',
      'one standard deviation over runs (1)',
      'lr = 0.1, 0.2',
      'a tie',
      'Runs behind the paper: 2 runs, 60.0 s of wall time in total, of 1 not recorded',
      'earlier code): 2 runs, 10.0 s of wall time in total, of 1 not recorded',
      'Runs that failed: 3, time not recorded',
      'A CPU, 4 cores, 8 GiB (1)',
      'npm:vega-datasets/x.json: BSD-3-Clause.',
      'data.csv: not recorded.',
      'commit abc',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('secret-host')
  })

  it('says of what nobody has recorded that it is not', () => {
    const text = known({
      ...EVIDENCE,
      runs: [{ ...SEEDLESS, config: {}, execution: null }],
      outputs: [],
      data: [],
      discarded: [],
      failed: 0,
    })
    for (const part of [
      'Seeds: not recorded',
      'Machines: not recorded',
      'Commits: not recorded',
      'split: not recorded',
    ])
      expect(text).toContain(part)
  })
})

describe.each(LANGUAGES)('a checklist in language %s', (language) => {
  const of = (evidence: Evidence): Evidence => ({
    ...evidence,
    outputs: EVIDENCE.outputs.map((output) => ({ ...output, fact: { ...output.fact!, language } })),
  })
  const everything = (evidence: Evidence): string =>
    answersOf(of(evidence))
      .flatMap(({ about, known }) => [about, ...known])
      .join('\n')
  const english = (evidence: Evidence): string[] => answersOf(evidence).flatMap(({ about, known }) => [about, ...known])

  it('says every answer, with the same names and numbers', () => {
    const { seed: _, ...unseeded } = testRun({ execution: null, config: { fold: 1 } })
    const bare = {
      ...EVIDENCE,
      runs: [unseeded],
      data: [],
      discarded: [],
      failed: 0,
    }
    for (const evidence of [EVIDENCE, bare]) {
      const text = everything(evidence)
      expect(text.split('\n')).toHaveLength(english(evidence).length)
      for (const number of english(evidence)
        .join('\n')
        .match(/\d+(?:\.\d+)?(?= )/g) ?? [])
        expect(text).toContain(localNumber(number, language))
      expect(text).not.toMatch(/undefined| {2}/)
    }
    if (language === 'en') return
    const said = everything(EVIDENCE).split('\n')
    // "Code" is a word of Spanish papers, too.
    expect(said.filter((line) => english(EVIDENCE).includes(line) && /\s/.test(line))).toEqual(
      ['npm:vega-datasets/x.json: BSD-3-Clause.'].filter((line) => language !== 'fr' && said.includes(line)),
    )
    expect(everything(EVIDENCE)).not.toMatch(/not recorded|runs|wall time|Executed/)
  })

  it('says by what settings were chosen, of each task and choice, in its text and its fact', () => {
    const chosen = [
      { by: 'val.accuracy', best: 'max', each: ['tactic', 'task'], tasks: ['mnist', 'penguins'] },
      { by: 'val.loss', best: 'min', each: [], tasks: ['cifar'] },
    ] as const
    const { criterion, chosenBy, noChoice } = checklistWordsIn(language)
    const { and } = wordsIn(language).results
    const said = everything({ ...EVIDENCE, chosen })
    const words = [criterion.max('val.accuracy', and('tactic', 'task')), criterion.min('val.loss', '')]
    for (const one of words) expect(said).toContain(one)
    expect(said).toMatch(/mnist, penguins ?: .*cifar ?: /)
    expect(said).not.toContain(noChoice)
    const { facts } = checklistFacts(of({ ...EVIDENCE, chosen }))
    for (const one of [...words, 'a tie']) expect(facts['chosen']!.text).toContain(one)
    expect(said).toContain(chosenBy('X').split('X')[0])
    // Of files from before it was written down, it is not known, whatever else is said of the runs.
    expect(everything(EVIDENCE)).toContain(noChoice)
  })

  it('has the same keys as in every language', () => {
    expect(answersOf(of(EVIDENCE)).map(({ key }) => key)).toEqual([
      'seeds',
      'error-bars',
      'splits',
      'settings',
      'compute',
      'licences',
      'code',
    ])
  })

  it('names tests and statistics', () => {
    const { names } = checklistWordsIn(language)
    const [output] = EVIDENCE.outputs
    const tested = [
      { ...output!, test: 'welch: t 3.1, df 4, p 0.03, after Holm’s correction 0.06' },
      { ...output!, test: 'not tested: too few' },
      {
        ...output!,
        fact: { kind: 'statistic', statistic: 'Friedman test', test: {}, runs: [], text: '', language } as never,
      },
    ]
    const { facts } = checklistFacts({ ...of(EVIDENCE), outputs: [...of(EVIDENCE).outputs, ...tested] })
    expect(facts['tests']!.text).toBe([names.welch, names['Friedman test']].sort().join('; '))
    expect(Object.keys(names).filter((name) => !(name in TESTS))).toEqual(STATISTICS)
  })

  it('counts a test of a stored fact that does not say which one it was', () => {
    const checklist = checklistWordsIn(language)
    const fact = { kind: 'statistic', test: {}, runs: [], text: '', language } as never
    const evidence = testEvidence({ outputs: [{ ...EVIDENCE.outputs[0]!, fact }] })
    expect(checklistFacts(evidence).facts['tests']!.text).toBe(checklist.unnamedTest)
    const said = answersOf(evidence).flatMap(({ known }) => known)
    expect(said).toContain(checklist.tests(checklist.unnamedTest))
    expect(said).not.toContain(checklist.noTest)
  })
})

/** Tests of differences, by the names that provenance has. */
const TESTS: Readonly<Record<Exclude<TestName, 'none'>, true>> = {
  welch: true,
  'paired t': true,
  'corrected resampled t': true,
  wilcoxon: true,
  permutation: true,
  'paired permutation': true,
}

describe('facts of a checklist', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-checklist-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Writes them as the command does. @returns what is wrong with them. */
  async function written(evidence: Evidence, edit: (text: string) => string = (same) => same): Promise<string[]> {
    const places = placesOfTask(workspacePaths(folder), CHECKLIST)
    const { facts, provenance } = checklistFacts(evidence)
    await writeFacts(places.facts, { task: CHECKLIST, facts })
    const made = digestsOfMade(places)
    await writeProvenance(places.provenance, { ...provenance, files: made })
    writeFileSync(places.facts, edit(readFileSync(places.facts, 'utf8')))
    return (await checkMade(CHECKLIST, places)).map(({ message }) => message)
  }

  it('say what the text says, and follow from the numbers of their runs', async () => {
    const { facts } = checklistFacts(EVIDENCE)
    expect(Object.fromEntries(Object.entries(facts).map(([name, { text }]) => [name, text]))).toEqual({
      runs: '2',
      seeds: '0, 1',
      'seeds.number': '2',
      'seeds.each': '1',
      'error-bars': 'one standard deviation over runs',
      tests: 'not recorded',
      splits: 'not recorded',
      'settings.mnist': 'lr = 0.1, 0.2',
      chosen: 'a tie',
      compute: '60.0 s',
      discarded: '2 of 4',
      'compute.discarded': '10.0 s',
      'compute.total': '70.0 s',
      failed: '3',
      machines: 'A CPU, 4 cores, 8 GiB',
      licences: 'npm:vega-datasets/x.json (BSD-3-Clause); data.csv (not recorded)',
      commits: 'abc',
    })
    expect(facts['compute.total']).toMatchObject({ forms: { note: 'of 2 of 4 runs the time is not recorded' } })
    expect(await written(EVIDENCE)).toEqual([])
    expect(JSON.stringify(checklistFacts(EVIDENCE))).not.toContain('secret-host')
  })

  it('are in the language of the other facts of the paper', async () => {
    const [output] = EVIDENCE.outputs
    const german = { ...EVIDENCE, outputs: [{ ...output!, fact: { ...output!.fact!, language: 'de' as const } }] }
    const { facts } = checklistFacts(german)
    expect(Object.values(facts).every(({ language }) => language === 'de')).toBe(true)
    expect(facts).toMatchObject({
      'error-bars': { text: 'eine Standardabweichung über die Läufe' },
      tests: { text: 'nicht festgehalten' },
      discarded: { text: '2 von 4' },
      'compute.total': {
        text: '70,0 s',
        forms: { note: 'für 2 von 4 Läufen ist die Zeit nicht festgehalten' },
      },
      machines: { text: 'A CPU, 4 Kerne, 8 GiB' },
    })
    expect(await written(german)).toEqual([])
  })

  it.each<[string, Partial<Evidence>]>([
    ['nothing is recorded', { runs: [{ ...SEEDLESS, config: {}, execution: null }], outputs: [], data: [] }],
    ['nothing was discarded and nothing failed', { discarded: [], failed: 0 }],
  ])('are whole when %s', async (_, change) => {
    expect(await written({ ...EVIDENCE, ...change })).toEqual([])
  })

  it('are found out when a number is edited, with its word', async () => {
    const longer = (text: string): string => text.replace('"text": "70.0 s"', '"text": "7.0 s"')
    expect(await written(EVIDENCE, longer)).toEqual([
      '`checklist.compute.total` says 7.0 s, the values of its runs give 70.0 s',
    ])
  })
})

describe('a crate', () => {
  const parts = { files: ['paper/provenance.json'], isThere: () => true }
  const graph = roCrate(EVIDENCE, parts)['@graph'] as Record<string, unknown>[]

  it('has each identifier once, and names nothing that it has not', () => {
    const ids = graph.map((entity) => entity['@id'])
    expect(new Set(ids).size).toBe(ids.length)
    const named = JSON.stringify(graph).matchAll(/\{"@id":"([^"]+)"\}/g)
    for (const [, id] of named) if (!id!.startsWith('http')) expect(ids).toContain(id)
  })

  it('names its licence, and when it was made, as the profile wants it', () => {
    expect(graph).toContainEqual(
      expect.objectContaining({
        '@id': './',
        license: [{ '@id': 'https://spdx.org/licenses/MIT' }],
        datePublished: '2026-01-01T00:01:00.000+00:00',
      }),
    )
    const unknown = { ...EVIDENCE, runs: [{ ...RUN, execution: null }] }
    expect(JSON.stringify(roCrate(unknown, { ...parts, committed: '2026-02-03T04:05:06Z' }))).toContain(
      '"datePublished":"2026-02-03T04:05:06+00:00"',
    )
  })

  it('says of each run by what and when it was made, and not where', () => {
    expect(graph).toContainEqual(
      expect.objectContaining({ '@type': 'CreateAction', name: RUN.id, endTime: '2026-01-01T00:01:00.000+00:00' }),
    )
    expect(graph).toContainEqual(expect.objectContaining({ '@id': 'paper/artifacts/mnist/lr%3D0.1%2Bseed%3D0/' }))
    expect(JSON.stringify(graph)).not.toContain('secret-host')
  })
})

describe('a citation', () => {
  it('is what package.json says', () => {
    const manifest = {
      name: 'x',
      description: 'A "study"',
      author: 'Ada King Lovelace <a@b.c> (https://x)',
      contributors: [{ name: 'Plato' }, 7, ''],
      repository: { url: 'git+https://example.org/x.git' },
    }
    expect(peopleOf(manifest)).toEqual([{ name: 'Ada King Lovelace', email: 'a@b.c' }, { name: 'Plato' }])
    expect(citation(manifest).split('\n')).toEqual([
      'cff-version: 1.2.0',
      'message: "If you use this work, please cite it as below."',
      'type: software',
      'title: "A \\"study\\""',
      'authors:',
      '  - family-names: "Lovelace"',
      '    given-names: "Ada King"',
      '  - family-names: "Plato"',
      'repository-code: "https://example.org/x"',
      '',
    ])
  })
  it.each<[string, string[]]>([
    ['MIT', ['license: "MIT"']],
    ['(MIT OR Apache-2.0)', ['license:', '  - MIT', '  - Apache-2.0']],
    ['UNLICENSED', []],
    ['SEE LICENSE IN LICENSE.md', []],
    ['MIT AND (X OR Y)', []],
  ])('has the licences that the format knows: %s', (license, lines) =>
    expect(citation({ name: 'x', author: 'A B', license }).split('\n').slice(7)).toEqual([...lines, '']),
  )

  it.each([
    ['github:a/b', 'https://github.com/a/b'],
    ['a/b', 'https://github.com/a/b'],
    ['gitlab:a/b', 'https://gitlab.com/a/b'],
    ['git+https://example.org/a/b.git', 'https://example.org/a/b'],
    ['git@example.org:a/b.git', undefined],
  ])('has the address of the repository: %s', (repository, url) =>
    expect(/repository-code: (.*)/.exec(citation({ name: 'x', author: 'A B', repository }))?.[1]).toBe(
      url === undefined ? undefined : JSON.stringify(url),
    ),
  )
})
