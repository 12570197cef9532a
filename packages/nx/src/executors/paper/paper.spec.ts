import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ExecutorContext } from '@nx/devkit'
import { claimWords, judgeClaims, madeDigest, type Claim, type FactsFile } from 'bocas/internal'
import { installBocas } from '../../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import check from '../check/check.impl'
import paper from './paper.impl'

/** Four runs with a fact each: one was carried over an edit, one over two; the text names all but the last. */
const NAMES = ['a', 'b', 'c', 'd']
const key = (name: string): string => name.repeat(64)
const accepted = (because: string) => ({ from: key('e'), because, at: '2026-01-01', changes: ['library/x.ts changed'] })
const ACCEPTED: Readonly<Record<string, object[]>> = {
  a: [accepted('only names')],
  b: [accepted('only names'), accepted('a comment')],
  d: [accepted('only names')],
}
const LISTED = `  2 results carried over by bocas accept
    because "only names", although library/x.ts changed: alpha/a, alpha/b
    because "a comment", although library/x.ts changed: alpha/b`

const of = <T>(value: (name: string) => T): Record<string, T> =>
  Object.fromEntries(NAMES.map((name) => [name, value(name)]))

const FILES = {
  'paper/main.typ': '#import "build/bocas.typ": *\n#fact("alpha.a"), #fact("alpha.b"), #fact("alpha.c")\n',
  'paper/facts/alpha.json': {
    format: 3,
    task: 'alpha',
    facts: of((name) => ({ kind: 'label', text: name, runs: [`alpha/${name}`] })),
  },
  'paper/provenance/alpha.json': {
    format: 3,
    task: 'alpha',
    runs: Object.fromEntries(NAMES.map((name) => [`alpha/${name}`, { key: key(name), config: { name } }])),
    facts: of((name) => ({ runs: [`alpha/${name}`] })),
    files: {} as Record<string, string>,
    figures: {},
    tables: {},
  },
  ...Object.fromEntries(
    NAMES.map((name) => [
      `.bocas/store/${key(name)}/execution.json`,
      { started: '2026-01-01T00:00:00Z', seconds: 1, git: null, accepted: ACCEPTED[name] },
    ]),
  ),
  [`.bocas/store/${key('c')}/changes.diff`]: 'diff --git a/x b/x\n',
}

