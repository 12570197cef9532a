import { existsSync } from 'node:fs'
import { localLauncher } from '../host/launch/local-launcher'
import { runOf } from '../host/launch/test-runs'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { workerScript } from '../plan/workers/worker-script'

jest.setTimeout(60_000)

let workspace: TestWorkspace
beforeAll(async () => {
  workspace = testWorkspace({
    'library/x.cjs': 'module.exports = 1',
    'library/x.mjs': 'export default 1',
    'library/x.json': '1',
    'node_modules/esm/package.json': { name: 'esm', version: '1.0.0', type: 'module', exports: './index.js' },
    'node_modules/esm/index.js': `import 'phantom'; export default 1`,
    'node_modules/phantom/package.json': { name: 'phantom', version: '1.0.0', type: 'module', exports: './index.js' },
    'node_modules/phantom/index.js': `export default 1`,
    'node_modules/@me/cjs/package.json': { name: '@me/cjs', version: '1.0.0' },
    'node_modules/@me/cjs/index.js': `module.exports = 1`,
  })
})
afterAll(() => workspace.remove())

async function messageOf(code: string, packages: readonly string[] = []): Promise<string | undefined> {
  const worker = await workerScript(workspace.root, 'run-worker')
  const into = { folder: workspace.path('.bocas/tries/toy/one') }
  const { said } = await localLauncher(worker).launch(runOf(workspace, code, { packages, into }), () => undefined).ended
  return said?.type === 'failed' ? said.message : said?.type
}

const unseenPackage = (name: string): string =>
  `the run loaded the package ${name}, which its code does not import: import it in run.ts so that its version is in the run key`
const unseenFile = (file: string): string =>
  `the run loaded ${file} by a path that cannot be seen in its code: import it, so that it is in the run key`

describe('what a run loads', () => {
  it('is no surprise when the key knows it', async () => {
    const code = `import 'esm'; import { createRequire } from 'node:module'; createRequire(import.meta.url)('@me/cjs'); export const run = () => ({ a: 1 })`
    expect(await messageOf(code, ['esm', 'phantom', '@me/cjs'])).toBe('trained')
  })

  it('is one when a package imports another that it does not declare, as an ES module or not', async () => {
    const code = `import 'esm'; import { createRequire } from 'node:module'; createRequire(import.meta.url)('@me/cjs'); export const run = () => ({ a: 1 })`
    expect(await messageOf(code, ['esm'])).toBe(`${unseenPackage('@me/cjs')}\n${unseenPackage('phantom')}`)
  })

  it('is told before the run begins, when its import has loaded it', async () => {
    const begun = workspace.path('begun')
    const code = `import 'esm'; import { writeFileSync } from 'node:fs'; export const run = () => { writeFileSync(process.env.BOCAS_SPEC_BEGUN, ''); return { a: 1 } }`
    process.env.BOCAS_SPEC_BEGUN = begun
    try {
      expect(await messageOf(code, ['esm'])).toBe(unseenPackage('phantom'))
      expect(existsSync(begun)).toBe(false)
    } finally {
      delete process.env.BOCAS_SPEC_BEGUN
    }
  })

  it.each([
    [
      'require',
      'library/x.cjs',
      (path: string) => `(await import('node:module')).createRequire(import.meta.url)(${path})`,
    ],
    [
      'require of data',
      'library/x.json',
      (path: string) => `(await import('node:module')).createRequire(import.meta.url)(${path})`,
    ],
    ['import()', 'library/x.mjs', (path: string) => `await import(${path})`],
  ])('is one when %s takes a path that was computed out of sight', async (_, file, load) => {
    const path = JSON.stringify(workspace.path(file))
    expect(await messageOf(`export const run = async () => { ${load(path)}; return { a: 1 } }`)).toBe(unseenFile(file))
  })

  it('is one when it lies outside the workspace', async () => {
    const other = testWorkspace({ 'x.mjs': 'export default 1' })
    const code = `export const run = async () => { await import(${JSON.stringify(other.path('x.mjs'))}); return { a: 1 } }`
    expect(await messageOf(code)).toBe(unseenFile(other.path('x.mjs')))
    other.remove()
  })
})
