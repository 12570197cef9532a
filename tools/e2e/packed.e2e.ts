import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { install } from './rig/installation'
import { call } from './rig/npm'
import { startNx, type NxResult } from './rig/nx'
import { makePlaces } from './rig/places'
import { releasedTarballs } from './rig/released'

jest.setTimeout(900_000)

const places = makePlaces()
const workspace = (...parts: string[]): string => join(places.workspace, ...parts)
const nx = (...args: string[]): Promise<NxResult> => startNx(places, args, { NO_COLOR: '1' }).ended

function write(file: string, content: unknown): void {
  mkdirSync(dirname(workspace(file)), { recursive: true })
  writeFileSync(workspace(file), typeof content === 'string' ? content : JSON.stringify(content))
}

const list = (folder: string): string[] => (existsSync(workspace(folder)) ? readdirSync(workspace(folder)).sort() : [])

/** What somebody gets who installs the released packages: nothing of this repository is in reach. */
describe('the packed packages', () => {
  const tarballs: string[] = []

  beforeAll(() => {
    const released = releasedTarballs()
    tarballs.push(...readdirSync(released).map((name) => join(released, name)))
    install(places.workspace)
  })

  afterAll(() => {
    if (process.env.BOCAS_E2E_KEEP) console.log(`kept: ${places.base}`)
    else rmSync(places.base, { recursive: true, force: true, maxRetries: 5 })
  })

  it('hold no TypeScript but declarations, and bring no loader for it', () => {
    const sources = tarballs.flatMap((file) =>
      call(places.base, 'tar', '-tzf', file)
        .split('\n')
        .filter((path) => /\.[cm]?tsx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path)),
    )
    expect(sources).toEqual([])
    expect([existsSync(workspace('node_modules/tsx')), existsSync(workspace('node_modules/nx'))]).toEqual([false, true])
  })

  it.each(['22.7', '23', '24'])('bring no second Nx to a workspace with Nx %s', (version) => {
    const folder = join(places.base, `nx-${version}`)
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'e2e', version: '0.0.0', private: true }))
    const tools = [`nx@^${version}`, `@nx/devkit@^${version}`]
    call(folder, 'npm', 'install', '--package-lock-only', '--no-audit', '--no-fund', ...tools)
    call(folder, 'npm', 'install', '--package-lock-only', '--no-audit', '--no-fund', ...tarballs)
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version: string }>
    }
    const installed = Object.entries(packages).filter(([place]) =>
      /(?:^|\/)node_modules\/(?:@nx\/devkit|nx)$/.test(place),
    )
    expect(installed.map(([place, entry]) => [place, entry.version.startsWith(`${version.split('.')[0]}.`)])).toEqual([
      ['node_modules/@nx/devkit', true],
      ['node_modules/nx', true],
    ])
  })

  it.each([
    'bocas',
    'bocas/internal',
    'bocas/internal/light',
    'bocas/internal/made',
    'bocas/internal/store',
    '@bocas/figures',
    '@bocas/nx',
    '@bocas/paper',
    '@bocas/slurm',
    '@bocas/tfjs',
  ])('let %s be required, and imported by the same names', (name) => {
    const required = `Object.keys(require('${name}'))`
    const imported = `Object.keys(m).filter((key) => !['default', 'module.exports', '__esModule'].includes(key))`
    const script = `import('${name}').then((m) => console.log(JSON.stringify([${required}.sort(), ${imported}.sort()])))`
    const [names, seen] = JSON.parse(
      call(places.workspace, process.execPath, '-e', script).trim().split('\n').at(-1)!,
    ) as string[][]
    expect(names!.length).toBeGreaterThan(0)
    expect(seen).toEqual(names)
  })

  it('create a task that trains and draws', async () => {
    const created = await nx('g', '@bocas/nx:task', 'two-moons')
    expect(created.output).toMatch(
      /CREATE tasks\/two-moons\/run\.ts\n(.|\n)*CREATE nx\.json\n(.|\n)*nx run two-moons:figures/,
    )

    const drawn = await nx('run-many', '-t', 'figures')
    expect(drawn.output).toMatch(/20 trained(.|\n)*Successfully ran target figures/)
    expect(list('paper/figures/two-moons')).toEqual([
      'learning.alt.txt',
      'learning.csv',
      'learning.pdf',
      'learning.png',
      'learning.svg',
    ])
    expect(list('paper/tables/two-moons')).toEqual([
      'accuracy.csv',
      'accuracy.html',
      'accuracy.md',
      'accuracy.tex',
      'accuracy.typ',
    ])
  })

  it('keep what is trained', async () => {
    rmSync(places.nxCache, { recursive: true })
    rmSync(workspace('paper'), { recursive: true })
    const again = await nx('run', 'two-moons:experiment')
    expect(again.output).toMatch(/20 kept(.|\n)*Successfully ran target experiment/)
    expect(list('paper/artifacts/two-moons')).toHaveLength(20)
  })

  it('run a program in another language', async () => {
    write('tasks/program/sweep.ts', "import { defineSweep } from 'bocas'\nexport default defineSweep({ lr: 2 })\n")
    write(
      'tasks/program/run.ts',
      "import { command } from 'bocas'\nexport const run = command('node train.cjs', { inputs: ['train.cjs'] })\n",
    )
    write(
      'tasks/program/train.cjs',
      `const { readFileSync, writeFileSync, existsSync } = require('node:fs')
const { lr } = JSON.parse(readFileSync(process.env.BOCAS_CONFIG, 'utf8'))
const python = existsSync(process.env.PYTHONPATH.split(require('node:path').delimiter)[0] + '/bocas.py')
writeFileSync(process.env.BOCAS_RESULT + '/result.json', JSON.stringify({ score: lr * 2, python: Number(python) }))
`,
    )
    const { output } = await nx('run', 'program:experiment')
    expect(output).toContain('program: 1 run · 1 trained')
    const { artifacts } = JSON.parse(readFileSync(workspace('paper/artifacts/program/run/result.json'), 'utf8')) as {
      artifacts: Record<string, { data: number }>
    }
    expect([artifacts.score!.data, artifacts.python!.data]).toEqual([4, 1])
    rmSync(workspace('tasks/program'), { recursive: true })
  })

  it('try one config', async () => {
    const { output } = await nx('run', 'two-moons:try', 'tactic=bumps', 'noise=0.3')
    expect(output).toMatch(/Successfully ran target try/)
  })

  it('build a paper', async () => {
    write(
      'paper/main.typ',
      '#import "build/bocas.typ": fact, fig, tab\nBumps: #fact("two-moons.bumps.accuracy").\n#fig("two-moons/learning", caption: [Learning.])\n#tab("two-moons/accuracy", caption: [Accuracy.])\n',
    )
    const { output } = await nx('run', 'paper:build')
    expect(output).toMatch(/paper\/build\/paper\.pdf: 1 page(.|\n)*Successfully ran target build/)
    expect(readFileSync(workspace('paper/build/paper.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('declare the types by which a task is checked', () => {
    const compilerOptions = {
      strict: true,
      noUncheckedIndexedAccess: true,
      target: 'es2022',
      // The declarations of chart.js name elements of a page.
      lib: ['es2023', 'dom'],
      module: 'preserve',
      moduleResolution: 'bundler',
      noEmit: true,
      // The declarations of our packages are checked too.
      skipLibCheck: false,
      types: ['node'],
    }
    write('tsconfig.json', { compilerOptions, include: ['tasks'] })
    const tsc = createRequire(workspace('package.json')).resolve('typescript/bin/tsc')
    expect(call(places.workspace, process.execPath, tsc, '-p', '.')).toBe('')
    // As a generated workspace has it, which knows of no page.
    write('tsconfig.json', {
      compilerOptions: { ...compilerOptions, lib: ['es2023'], skipLibCheck: true },
      include: ['tasks'],
    })
    expect(call(places.workspace, process.execPath, tsc, '-p', '.')).toBe('')

    // Unless the types of the config arrive, this is no mistake.
    const run = readFileSync(workspace('tasks/two-moons/run.ts'), 'utf8')
    write('tasks/two-moons/run.ts', run.replace("case 'bumps':", "case 'bump':"))
    expect(() => call(places.workspace, process.execPath, tsc, '-p', '.')).toThrow(
      expect.objectContaining({
        stdout: expect.stringContaining(`Type '"bump"' is not comparable`) as string,
      }) as Error,
    )
  })
})
