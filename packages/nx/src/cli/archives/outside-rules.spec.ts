import { parse } from 'yaml'
import { authorsOf, citation, unknownLicences } from './citation'
import type { Manifest, RunBehind } from './evidence'
import { isLicenceOfCitations } from './licences-of-citations'
import { roCrate } from './ro-crate'
import { testEvidence, testRun } from './test-evidence'

/*
 * What programs of others ask of these files, as far as a file alone shows it: RO-Crate 1.1 and the profile Process Run Crate 0.5 (what MUST be, and what SHOULD be
 * and we know), and the schema of the Citation File Format 1.2.0.
 */

type Entity = Readonly<Record<string, unknown>>

const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3})?[+-]\d\d:\d\d)?$/
const list = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])
const idOf = (value: unknown): string => String((value as Entity)['@id'])
const typesOf = (entity: Entity | undefined): unknown[] => list(entity?.['@type'])
const isA = (entity: Entity | undefined, ...types: readonly string[]): boolean =>
  types.some((type) => typesOf(entity).includes(type))

/** What is wrong with a crate. @param there what lies in it. */
function faultsOf(crate: Entity, there: (place: string) => boolean): string[] {
  const graph = crate['@graph'] as readonly Entity[]
  const faults: string[] = []
  const must = (holds: boolean, rule: string): void => {
    if (!holds) faults.push(rule)
  }
  const byId = new Map(graph.map((entity) => [entity['@id'], entity]))
  const at = (value: unknown): Entity | undefined => byId.get(idOf(value))
  must(Object.keys(crate).sort().join() === '@context,@graph', 'two keys: @context and @graph')
  must(list(crate['@context'])[0] === 'https://w3id.org/ro/crate/1.1/context', 'the context of 1.1 stands first')
  must(byId.size === graph.length, 'each identifier once')
  for (const entity of graph) {
    must(typeof entity['@id'] === 'string' && typesOf(entity).length > 0, 'each entity has @id and @type')
    must(/^[^\s<>"{}|\\^`]+$/.test(idOf(entity)), `an identifier is an address: ${idOf(entity)}`)
    for (const value of Object.values(entity).flatMap(list)) {
      const isFlat = typeof value !== 'object' || (value !== null && Object.keys(value).join() === '@id')
      must(isFlat, `flat: ${JSON.stringify(value)}`)
      if (typeof value === 'object' && !idOf(value).startsWith('http'))
        must(at(value) !== undefined, `is there: ${idOf(value)}`)
    }
  }
  const descriptor = byId.get('ro-crate-metadata.json')
  must(isA(descriptor, 'CreativeWork'), 'the descriptor is a CreativeWork')
  must(idOf(descriptor?.conformsTo) === 'https://w3id.org/ro/crate/1.1', 'the descriptor conforms to 1.1')
  const root = at(descriptor?.about)
  must(root?.['@id'] === './' && isA(root, 'Dataset'), 'the root is a Dataset at ./')
  for (const name of ['name', 'description'])
    must(typeof root?.[name] === 'string' && root[name] !== '', `the root has a ${name}`)
  must(ISO.test(String(root?.datePublished)), 'the root has a date')
  must(list(root?.license).length > 0, 'the root has a licence')
  for (const licence of list(root?.license).filter((one) => typeof one === 'object'))
    must(isA(at(licence), 'CreativeWork') && at(licence)?.name !== undefined, 'a licence is described')
  for (const author of list(root?.author)) must(isA(at(author), 'Person', 'Organization'), 'an author is a person')
  const parts = new Set(list(root?.hasPart).map(idOf))
  for (const entity of graph.filter((one) => one !== root && isA(one, 'File', 'Dataset'))) {
    const id = idOf(entity)
    must(parts.has(id), `is a part of the root: ${id}`)
    must(isA(entity, 'File') !== id.endsWith('/'), `a folder ends with a stroke, and no file does: ${id}`)
    must(there(decodeURIComponent(id).replace(/\/$/, '')), `lies in the crate: ${id}`)
  }
  for (const part of parts) must(isA(byId.get(part), 'File', 'Dataset'), `a part is a file or folder: ${part}`)
  const profiles = list(root?.conformsTo).filter((one) => /^https:\/\/w3id\.org\/ro\/wfrun\/process\//.test(idOf(one)))
  must(
    profiles.length === 1 && isA(at(profiles[0]), 'CreativeWork'),
    'the root conforms to the profile, which is described',
  )
  const mentioned = new Set(list(root?.mentions).map(idOf))
  for (const action of graph.filter((entity) => isA(entity, 'CreateAction'))) {
    const id = idOf(action)
    must(mentioned.has(id), `is mentioned: ${id}`)
    must(list(action.instrument).length === 1, `has an instrument: ${id}`)
    must(isA(at(action.instrument), 'SoftwareApplication', 'SoftwareSourceCode'), `its instrument is software: ${id}`)
    for (const name of ['name', 'description']) must(typeof action[name] === 'string', `has a ${name}: ${id}`)
    must(list(action.result).length > 0, `has a result: ${id}`)
    for (const value of [...list(action.object), ...list(action.result)])
      must(isA(at(value), 'File', 'Dataset', 'CreativeWork', 'PropertyValue'), `what it took and made is data: ${id}`)
    must(
      /^http:\/\/schema\.org\/(?:Completed|Failed)ActionStatus$/.test(String(action.actionStatus)),
      `its status is one of two texts: ${id}`,
    )
    for (const name of ['startTime', 'endTime'])
      must(action[name] === undefined || ISO.test(String(action[name])), `its ${name} is a time: ${id}`)
  }
  return faults
}

const RUN = testRun({ program: 'my tasks/mnist/run.ts', result: 'my paper/artifacts/mnist/lr=0.1+seed=0' })
const IMPORTED: RunBehind = {
  ...RUN,
  id: 'imported:an older study/a b',
  task: 'imported:an older study',
  key: 'b'.repeat(64),
  program: 'imported/an older study.jsonl',
  result: 'imported/an older study.jsonl',
  imported: { from: 'mlflow', source: 'mlruns', origin: 'an older study' },
  execution: null,
}
const EVIDENCE = testEvidence({ paper: 'my paper', runs: [RUN] })

const MANIFESTS: readonly [string, Manifest][] = [
  ['nothing', { author: 'A B' }],
  ['what npm init writes', { name: 'x', version: '1.0.0', description: '', author: 'A B', license: 'ISC' }],
  [
    'people twice, without names, with spaces',
    { author: 'Ada  Lovelace ', contributors: ['Ada Lovelace', { name: ' ' }, 7, '', { name: 'Plato ' }] },
  ],
  ['contributors that are no list', { author: 'A B', contributors: 'C D' as never }],
  ['an old licence block', { author: 'A B', license: { type: 'MIT' } as never }],
  ['two licences, one of them twice', { author: 'A B', license: '(MIT OR Apache-2.0 OR MIT)' }],
  ['a licence of its own', { author: 'A B', license: 'Licence-of-Ours-1.0' }],
  ['a licence that is none', { author: 'A B', license: 'SEE LICENSE IN x' }],
  ['an address with a password', { author: 'A B', repository: { url: 'git+https://me:secret@example.org/a b.git' } }],
  ['an address by ssh', { author: 'A B', repository: 'git@example.org:a/b.git' }],
  ['what is no text', { author: 'A B', name: 5 as never, description: [] as never, version: '' }],
  ['letters that YAML does not take', { author: 'A\u2028B C\u0085', description: 'a\u007f "b"\ufeff \\ # : - ü 😀' }],
]

describe('a crate', () => {
  it.each(MANIFESTS)('of a package.json with %s breaks no rule', (_, manifest) => {
    const crate = roCrate({ ...EVIDENCE, manifest }, { files: ['my paper/provenance.json'], isThere: () => true })
    expect(faultsOf(crate, () => true)).toEqual([])
  })

  it.each<[string, readonly string[]]>([
    ['everything', [RUN.program, RUN.result, IMPORTED.result]],
    ['no result', [RUN.program, IMPORTED.result]],
    ['no program', [RUN.result, IMPORTED.result]],
    ['no imported result', [RUN.program, RUN.result]],
    ['nothing', []],
  ])('in which there is %s names nothing that does not lie in it', (_, places) => {
    const isThere = (place: string): boolean => places.includes(place)
    const evidence = { ...EVIDENCE, runs: [RUN, IMPORTED] }
    expect(faultsOf(roCrate(evidence, { files: [], isThere }), isThere)).toEqual([])
  })

  it('of runs of which no time is known has the date of the commit', () => {
    const evidence = { ...EVIDENCE, runs: [{ ...RUN, execution: null }] }
    const parts = { files: [], isThere: () => true }
    expect(faultsOf(roCrate(evidence, { ...parts, committed: '2026-02-03T04:05:06+01:00' }), () => true)).toEqual([])
    // Where there is none the command says so: a date that is made up would be a lie.
    expect(faultsOf(roCrate(evidence, parts), () => true)).toEqual(['the root has a date'])
  })
})

describe('a citation', () => {
  const KEYS = ['authors', 'cff-version', 'license', 'message', 'repository-code', 'title', 'type', 'version']

  it.each(MANIFESTS)('of a package.json with %s keeps to the schema', (_, manifest) => {
    const read = parse(citation(manifest), { version: '1.1' }) as Record<string, unknown>
    expect(Object.keys(read).filter((key) => !KEYS.includes(key))).toEqual([])
    expect(read).toMatchObject({ 'cff-version': '1.2.0', type: 'software' })
    for (const key of ['message', 'title']) expect(read[key]).toMatch(/\S/)
    for (const key of ['version', 'repository-code'].filter((key) => key in read)) expect(read[key]).toMatch(/\S/)
    if ('repository-code' in read) {
      expect(read['repository-code']).toMatch(/^(?:https?|s?ftp):\/\/\S+$/)
      expect(read['repository-code']).not.toContain('secret')
    }
    const authors = read.authors as Record<string, unknown>[]
    expect(new Set(authors.map((one) => JSON.stringify(one))).size).toBe(authors.length)
    expect(authors.length).toBeGreaterThan(0)
    for (const author of authors)
      for (const [key, value] of Object.entries(author)) {
        expect(['family-names', 'given-names']).toContain(key)
        expect(value).toMatch(/\S/)
      }
    const licences = list(read.license) as string[]
    expect(licences.filter((id) => !isLicenceOfCitations(id))).toEqual([])
    expect(new Set(licences).size).toBe(licences.length)
  })

  it('has the words of package.json, whatever letters these have', () => {
    const manifest = { author: 'Ärzte O’Neil', description: 'a\u007f "b"\ufeff \\ # : - ü 😀\u2028' }
    const read = parse(citation(manifest)) as { title: string }
    expect([read.title, authorsOf(manifest)]).toEqual([manifest.description, ['Ärzte O’Neil']])
  })

  it('knows which licences the format knows', () => {
    expect(['MIT', 'Apache-2.0', '0BSD', 'GPL-3.0-or-later', 'CC-BY-4.0', 'ZPL-2.1'].every(isLicenceOfCitations)).toBe(
      true,
    )
    expect(['', 'mit', 'Elastic-2.0', 'constructor'].some(isLicenceOfCitations)).toBe(false)
    expect(unknownLicences({ license: 'MIT OR Elastic-2.0' })).toEqual(['Elastic-2.0'])
  })
})
