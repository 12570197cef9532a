import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findKept, workspacePaths } from 'bocas/internal'
import type { TestWorkspace } from '../../plan/test-workspace'
import { rememberFailure } from '../outcome/failure'
import { localLauncher } from '../launch/local-launcher'
import type { RunSpecification } from '../../protocol/run-specification'
import { takeBack } from './rescued'
import { entryOf, forEachTest, KEY, runOf } from '../launch/test-runs'
import type { KeyedRun } from '../../plan/task-plan'

jest.setTimeout(60_000)

let worker: string
let workspace: TestWorkspace
forEachTest((made, script) => ([workspace, worker] = [made, script]))

const failed = (name = ''): string => workspace.path('.bocas/failed/toy/lr=0.1', name)
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, any> // eslint-disable-line @typescript-eslint/no-explicit-any

/** Executes a run that fails, and remembers it as its host does. */
async function fail(code: string, change?: Partial<RunSpecification>) {
  const spec = runOf(workspace, code, change)
  const end = await localLauncher(worker).launch(spec, () => undefined).ended
  const run = { name: spec.name, key: spec.key, config: spec.config } as KeyedRun
  return { end, ...rememberFailure(workspace.root, spec.task, run, spec.work, end) }
}

describe('what a run has returned that is no result', () => {
  it('is kept beside its log, with what is wrong and where', async () => {
    const code = `import { writeFileSync } from 'node:fs'
export const run = () => {
  console.log('trained for hours'); writeFileSync('model.bin', 'weights')
  const made = (kind, value) => ({ [Symbol.for('bocas.artifact')]: true, kind, value })
  return { 'val/accuracy': 0.9, test: { accuracy: 0.8 }, note: 'a text',
    model: made('file', { name: 'model.bin', source: process.cwd() + '/model.bin' }) }
}`
    const { message, remains } = await fail(code)
    expect(message.split('\n')).toHaveLength(2)
    expect(remains).toBe('.bocas/failed/toy/lr=0.1/result: what it returned, as far as that could be kept (6 files)')
    const { artifacts, rest, reason } = json(failed('result/rescued.json'))
    expect(reason).toBe(message)
    expect(Object.keys(artifacts).sort()).toEqual(['model', 'test'])
    expect(readFileSync(failed(`result/${artifacts.model.data.file}`), 'utf8')).toBe('weights')
    expect(readFileSync(failed(`result/${rest['val/accuracy'].files[0]}`), 'utf8')).toBe('0.9\n')
    expect(readFileSync(failed('run.log'), 'utf8')).toMatch('trained for hours')
    expect(existsSync(entryOf(workspace))).toBe(false)
  })

  it('is kept also when the result would be one, and fits no key', async () => {
    workspace.write({ 'library/x.cjs': 'module.exports = 1' })
    const load = `(await import('node:module')).createRequire(import.meta.url)(${JSON.stringify(workspace.path('library/x.cjs'))})`
    const { message, remains } = await fail(`export const run = async () => { ${load}; return { a: 0.5 } }`)
    expect(message).toMatch('the run loaded library/x.cjs')
    expect(remains).toMatch(/\(1 file\)$/)
    expect(json(failed('result/rescued.json')).artifacts.a).toEqual({ kind: 'metrics', data: 0.5 })
  })

  it('stays when the next failure leaves nothing, and goes when it leaves something', async () => {
    await fail(`export const run = () => ({ a: 'first' })`)
    await fail(`export const run = () => { throw new Error('at once') }`)
    expect(json(failed('failure.json')).message).toBe('at once')
    expect(Object.keys(json(failed('result/rescued.json')).rest)).toEqual(['a'])
    await fail(`export const run = () => ({ b: 'second' })`)
    expect(Object.keys(json(failed('result/rescued.json')).rest)).toEqual(['b'])
  })

  it.each([
    ['throws before it returns', `export const run = () => { throw new Error('no') }`],
    ['is ended', `export const run = () => process.kill(process.pid, 'SIGKILL')`],
  ])('is nothing for a run that %s', async (_, code) => {
    expect((await fail(code)).remains).toBeUndefined()
    expect(readdirSync(failed()).sort()).toEqual(['failure.json', 'run.log'])
  })
})

describe('a whole result that the store could not take', () => {
  it('is kept beside the log, and is the store’s when it can be, without another execution', async () => {
    const paths = workspacePaths(workspace.root)
    // In the way, as a full or read-only disk is: also for the user who may do anything.
    mkdirSync(join(paths.store, '..'), { recursive: true })
    writeFileSync(paths.store, '')
    const code = `export const run = () => { console.log('once'); return { a: 0.5 } }`
    const { message, remains } = await fail(code)
    expect(message).toMatch(/EEXIST|ENOTDIR/)
    expect(remains).toBe('.bocas/failed/toy/lr=0.1/result: its whole result, which the next call keeps')
    expect(await takeBack(paths, 'd'.repeat(64), 'toy', 'lr=0.1')).toBe(false)
    renameSync(paths.store, `${paths.store}-was-in-the-way`)
    expect(await takeBack(paths, KEY, 'toy', 'lr=0.1')).toBe(true)
    expect((await findKept(paths, KEY)).kept?.artifacts).toEqual({ a: { kind: 'metrics', data: 0.5 } })
    expect(readFileSync(join(entryOf(workspace), 'run.log'), 'utf8')).toMatch(/^once\n/)
    expect(existsSync(failed())).toBe(false)
    expect(await takeBack(paths, KEY, 'toy', 'lr=0.1')).toBe(false)
  })

  it('is not taken when it was changed meanwhile', async () => {
    const paths = workspacePaths(workspace.root)
    mkdirSync(join(paths.store, '..'), { recursive: true })
    writeFileSync(paths.store, '')
    await fail(`export const run = () => ({ a: 0.5 })`)
    renameSync(paths.store, `${paths.store}-was-in-the-way`)
    const file = failed('result/result.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('0.5', '0.9'))
    expect(await takeBack(paths, KEY, 'toy', 'lr=0.1')).toBe(false)
    expect(existsSync(entryOf(workspace))).toBe(false)
    expect(statSync(file).isFile()).toBe(true)
  })
})
