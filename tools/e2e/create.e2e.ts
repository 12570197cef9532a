import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { folderSize } from '../bench/measure/folder-size'
import { git } from './rig/git'
import { REPOSITORY } from './rig/places'
import { startRegistry, type Registry } from './rig/registry'
import { releasedTarballs } from './rig/released'

jest.setTimeout(900_000)

const itWithTex = spawnSync('latexmk', ['-version']).status === 0 ? it : it.skip

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
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-e2e-'))
  // A path as people have them.
  const home = join(base, 'Größe & täsk')
  const paper = join(home, 'my-paper')
  let registry: Registry
  let tarballs: string
  const measured: string[] = []

  beforeAll(async () => {
    mkdirSync(home)
    tarballs = releasedTarballs()
    registry = await startRegistry(tarballs)
  })
  afterAll(async () => {
    await registry.close()
    console.log(measured.join('\n'))
    if (process.env.BOCAS_E2E_KEEP) console.log(`kept: ${base}`)
    else rmSync(base, { recursive: true, force: true, maxRetries: 5 })
  })

  interface Typed {
    readonly code: number | null
    readonly output: string
    readonly seconds: number
  }

  /** A command as a shell takes it, with nobody at the terminal and without what this repository's own npm and git have put into the environment. */
  function type(cwd: string, command: string, env: Readonly<Record<string, string>> = {}): Promise<Typed> {
    const own = Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NODE_|NX_|BOCAS_|GIT_|JEST_|INIT_CWD$|CI$)/.test(name),
    )
    const author = { GIT_AUTHOR_NAME: 'e2e', GIT_AUTHOR_EMAIL: 'e2e@example.org' }
    const committer = { GIT_COMMITTER_NAME: 'e2e', GIT_COMMITTER_EMAIL: 'e2e@example.org' }
    const started = performance.now()
    const child = spawn(command, {
      cwd,
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...Object.fromEntries(own),
        ...author,
        ...committer,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CEILING_DIRECTORIES: base,
        NO_COLOR: '1',
        NX_DAEMON: 'false',
        NX_CACHE_DIRECTORY: join(base, 'nx-cache'),
        npm_config_registry: registry.url,
        npm_config_yes: 'true',
        ...env,
      },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += stripVTControlCharacters(text)))
    return new Promise((ended) =>
      child.on('close', (code) => ended({ code, output, seconds: (performance.now() - started) / 1000 })),
    )
  }

  /** The commands under `Next:`, and the folder in which they are to be typed. */
  function nextOf(cwd: string, output: string): { folder: string; commands: string[] } {
    const lines = output
      .split('\nNext:\n')[1]!
      .split('\n')
      .filter((line) => line.startsWith('  '))
    const commands = lines.map((line) => line.trim().split(/ {4,}/)[0]!)
    const [, , folder] = /^cd ("?)(.*)\1$/.exec(commands[0]!) ?? []
    return folder === undefined ? { folder: cwd, commands } : { folder: join(cwd, folder), commands: commands.slice(1) }
  }

  async function works(folder: string, command: string, expected: RegExp): Promise<string> {
    const { code, output } = await type(folder, command)
    expect(output).toMatch(expected)
    expect([command, code]).toEqual([command, 0])
    return output
  }

  it('is made and used by what docs/start.md says to type, which prints what it says', async () => {
    let folder = home
    let creating = 0
    let building = 0
    for (const { commands, prints } of stepsOf(join(REPOSITORY, 'docs/start.md'))) {
      let output = ''
      for (const command of commands) {
        if (command.startsWith('cd ')) {
          folder = join(folder, command.slice(3))
          continue
        }
        const typed = await type(folder, command)
        output += typed.output
        expect({ command, ...typed }).toMatchObject({ command, code: 0 })
        if (command.startsWith('npm create')) creating = typed.seconds
        else if (command === 'npm run paper') building ||= typed.seconds
      }
      for (const line of prints) expect(output).toMatch(line)
      // What was printed under Next is what the page goes on with.
      if (commands[0]!.startsWith('npm create'))
        expect(nextOf(home, output).commands).toEqual([
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
    const { code, output } = await type(paper, 'npm run check')
    writeFileSync(join(paper, 'tasks/two-moons/run.ts'), run)
    expect(output).toMatch(/tasks\/two-moons\/run\.ts\(\d+,\d+\): error TS2339: Property 'raet' does not exist/)
    expect(code).not.toBe(0)
  })

  it('holds no stale number in a strict build, and makes its figures and runs by its scripts', async () => {
    await works(paper, 'npx nx run paper:build:strict', /Successfully ran target build/)
    await works(paper, 'npm run experiment', /Successfully ran target experiment/)
    await works(paper, 'npm run figures', /Successfully ran target figures/)
    await works(paper, 'npx bocas trace two-moons.line.accuracy', /n = 5/)
  })

  it.each(['tfjs', 'python', 'program'])(
    'gets a task by the template %s that runs and draws untouched',
    async (template) => {
      const created = await type(paper, `npx nx g @bocas/nx:task my-${template} --template=${template}`)
      expect(created.output).toContain(`tasks/my-${template} works as it is`)
      await works(paper, `npx nx run my-${template}:figures`, /Successfully ran target figures/)
      expect(existsSync(join(paper, `paper/facts/my-${template}.json`))).toBe(true)
    },
  )

  it('asks a program under measurement nothing again when only the scoring changes', async () => {
    const run = join(paper, 'tasks/my-program/run.ts')
    writeFileSync(run, readFileSync(run, 'utf8').replace('error <= allowed', 'error < allowed + 1'))
    await works(paper, 'npx nx run my-program:experiment', /\b12 trained\b/)
  })

  it('is free of mistakes by its own check, all of these tasks included', async () => {
    await works(paper, 'npm run check', /nothing contradicts them(.|\n)*Successfully ran target check/)
  })

  itWithTex('gets a paper in LaTeX about what is drawn, and only one', async () => {
    const refused = await type(paper, 'npx nx g @bocas/nx:paper --language=latex')
    expect(refused.output).toContain('✖ there is a text already, paper/main.typ, and a paper has one')
    rmSync(join(paper, 'paper/main.typ'))
    await works(paper, 'npx nx g @bocas/nx:paper --language=latex', /paper\/references\.bib was there and is as it was/)
    await works(paper, 'npm run paper', /paper\/build\/paper\.pdf: \d+ pages?\n/)
  })

  it('is not made in a folder that holds something, nor by flags that there are not', async () => {
    const { code, output } = await type(home, 'npm create bocas@latest -- my-paper --paper=typst')
    expect(output).toMatch(/✖ my-paper is not empty: it holds \.bocas, .* and \d+ more, and nothing is overwritten/)
    const misspelt = await type(home, 'npm create bocas@latest -- other --papr=typst')
    expect(misspelt.output).toMatch(/✖ there is no flag --papr; there are --paper, /)
    expect([code, misspelt.code, existsSync(join(home, 'other'))]).toEqual([1, 1, false])
  })

  it('is made below the top of a git repository from tarballs, with a paper in Markdown', async () => {
    const repository = join(home, 'repository')
    mkdirSync(repository)
    git(repository, 'init', '--quiet')
    const call = `npm create bocas@latest -- papers/first --paper=markdown --author="A. Größe" --packages="${tarballs}"`
    const created = await type(repository, call)
    expect(created.output).toMatch(
      /The folder is in a git repository already(.|\n)*move papers\/first\/\.github\/workflows\/paper\.yml there/,
    )
    const { folder, commands } = nextOf(repository, created.output)
    for (const command of commands) await works(folder, command, /Successfully ran target/)
    expect(readFileSync(join(folder, 'paper/build/paper.html'), 'utf8')).toMatch(/A\. Größe(.|\n)*<img/)
    const untracked = git(repository, 'status', '--short', '--untracked-files=all').split('\n').filter(Boolean)
    expect(untracked.filter((line) => /node_modules|\.nx\/|\.bocas\/|paper\/build/.test(line))).toEqual([])
  })

  it('is had in a workspace of Nx by nx add, which keeps its projects and files', async () => {
    const folder = join(base, 'shop')
    mkdirSync(join(folder, 'apps/shop'), { recursive: true })
    const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)
    const project = JSON.stringify({ name: 'shop', targets: { hello: { command: 'echo hello from the shop' } } })
    write('package.json', JSON.stringify({ name: 'shop', private: true, scripts: { check: 'nx run shop:hello' } }))
    write(
      'nx.json',
      JSON.stringify({ analytics: false, neverConnectToCloud: true, targetDefaults: { hello: { cache: true } } }),
    )
    write('README.md', '# The shop\n')
    write('apps/shop/project.json', project)
    await type(folder, 'npm install --save-dev --no-audit nx@24.0.6')
    const added = await type(folder, 'npx nx add @bocas/nx')
    expect(added.output).toMatch(
      /These existed and are as they were:\n {2}the script "check" of package\.json\n {2}README\.md/,
    )
    expect(added.code).toBe(0)
    const { commands } = nextOf(folder, added.output)
    for (const command of commands) await works(folder, command, /Successfully ran target/)
    await works(folder, 'npx nx run shop:hello', /hello from the shop/)
    expect([
      readFileSync(join(folder, 'README.md'), 'utf8'),
      readFileSync(join(folder, 'apps/shop/project.json'), 'utf8'),
    ]).toEqual(['# The shop\n', project])
    expect(JSON.parse(readFileSync(join(folder, 'nx.json'), 'utf8'))).toMatchObject({
      plugins: ['@bocas/nx'],
      targetDefaults: { hello: { cache: true } },
    })
  })

  it('is made by create-nx-workspace, with what the newest of it installs', async () => {
    const call =
      'npx create-nx-workspace@latest other --preset=@bocas/nx --nxCloud=skip --no-interactive --trustThirdPartyPreset'
    const created = await type(base, call)
    expect(created.output).toContain('Next:')
    expect(created.code).toBe(0)
    const folder = join(base, 'other')
    await works(folder, 'npm run paper', /20 trained(.|\n)*Successfully ran target build/)
    await works(folder, 'npm run check', /Successfully ran target check/)
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['tasks', 'paper', 'library', 'tsconfig.json']))
  })
})
