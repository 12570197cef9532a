import { localLauncher } from '../host/launch/local-launcher'
import { runOf } from '../host/launch/test-runs'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { workerScript } from '../plan/workers/worker-script'
import { hasDefault } from './who-asks'

jest.setTimeout(120_000)

describe('the code at the place where a key is read', () => {
  it.each([
    ['key ?? 0', true],
    ['key  ??\n 0', true],
    ['?.key ?? 0', true],
    ["['key'] ?? 0", true],
    ['[name] ?? 0', true],
    ["[a['b'] + ']'] ?? 0", true],
    ['key || 0', true],
    ['config.tactic.key ??= 1', true],
    ['config["key"] ||= 1', true],
    ['key = 0 } = config', true],
    ['alias = 0 } = config', true],
    ['this.key = 0 } = config', true],
    ['{ inner } = {} } = config', true],
    ['[first, second] = [] } = config', true],
    ['name]: alias = 3 } = config', true],
    ['key, other = 2 }) {', false],
    ['alias } = config', false],
    ['{ inner = 1 } } = config', false],
    ['{ "}": inner } } = config', false],
    ['key', false],
    ['key * 2', false],
    ['key == 2', false],
    ['key === 2', false],
    ['key => 2', false],
    ["['key'] === 3", false],
    ['key?.rate', false],
    ['key?.rate ?? 0', false],
    ['key.rate ?? 0', false],
    ['config.key += 1', false],
    ['key ? 1 : 2', false],
    ['key && 1', false],
    ['name]: alias } = config', false],
  ])('%s: gives a default: %s', (code, gives) => expect(hasDefault(code, 'key')).toBe(gives))
})

describe('a run that asks for', () => {
  let workspace: TestWorkspace
  let worker: string
  const config = { tactic: { name: 'a', rate: 0.1 }, noise: [0.1, 0.2] }
  const known = { config, known: { keys: { tactic: { keys: { name: {}, rate: {}, k: {} } }, noise: { items: {} } } } }

  beforeAll(async () => {
    workspace = testWorkspace({
      'node_modules/reader/package.json': { name: 'reader', version: '1.0.0', type: 'module', exports: './index.js' },
      'node_modules/reader/index.js': `export const read = (options) => options.unheardOf === undefined ? 1 : 0`,
    })
    worker = await workerScript(workspace.root, 'run-worker')
  })
  afterAll(() => workspace.remove())

  const saidOf = async (body: string, packages: string[] = []) => {
    workspace.write({ 'tasks/toy/run.mjs': `export async function run(config, ctx) {\n${body}\n}` })
    const imports = packages.map((name) => `import * as ${name} from '${name}'; globalThis.${name} = ${name};`).join('')
    const into = { folder: workspace.path('.bocas/tries/toy/one') }
    const code = `${imports}\nexport async function run(config, ctx) {\n${body}\n}`
    const spec = runOf(workspace, code, { ...known, packages, into })
    const { said } = await localLauncher(worker).launch(spec, () => undefined).ended
    return said?.type === 'failed' ? said.message.split('\n')[0] : said?.type
  }
  const raet = '`tactic.raet` is not in the sweep; did you mean `rate`? There are: `name`, `rate`, `k`'

  it.each<[string, string, string | undefined]>([
    ['a key with a letter wrong', 'return { a: config.tactic.raet * 2 }', raet],
    ['it by a pattern', 'const { tactic: { raet } } = config; return { a: raet }', raet],
    ['it by the pattern of a parameter', 'const f = ({ raet }) => raet; return { a: f(config.tactic) }', raet],
    ['it and catches the error', 'try { config.tactic.raet } catch {} return { a: 1 }', raet],
    ['it by a computed name', `for (const key of ['name', 'raet']) config.tactic[key]; return { a: 1 }`, raet],
    ['it if there is one', 'return { a: config.tactic.raet?.x ?? 1 }', raet],
    [
      'arithmetic on a list',
      'return { a: 2 * config.noise }',
      '`noise` is a list of 2 values and no number; for a run with each of them write noise: sweep([0.1,0.2]) in sweep.ts',
    ],
    ['a key of another alternative', 'return { a: config.tactic.k === undefined ? 1 : 0 }', 'trained'],
    ['a key with a default in a pattern', 'const { tactic: { raet = 1 } } = config; return { a: raet }', 'trained'],
    [
      'a block with a default in a pattern',
      'const { block: { raet = 1 } = {} } = config; return { a: raet }',
      'trained',
    ],
    ['a key with ??', 'return { a: config.tactic.raet ?? 1 }', 'trained'],
    ['a key by in', `return { a: 'raet' in config.tactic ? 0 : 1 }`, 'trained'],
    [
      'what a language and its library ask for',
      `console.log(config, String(config.noise)); await config; JSON.stringify(config); structuredClone(config)
       new Intl.NumberFormat('en', config); Array.from(config.noise); new MessageChannel().port1.postMessage(config)
       return { a: Object.keys({ ...config }).length }`,
      'trained',
    ],
  ])('%s', async (_, body, expected) => expect(await saidOf(body)).toBe(expected))

  it('nothing, while a package asks its options for what they may have', async () => {
    expect(await saidOf('return { a: globalThis.reader.read(config.tactic) }', ['reader'])).toBe('trained')
  })

  it('a key with a letter wrong fails with the place', async () => {
    workspace.write({ 'tasks/toy/run.mjs': `export const run = (config) => {\n  return { a: config.tactic.raet }\n}` })
    const code = `export { run } from '../../tasks/toy/run.mjs'`
    // The bundle of a real run holds the code; here it is imported, so the file itself plays the bundle.
    const bundle = workspace.path('tasks/toy/run.mjs')
    const spec = { ...runOf(workspace, code, known), bundle }
    const { said } = await localLauncher(worker).launch(spec, () => undefined).ended
    expect(said).toMatchObject({ type: 'failed', at: 'tasks/toy/run.mjs:2:29' })
  })
})
