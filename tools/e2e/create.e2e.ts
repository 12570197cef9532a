import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { where } from '../jest/where'
import { folderSize } from '../bench/measure/folder-size'
import { git } from './rig/git'
import { nextOf, startNewcomer, type Newcomer } from './rig/newcomer'
import { REPOSITORY } from './rig/places'

jest.setTimeout(900_000)

const { it: itWithTex } = where('latexmk')

interface Step {
  readonly commands: readonly string[]
  /** What of the output stands on the page, line by line; `…` is anything. */
  readonly prints: readonly RegExp[]
}

/** The commands of a page, each block with the block of text that follows it. */
function stepsOf(page: string): Step[] {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```(sh|text)\n([^]*?)^```$/gm)]
  return blocks.flatMap(([, kind, code], i) => {
    if (kind !== 'sh') return []
    const [, next, text = ''] = blocks[i + 1] ?? []
    const lines = (block: string): string[] => block.trimEnd().split('\n')
    return [{ commands: lines(code!), prints: next === 'text' ? lines(text).map(asPrinted) : [] }]
  })
}

const asPrinted = (line: string): RegExp =>
  new RegExp(
    line
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  )

/** What somebody types who has Node and nothing else, against a registry that has our packages as they will be published. */
describe('a repository of one’s own', () => {
  let newcomer: Newcomer
  let paper: string
  const measured: string[] = []

  beforeAll(async () => {
    newcomer = await startNewcomer()
    paper = join(newcomer.home, 'my-paper')
  })
  afterAll(async () => {
    console.log(measured.join('\n'))
    await newcomer.leave()
  })

  it('is made and used by what docs/start.md says to type, which prints what it says', async () => {
    let folder = newcomer.home
    let creating = 0
    let building = 0
    for (const { commands, prints } of stepsOf(join(REPOSITORY, 'docs/start.md'))) {
      let output = ''
      for (const command of commands) {
        if (command.startsWith('cd ')) {
          folder = join(folder, command.slice(3))
          continue
        }
        const typed = await newcomer.type(folder, command)
        output += typed.output
        expect({ command, ...typed }).toMatchObject({ command, code: 0 })
        if (command.startsWith('npm create')) creating = typed.seconds
        else if (command === 'npm run paper') building ||= typed.seconds
      }
      for (const line of prints) expect(output).toMatch(line)
      // What was printed under Next is what the page goes on with.
      if (commands[0]!.startsWith('npm create'))
        expect(nextOf(newcomer.home, output).commands).toEqual([
          'npm run paper',
          'npx nx run two-moons:figures',
          'npm run check',
        ])
    }
    expect(folder).toBe(paper)
    expect(readFileSync(join(paper, 'paper/build/paper.pdf')).subarray(0, 5).toString()).toBe('%PDF-')

    const installed = folderSize(join(paper, 'node_modules'))
    measured.push(
      `npm create: ${creating.toFixed(0)} s; then npm run paper: ${building.toFixed(0)} s; from nothing to a PDF: ${(creating + building).toFixed(0)} s (bar: 120 s on two idle cores)`,
      `node_modules: ${(installed.bytes / 1e6).toFixed(0)} MB in ${installed.files} files (bar: 400 MB)`,
    )
    expect(installed.bytes).toBeLessThan(400e6)
    // Nothing that is made gets into git by accident.
    const changed = git(paper, 'status', '--short', '--untracked-files=all').split('\n').filter(Boolean)
    expect(changed.filter((line) => !/ (?:tasks|library)\//.test(line))).toEqual([])
  })

  it('has no mistakes of types that its check would not find', async () => {
    const run = readFileSync(join(paper, 'tasks/two-moons/run.ts'), 'utf8')
    writeFileSync(join(paper, 'tasks/two-moons/run.ts'), run.replace('tactic.rate', 'tactic.raet'))
    const { code, output } = await newcomer.type(paper, 'npm run check')
    writeFileSync(join(paper, 'tasks/two-moons/run.ts'), run)
    expect(output).toMatch(/tasks\/two-moons\/run\.ts\(\d+,\d+\): error TS2339: Property 'raet' does not exist/)
    expect(code).not.toBe(0)
  })

  it('holds no stale number in a strict build, and makes its figures and runs by its scripts', async () => {
    await newcomer.works(paper, 'npx nx run paper:build:strict', /Successfully ran target build/)
    await newcomer.works(paper, 'npm run experiment', /Successfully ran target experiment/)
    await newcomer.works(paper, 'npm run figures', /Successfully ran target figures/)
    await newcomer.works(paper, 'npx bocas trace two-moons.line.accuracy', /n = 5/)
  })

  it.each(['tfjs', 'python', 'program'])(
    'gets a task by the template %s that runs and draws untouched',
    async (template) => {
      const created = await newcomer.type(paper, `npx nx g @bocas/nx:task my-${template} --template=${template}`)
      expect(created.output).toContain(`tasks/my-${template} works as it is`)
      await newcomer.works(paper, `npx nx run my-${template}:figures`, /Successfully ran target figures/)
      expect(existsSync(join(paper, `paper/facts/my-${template}.json`))).toBe(true)
    },
  )

  it('asks a program under measurement nothing again when only the scoring changes', async () => {
    const run = join(paper, 'tasks/my-program/run.ts')
    writeFileSync(run, readFileSync(run, 'utf8').replace('error <= allowed', 'error < allowed + 1'))
    await newcomer.works(paper, 'npx nx run my-program:experiment', /\b12 trained\b/)
  })

  it('is free of mistakes by its own check, all of these tasks included', async () => {
    await newcomer.works(paper, 'npm run check', /nothing contradicts them(.|\n)*Successfully ran target check/)
  })

  itWithTex('gets a paper in LaTeX about what is drawn, and only one', async () => {
    const refused = await newcomer.type(paper, 'npx nx g @bocas/nx:paper --language=latex')
    expect(refused.output).toContain('✖ there is a text already, paper/main.typ, and a paper has one')
    rmSync(join(paper, 'paper/main.typ'))
    await newcomer.works(
      paper,
      'npx nx g @bocas/nx:paper --language=latex',
      /paper\/references\.bib was there and is as it was/,
    )
    await newcomer.works(paper, 'npm run paper', /paper\/build\/paper\.pdf: \d+ pages?\n/)
  })

  it('is not made in a folder that holds something, nor by flags that there are not', async () => {
    const { code, output } = await newcomer.type(newcomer.home, 'npm create bocas@latest -- my-paper --paper=typst')
    expect(output).toMatch(/✖ my-paper is not empty: it holds \.bocas, .* and \d+ more, and nothing is overwritten/)
    const misspelt = await newcomer.type(newcomer.home, 'npm create bocas@latest -- other --papr=typst')
    expect(misspelt.output).toMatch(/✖ there is no flag --papr; there are --paper, /)
    expect([code, misspelt.code, existsSync(join(newcomer.home, 'other'))]).toEqual([1, 1, false])
  })
})
