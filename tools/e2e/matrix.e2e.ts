import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { git } from './rig/git'
import { install, type Installation } from './rig/installation'
import { startNx, type Env, type NxResult } from './rig/nx'
import { makePlaces, placesIn, REPOSITORY, type Places } from './rig/places'
import { nodeFolder, NODES, pnpmFolder, type NodeVersion } from './rig/tools'

jest.setTimeout(900_000)

/** The surroundings of docs/versions.md. `BOCAS_MATRIX=full` tries all of them, the gate those that differ most. */
const FULL = process.env.BOCAS_MATRIX === 'full'

const { base } = makePlaces()
afterAll(() => {
  if (process.env.BOCAS_E2E_KEEP) console.log(`kept: ${base}`)
  else rmSync(base, { recursive: true, force: true, maxRetries: 5 })
})

/** What a person does first: prepare, then ask for the paper, which trains, draws and sets. */
async function firstPaper(places: Places, env: Env = {}): Promise<NxResult> {
  const prepared = await nx(places, ['g', '@bocas/nx:init', '--skipGit', '--no-interactive'], env)
  if (prepared.code !== 0) throw new Error(prepared.output)
  const sweep = join(places.workspace, 'tasks/two-moons/sweep.ts')
  writeFileSync(sweep, readFileSync(sweep, 'utf8').replace('seeds(5)', 'seeds(2)').replace('sweep([0.1, 1])', '0.1'))
  return nx(places, ['run', 'paper:build'], env)
}

function nx(places: Places, args: readonly string[], env: Env = {}): Promise<NxResult> {
  return startNx(places, args, { NO_COLOR: '1', NX_TUI: 'false', ...env }).ended
}

