import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildPaper } from '../build-paper'
import { checkPaper } from '../check/check-paper'
import { packPaper } from '../pack/pack-paper'
import { formatPaperError, type PaperError } from './problems'
import { makePaper, PNG } from '../test-paper'

jest.setTimeout(60_000)

const made: string[] = []
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A paper beside which, out of the workspace, lies what nobody else may see. */
function setUp(files: Readonly<Record<string, string | Buffer>>) {
  const paperDir = makePaper(files)
  const outside = makePaper({
    'secret.txt': 'secret',
    'secret.tex': 'secret',
    'secret.png': PNG,
    'in/deep.txt': 'secret',
  })
  made.push(path.dirname(paperDir), path.dirname(outside))
  const link = (from: string, to: string): void => {
    mkdirSync(path.dirname(path.join(paperDir, from)), { recursive: true })
    symlinkSync(to, path.join(paperDir, from))
  }
  const job = { paperDir, tasks: ['paper'], out: path.join(paperDir, 'build', 'paper.out') }
  return { paperDir, outside, link, job }
}

const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: PaperError) => formatPaperError(error),
  )

describe('a link out of the workspace', () => {
  it.each([
    ['main.typ', '#read("notes.txt")', 'notes.txt', 'secret.txt'],
    ['main.typ', '#read("data/deep.txt")', 'data', 'in'],
    ['main.typ', '#image("figures/paper/x.png")', 'figures/paper/x.png', 'secret.png'],
    ['main.typ', 'not even read', 'sections/deep/notes.txt', 'secret.txt'],
    ['main.typ', '#read("artifacts/t/r/x.txt")', 'artifacts/t/r/x.txt', 'secret.txt'],
    ['main.tex', '\\documentclass{article}\\begin{document}\\input{notes}\\end{document}', 'notes.tex', 'secret.tex'],
    ['main.md', '![x](x.png)', 'x.png', 'secret.png'],
  ])('is not followed from %s: %s', async (main, text, from, to) => {
    const { paperDir, outside, link, job } = setUp({ [main]: text })
    const target = path.join(outside, to)
    link(from, target)
    const message = `this link leads out of the workspace, to ${target}, and is not followed into a paper`
    const refused = `✖ ${message} → at paper/${from}\n  put a copy of what the paper needs in its place, or take the link out of the folder of the paper`
    expect(await failure(buildPaper(job))).toBe(refused)
    expect(await failure(buildPaper({ ...job, draft: true }))).toBe(refused)
    expect(await failure(packPaper({ ...job, into: path.join(paperDir, 'arxiv') }))).toBe(refused)
    expect((await checkPaper({ paperDir, tasks: ['paper'] })).problems.map((problem) => problem.message)).toContain(
      message,
    )
  })

  it('is found behind other links', async () => {
    const { outside, link, job } = setUp({ 'main.typ': '#read("a.txt")' })
    link('b.txt', path.join(outside, 'secret.txt'))
    link('a.txt', 'b.txt')
    expect(await failure(buildPaper(job))).toMatch(/→ at paper\/a\.txt\n.*\n✖ .*→ at paper\/b\.txt/)
  })
})

describe('other links', () => {
  it('within the workspace are followed, and packed as what they lead to', async () => {
    const { paperDir, link, job } = setUp({ 'main.typ': '#read("shared.txt") #read("own.txt")', 'real.txt': 'x' })
    writeFileSync(path.join(paperDir, '..', 'library.txt'), 'shared')
    link('shared.txt', '../library.txt')
    link('own.txt', 'real.txt')
    expect(await failure(buildPaper(job))).toBe('done')
    const { files } = await packPaper({ ...job, into: path.join(paperDir, 'arxiv') })
    expect(files).toEqual(['build/bocas.typ', 'main.typ', 'own.txt', 'shared.txt'])
  })

  it('to nothing harm nobody, and a paper that is linked in as a whole is at home where it lies', async () => {
    const { paperDir, outside, link, job } = setUp({ 'main.typ': 'text', 'x.txt': 'x' })
    link('gone.txt', '/nowhere/at/all')
    link('y.txt', path.join(paperDir, 'x.txt'))
    const moved = path.join(outside, '..', 'elsewhere')
    renameSync(paperDir, moved)
    symlinkSync(moved, paperDir)
    rmSync(path.join(moved, 'y.txt'))
    symlinkSync('x.txt', path.join(moved, 'y.txt'))
    expect(await failure(buildPaper(job))).toBe('done')
  })
})
