import { rmSync } from 'node:fs'
import { digestsOf, madeDigest, sha256, sourcesFile, textDigests, type PaperSources } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { EXIT } from '../command'
import { execute } from '../main'

/** Of a paper whose only fact comes from one run. */
describe('bocas crate', () => {
  let workspace: TestWorkspace
  const complaints = async (): Promise<string> => {
    let said = ''
    const world = { env: {}, columns: undefined, signal: new AbortController().signal, write() {}, print() {} }
    const code = await execute(['crate'], { ...world, complain: (text) => void (said += `${text}\n`) }, workspace.root)
    expect(code).toBe(EXIT.ok)
    return said
  }

  beforeEach(() => {
    const fact = { kind: 'label', text: 'a', runs: ['alpha/a'] }
    workspace = testWorkspace({
      'paper/main.typ': 'Hello\n',
      'paper/facts/alpha.json': { format: 3, task: 'alpha', facts: { a: fact } },
    })
    const runs = { 'alpha/a': { key: 'a'.repeat(64), config: {} } }
    const files = { 'facts.json': madeDigest(workspace.path('paper/facts/alpha.json')) }
    const shown = { facts: { a: { runs: ['alpha/a'] } }, figures: {}, tables: {} }
    workspace.write({ 'paper/provenance/alpha.json': { format: 3, task: 'alpha', runs, files, ...shown } })
    const sources: PaperSources = {
      format: 1,
      paper: sha256('%PDF'),
      main: 'main.typ',
      text: textDigests(workspace.path('paper')),
      made: digestsOf([['alpha', workspace.path('paper/provenance/alpha.json')]]),
    }
    const file = 'paper/build/paper.pdf'
    workspace.write({ [file]: '%PDF', [sourcesFile(file)]: JSON.stringify(sources) })
  })
  afterEach(() => workspace.remove())

  it('says that the paper in it is not the one of now, outside of git too', async () => {
    expect(await complaints()).not.toContain('was changed since')
    workspace.write({ 'paper/main.typ': 'Hello again\n' })
    expect(await complaints()).toContain(
      '⚠ paper/build/paper.pdf is not the paper of now: its text was changed since: main.typ\n  build it again: nx run paper:build\n',
    )
  })

  it('says so of what a torn or foreign file tells', async () => {
    workspace.write({ [sourcesFile('paper/build/paper.pdf')]: '{"format":1}' })
    expect(await complaints()).toContain('nothing says what it was made from')
  })

  it('says nothing where no paper was built', async () => {
    rmSync(workspace.path('paper/build'), { recursive: true })
    expect(await complaints()).not.toContain('paper.pdf')
  })
})