function expectPaper(places: Places, { output, code }: NxResult): void {
  expect(output).toMatch(
    /two-moons: 6 runs · 6 trained(.|\n)*paper\/build\/paper\.pdf: \d+ pages?(.|\n)*Successfully ran target build/,
  )
  expect(code).toBe(0)
  expect(readFileSync(join(places.workspace, 'paper/build/paper.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
}

interface Surroundings extends Installation {
  readonly path: string
  /** Whether the workspace is a folder in a repository of git that has other things as well. */
  readonly inGit?: boolean
}

const OTHERS: readonly (Surroundings & { readonly gate: boolean })[] = [
  { nx: '~22.7.0', path: 'Größe täsk/paper repo', inGit: true, gate: true },
  { nx: '^23.0.0', path: 'nx23', gate: false },
  { manager: 'pnpm', path: 'with-pnpm', gate: true },
]

describe.each(OTHERS.filter(({ gate }) => FULL || gate))(
  'in $path, nx $nx, $manager',
  ({ path, inGit, ...installation }) => {
    const places = placesIn(base, path)

    it('a first paper is made from tarballs', async () => {
      if (inGit) {
        const top = dirname(places.workspace)
        mkdirSync(top, { recursive: true })
        writeFileSync(join(top, 'README.md'), '# Other things\n')
        writeFileSync(join(top, '.gitignore'), 'node_modules\n')
        git(top, 'init', '--quiet', '--initial-branch=main')
        git(top, 'add', '--all')
        git(top, 'commit', '--quiet', '--message', 'first')
      }
      install(places.workspace, installation)
      // Whoever uses pnpm has it in the path: Nx asks it for its version.
      const env = installation.manager === 'pnpm' ? { PATH: `${pnpmFolder()}${delimiter}${process.env.PATH}` } : {}
      expectPaper(places, await firstPaper(places, env))
      const again = await nx(places, ['run', 'paper:build'], env)
      expect(again.output).not.toMatch(/ trained/)
      if (!inGit) return
      const status = git(dirname(places.workspace), 'status', '--porcelain', '--untracked-files=all')
      expect(status).toMatch(/tasks\/two-moons\/run\.ts/)
      expect(status).not.toMatch(/node_modules|\.bocas|\.nx|artifacts/)
    })
  },
)

describe('in a folder without git', () => {
  const places = placesIn(base, 'here')
  const at = (...parts: string[]): string => join(places.workspace, ...parts)

  beforeAll(() => {
    install(places.workspace, {
      also: ['ml-knn', 'ml-logistic-regression', 'ml-matrix', 'ml-random-forest', 'vega-datasets'],
    })
  })
  // A daemon is this suite's own: it knows the workspace by its path.
  afterAll(() => nx(places, ['daemon', '--stop'], { NX_DAEMON: 'true' }))

  it('a first paper is made, and the daemon sees an edit of a sweep at once', async () => {
    expectPaper(places, await firstPaper(places, { NX_DAEMON: 'true' }))
    const sweep = at('tasks/two-moons/sweep.ts')
    writeFileSync(sweep, readFileSync(sweep, 'utf8').replace('seeds(2)', 'seeds(3)'))
    const more = await nx(places, ['run', 'two-moons:experiment'], { NX_DAEMON: 'true' })
    expect(more.output).toMatch(/two-moons: 9 runs done(.|\n)*two-moons: 3 runs · 3 trained/)
    writeFileSync(sweep, readFileSync(sweep, 'utf8').replace('seeds(3)', 'seeds(2)'))
  })

  describe('the same bytes', () => {
    const seen = new Map<NodeVersion, Record<string, string>>()

    beforeAll(() => {
      for (const folder of ['library', 'tasks/penguins']) copySources(folder, at(folder))
      const sweep = at('tasks/penguins/sweep.ts')
      let text = readFileSync(sweep, 'utf8')
      for (const [from, to] of SMALLER) {
        expect(text).toContain(from)
        text = text.replace(from, to)
      }
      writeFileSync(sweep, text)
      rmSync(at('tasks/penguins/figures.ts'))
      for (const [file, content] of Object.entries(CNN)) {
        mkdirSync(at('tasks/cnn'), { recursive: true })
        writeFileSync(at('tasks/cnn', file), content)
      }
    })

    it.each(Object.keys(NODES).map(Number) as NodeVersion[])('come of Node %d', async (version) => {
      for (const made of ['paper/artifacts', 'paper/figures', 'paper/tables', 'paper/facts', 'paper/build'])
        rmSync(at(made), { recursive: true, force: true })
      const folder = nodeFolder(version)
      const env = {
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        BOCAS_STORE: join(base, `store-${version}`),
        NX_CACHE_DIRECTORY: join(base, `cache-${version}`),
      }
      const node = join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
      const run = (...args: string[]) => startNx(places, args, { NO_COLOR: '1', ...env }, node).ended
      const trained = await run('run-many', '-t', 'experiment')
      expect(trained.output).toMatch(/Successfully ran target experiment/)
      expect((await run('run', 'paper:build')).output).toMatch(/Successfully ran target build/)

      const [execution] = filesBelow(join(base, `store-${version}`, 'store')).filter((file) =>
        file.endsWith('/execution.json'),
      )
      expect(readFileSync(execution!, 'utf8')).toContain(`"v${version}.`)
      seen.set(version, { ...digests(join(base, `store-${version}`, 'store')), ...digests(at('paper')) })
    })

    it('from all of them: keys, results, figures, tables, facts and the PDF', () => {
      const [[, first], ...others] = [...seen] as [
        [NodeVersion, Record<string, string>],
        ...[NodeVersion, Record<string, string>][],
      ]
      const files = Object.keys(first)
      expect(files.filter((file) => file.endsWith('result.json'))).toHaveLength(2 * (6 + 6 + 1))
      expect(files).toEqual(expect.arrayContaining(['build/paper.pdf', 'figures/two-moons/learning.svg']))
      expect(others).toHaveLength(3)
      for (const [, digests] of others) expect(digests).toEqual(first)
    })
  })
})

/** Penguins in small: six runs. */
const SMALLER = [
  ['trees: 10, features: sweep([2, 4])', 'trees: 3, features: 2'],
  ['k: sweep([1, 5, 15])', 'k: 5'],
  ['steps: sweep([10, 30, 100])', 'steps: 10'],
  ['seeds(10)', 'seeds(2)'],
] as const

/** A network with two convolutions, on pictures that it makes itself. */
const CNN = {
  'sweep.ts': `import { defineSweep, seeds } from 'bocas'

export default defineSweep({ filters: 4, seed: seeds(1) })
`,
  'run.ts': `import { fit, seedFor, tf, tfl, useBackend } from '@bocas/tfjs'
import { history, tensor, type Config, type Ctx } from 'bocas'
import type grid from './sweep'

export async function run({ filters }: Config<typeof grid>, { seed }: Ctx) {
  await useBackend('wasm')
  const x = tf.randomNormal([64, 12, 12, 1], 0, 1, 'float32', seedFor(seed, 'pictures')) as tf.Tensor4D
  const y = tf.oneHot(tf.tensor1d(Array.from({ length: 64 }, (_, i) => i % 4), 'int32'), 4)
  const conv = (name: string) =>
    tfl.layers.conv2d({ filters, kernelSize: 3, activation: 'relu', kernelInitializer: tfl.initializers.heNormal({ seed: seedFor(seed, name) }) })
  const output = tfl.initializers.glorotUniform({ seed: seedFor(seed, 'output') })
  const model = tfl.sequential({
    layers: [
      tfl.layers.inputLayer({ inputShape: [12, 12, 1] }),
      conv('first'),
      tfl.layers.maxPooling2d({ poolSize: 2 }),
      conv('second'),
      tfl.layers.flatten(),
      tfl.layers.dense({ units: 4, activation: 'softmax', kernelInitializer: output }),
    ],
  })
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  const trained = await fit(model, { x, y }, { epochs: 2, batchSize: 16, seed })
  const predicted = model.predict(x) as tf.Tensor
  return { history: history(trained), predicted: tensor([...(await predicted.data())], [64, 4]) }
}
`,
}

function copySources(folder: string, to: string): void {
  for (const name of readdirSync(join(REPOSITORY, folder)).filter(
    (file) => file.endsWith('.ts') && !file.includes('.spec.'),
  ))
    cpSync(join(REPOSITORY, folder, name), join(to, name))
}

/** What a file holds, by its path in the folder; without the record of how a run was executed, which tells of the day and of Node. */
function digests(folder: string): Record<string, string> {
  const files = filesBelow(folder).filter((file) => !/(^|\/)(execution\.json|run\.log|provenance\b.*)$/.test(file))
  return Object.fromEntries(
    files.map((file) => [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  )
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
