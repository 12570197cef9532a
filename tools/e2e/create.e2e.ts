import { spawn } from 'node:child_process'
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
import { startRegistry, type Registry } from './rig/registry'
import { releasedTarballs } from './rig/released'

jest.setTimeout(900_000)

/** What somebody types who has Node and nothing else, against a registry that has our packages as they will be published. */
describe('a repository of one’s own', () => {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-e2e-'))
  // A path as people have them.
  const home = join(base, 'Größe & täsk')
  let registry: Registry
  const measured: string[] = []

  beforeAll(async () => {
    mkdirSync(home)
    registry = await startRegistry(releasedTarballs())
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

  it('is made by npm create bocas, and builds its paper by what it says to type', async () => {
    const created = await type(home, 'npm create bocas@latest "mein täsk"')
    expect(created.output).toMatch(
      /CREATE tasks\/two-moons\/run\.ts\n(.|\n)*Made a git repository with a first commit of/,
    )
    expect(created.code).toBe(0)

    const { folder, commands } = nextOf(home, created.output)
    expect(folder).toBe(join(home, 'mein täsk'))
    expect(commands).toEqual(['npm run paper', 'npx nx run two-moons:figures', 'npm run check'])
    const built = await type(folder, commands[0]!)
    expect(built.output).toMatch(
      /20 trained(.|\n)*paper\/build\/paper\.pdf: \d pages?\n(.|\n)*Successfully ran target build/,
    )
    expect(readFileSync(join(folder, 'paper/build/paper.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    await works(folder, commands[1]!, /Successfully ran target figures/)
    await works(folder, commands[2]!, /0 numbers typed; nothing contradicts them(.|\n)*Successfully ran target check/)

    const installed = folderSize(join(folder, 'node_modules'))
    measured.push(
      `npm create: ${created.seconds.toFixed(0)} s; then npm run paper: ${built.seconds.toFixed(0)} s; from nothing to a PDF: ${(created.seconds + built.seconds).toFixed(0)} s (bar: 120 s on two idle cores)`,
      `node_modules: ${(installed.bytes / 1e6).toFixed(0)} MB in ${installed.files} files (bar: 400 MB)`,
    )
    expect(installed.bytes).toBeLessThan(400e6)
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({ name: 'mein-task' })
    // Whoever runs a task commits nothing by accident.
    expect(git(folder, 'status', '--short')).toBe('')
  })

  it('has no mistakes of types that its check would not find', async () => {
    const folder = join(home, 'mein täsk')
    const run = readFileSync(join(folder, 'tasks/two-moons/run.ts'), 'utf8')
    writeFileSync(join(folder, 'tasks/two-moons/run.ts'), run.replace('tactic.rate', 'tactic.raet'))
    const { code, output } = await type(folder, 'npm run check')
    writeFileSync(join(folder, 'tasks/two-moons/run.ts'), run)
    expect(output).toMatch(/tasks\/two-moons\/run\.ts\(\d+,\d+\): error TS2339: Property 'raet' does not exist/)
    expect(code).not.toBe(0)
  })

  it('holds no stale number in a strict build, and makes its figures and runs by its scripts', async () => {
    const folder = join(home, 'mein täsk')
    await works(folder, 'npx nx run paper:build:strict', /Successfully ran target build/)
    await works(folder, 'npm run experiment', /Successfully ran target experiment/)
    await works(folder, 'npm run figures', /Successfully ran target figures/)
    await works(folder, 'npx bocas trace two-moons.line.accuracy', /5 runs/)
  })

  it('is not made in a folder that holds something, nor by flags that there are not', async () => {
    const { code, output } = await type(home, 'npm create bocas@latest -- "mein täsk" --paper=typst')
    expect(output).toMatch(/✖ mein täsk is not empty: it holds \.bocas, .* and \d+ more, and nothing is overwritten/)
    const misspelt = await type(home, 'npm create bocas@latest -- other --papr=typst')
    expect(misspelt.output).toMatch(/✖ there is no flag --papr; there are --paper, /)
    expect([code, misspelt.code, existsSync(join(home, 'other'))]).toEqual([1, 1, false])
  })

  it('is made below the top of a git repository from tarballs, with a paper in Markdown', async () => {
    const repository = join(home, 'repository')
    mkdirSync(repository)
    git(repository, 'init', '--quiet')
    const call = `npm create bocas@latest -- papers/first --paper=markdown --author="A. Größe" --packages="${releasedTarballs()}"`
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