describe('the targets of the paper', () => {
  let workspace: TestWorkspace
  let printed: string[]
  const context = (): ExecutorContext => ({ root: workspace.root }) as ExecutorContext
  const record = (): string => readFileSync(workspace.path('paper/provenance.json'), 'utf8')
  const build = async (options: object = {}): Promise<string> => {
    printed = []
    expect(await paper({ tasks: ['alpha'], main: 'main.typ', ...options }, context())).toEqual({ success: true })
    return printed.join('\n')
  }

  /** Makes the facts as `figures` does: what they are is written down with them. */
  const make = (more: { claims?: FactsFile['claims'] }): void => {
    workspace.write({ 'paper/facts/alpha.json': { ...FILES['paper/facts/alpha.json'], ...more } })
    const files = { 'facts.json': madeDigest(workspace.path('paper/facts/alpha.json')) }
    const verdicts = judgeClaims(more.claims ?? {})
    const claims = Object.fromEntries(
      Object.entries(more.claims ?? {}).map(([name, claim]) => [
        name,
        { runs: claim.runs, metric: 'score', values: [1], text: claimWords(claim), holds: verdicts.get(name)!.holds },
      ]),
    )
    workspace.write({ 'paper/provenance/alpha.json': { ...FILES['paper/provenance/alpha.json'], files, claims } })
  }

  beforeEach(() => {
    workspace = testWorkspace(FILES)
    make({})
    installBocas(workspace)
    workspace.link('node_modules/@bocas/paper', dirname(require.resolve('@bocas/paper/package.json')))
    for (const name of ['log', 'warn', 'error'] as const)
      jest.spyOn(console, name).mockImplementation((...words: unknown[]) => void printed.push(words.join(' ')))
  })
  afterEach(() => {
    jest.restoreAllMocks()
    workspace.remove()
  })

  it('list the accepted results that the text uses, with the reason, when they build it', async () => {
    expect(await build()).toBe(`paper/build/paper.pdf: 1 page\n  facts not in the text: alpha.d\n${LISTED}`)
    expect(await build({ draft: true })).not.toContain('bocas accept')
  })

  it('list them in a clone without a store, from paper/provenance.json', async () => {
    await build()
    rmSync(workspace.path('.bocas'), { recursive: true })
    expect(await build()).toContain(LISTED)
    rmSync(workspace.path('paper/provenance.json'))
    expect(await build()).not.toContain('bocas accept')
  })

  it('write down in paper/provenance.json what made the paper, from build and check, and from no draft', async () => {
    await build({ draft: true })
    expect(existsSync(workspace.path('paper/provenance.json'))).toBe(false)
    await build()
    const built = record()
    const { runs, facts, diffs } = JSON.parse(built) as Record<string, Record<string, object>>
    expect(facts!['alpha.b']).toMatchObject({ text: 'b', runs: ['alpha/b'], quoted: ['paper/main.typ:2:20'] })
    expect(runs!['alpha/b']).toMatchObject({ key: key('b'), executed: { seconds: 1, accepted: ACCEPTED.b } })
    const [[digest, diff]] = Object.entries(diffs!) as [[string, unknown]]
    expect(diff).toBe('diff --git a/x b/x\n')
    expect(runs!['alpha/c']).toMatchObject({ executed: { diff: digest } })
    rmSync(workspace.path('paper/provenance.json'))
    expect(await check({ tasks: ['alpha'] }, context())).toEqual({ success: true })
    expect(record()).toBe(built)
  })

  it('keep in paper/provenance.json what the store does not know any more, also of a text that check refuses', async () => {
    await build()
    const built = record()
    rmSync(workspace.path('.bocas'), { recursive: true })
    await build()
    expect(record()).toBe(built)
    workspace.write({ 'paper/main.typ': `${FILES['paper/main.typ']}#fact("alpha.x")\n` })
    expect(await check({ tasks: ['alpha'] }, context())).toEqual({ success: false })
    expect(record()).toBe(built)
  })

  it('say which claims of the text do not hold, and fail for them when they are strict', async () => {
    const { 'paper/main.typ': text } = FILES
    const of = (name: string, above: number): Claim => ({
      kind: 'numbers',
      numbers: [{ name, kind: 'estimate', value: 1, error: null, n: 1 }],
      as: 'number',
      claimed: { above },
      runs: ['alpha/a'],
      at: 'figures.ts:3:1',
    })
    const claims = { holds: of('x', 0), lost: of('y', 2), unused: of('z', 0) }
    const textWithClaims = `${text}#claim("alpha.holds")[It holds.] #claim("alpha.lost")[It does not.]\n`
    make({ claims })
    workspace.write({ 'paper/main.typ': textWithClaims })
    const finding =
      'the text says what does not hold: claim alpha.lost: y = 1, claimed > 2 → at paper/main.typ:3:35\n' +
      '  claimed at tasks/alpha/figures.ts:3:1: mend the sentence, or the claim'
    const output = await build()
    expect(output).toContain(`⚠ ${finding}\n`)
    expect(output).toContain('claims not in the text: alpha.unused')
    printed = []
    for (const mode of ['build', 'arxiv'] as const)
      expect(await paper({ tasks: ['alpha'], main: 'main.typ', strict: true, mode }, context())).toEqual({
        success: false,
      })
    expect(printed).toEqual([`✖ ${finding}`, `✖ ${finding}`])
    printed = []
    expect(await check({ tasks: ['alpha'] }, context())).toEqual({ success: false })
    expect(printed.join()).toContain(`✖ ${finding}`)
    make({ claims: { ...claims, lost: of('y', 0) } })
    expect(await paper({ tasks: ['alpha'], main: 'main.typ', strict: true }, context())).toEqual({ success: true })
  })

  it('link facts to where the option says', async () => {
    await build({ links: 'https://example.org/{key}' })
    expect(readFileSync(workspace.path('paper/build/bocas.typ'), 'utf8')).toContain(
      `"alpha.b": "https://example.org/${key('b')}"`,
    )
    expect(await paper({ tasks: ['alpha'], main: 'main.typ', links: 'apendix' }, context())).toEqual({ success: false })
    expect(printed.at(-1)).toContain("✖ links: 'apendix' is no address")
  })
})
