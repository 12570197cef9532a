import { rmSync, writeFileSync } from 'node:fs'
import { entryOf, runOf } from '../host/launch/test-runs'
import { localLauncher } from '../host/launch/local-launcher'
import type { RunSpecification } from '../protocol/run-specification'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { workerScript } from '../plan/workers/worker-script'

jest.setTimeout(120_000)

let workspace: TestWorkspace
let worker: string
beforeAll(async () => {
  workspace = testWorkspace({
    'tasks/toy/folder/x.txt': '1',
    'library/x.txt': '1',
    'node_modules/cjs/package.json': { name: 'cjs', version: '1.0.0' },
    'node_modules/cjs/index.js': `exports.fs = require('fs'); exports.promises = require('fs/promises')`,
    'node_modules/cjs/own.txt': '1',
    'node_modules/esm/package.json': { name: 'esm', version: '1.0.0', type: 'module', exports: './index.js' },
    'node_modules/esm/index.js': `import * as fs from 'fs'; import * as promises from 'node:fs/promises'; export { fs, promises }`,
    'node_modules/other/package.json': { name: 'other', version: '1.0.0' },
    'node_modules/other/data.json': '1',
  })
  worker = await workerScript(workspace.root, 'run-worker')
})
afterAll(() => workspace.remove())

/** Executes the statements as a run, and tells what became of it. */
async function outcomeOf(body: string, change: Partial<RunSpecification> = {}, imports = ''): Promise<string> {
  const code = `import { createRequire } from 'node:module'; import { promisify } from 'node:util'; ${imports}
const ws = ${JSON.stringify(workspace.root)}, at = ${JSON.stringify(workspace.path('tasks/toy'))} + '/'
export const run = async (config, ctx) => { ${body}; return { a: 1 } }`
  const spec = runOf(workspace, code, change)
  rmSync(entryOf(workspace), { recursive: true, force: true })
  const { said } = await localLauncher(worker).launch(spec, () => undefined).ended
  rmSync(spec.work, { recursive: true, force: true })
  return said?.type === 'failed' ? said.message : String(said?.type)
}

/** Statements that each look at a file of their own: `at + name`. */
const READS: Readonly<Record<string, string>> = {
  readFileSync: `fs.readFileSync(at + name)`,
  'readFileSync of a URL': `fs.readFileSync(new URL('file://' + at + name))`,
  'readFileSync of bytes': `fs.readFileSync(Buffer.from(at + name))`,
  'readFileSync by a way around': `fs.readFileSync(at + '../toy/./' + name)`,
  readFile: `await new Promise((done) => fs.readFile(at + name, done))`,
  'promisified readFile': `await promisify(fs.readFile)(at + name)`,
  'fs.promises.readFile': `await fs.promises.readFile(at + name)`,
  'fs/promises readFile': `await promises.readFile(at + name)`,
  openSync: `fs.closeSync(fs.openSync(at + name))`,
  'openSync to read and write': `fs.closeSync(fs.openSync(at + name, 'r+'))`,
  'openSync with numbers': `fs.closeSync(fs.openSync(at + name, fs.constants.O_RDWR))`,
  open: `await new Promise((done) => fs.open(at + name, (error, fd) => fs.close(fd, done)))`,
  'fs/promises open': `await (await promises.open(at + name)).close()`,
  createReadStream: `for await (const part of fs.createReadStream(at + name)) void part`,
  ReadStream: `for await (const part of new fs.ReadStream(at + name)) void part`,
  openAsBlob: `await fs.openAsBlob(at + name)`,
  copyFileSync: `fs.copyFileSync(at + name, 'copy1')`,
  'fs/promises copyFile': `await promises.copyFile(at + name, 'copy2')`,
  cpSync: `fs.cpSync(at + name, 'copy3')`,
  'fs/promises cp': `await promises.cp(at + name, 'copy4')`,
  renameSync: `fs.renameSync(at + name, 'copy5')`,
  linkSync: `fs.linkSync(at + name, ctx.dir + '/copy6')`,
  'a link': `fs.symlinkSync(at + name, 'copy7'); fs.readFileSync('copy7')`,
  statSync: `fs.statSync(at + name)`,
  'fs/promises stat': `await promises.stat(at + name)`,
  lstat: `await new Promise((done) => fs.lstat(at + name, done))`,
  existsSync: `fs.existsSync(at + name)`,
  'promisified exists': `await promisify(fs.exists)(at + name)`,
  accessSync: `fs.accessSync(at + name)`,
  'fs/promises access': `await promises.access(at + name)`,
  realpathSync: `fs.realpathSync(at + name)`,
  'realpathSync.native': `fs.realpathSync.native(at + name)`,
  'promisified realpath.native': `await promisify(fs.realpath.native)(at + name)`,
  loadEnvFile: `process.loadEnvFile(at + name)`,
  watch: `fs.watch(at + name).close()`,
  'readFileSync handed on': `[at + name].forEach((path) => [path].map(fs.readFileSync.bind(fs, path, 'utf8')))`,
}

/** Ways to come by `fs` and `promises`. */
const IMPORTS: Readonly<Record<string, string>> = {
  'a default import': `import fs from 'node:fs'; import promises from 'node:fs/promises'`,
  'a namespace': `import * as fs from 'fs'; import * as promises from 'fs/promises'`,
  'named imports': `import { promises, ${[...new Set(Object.values(READS).flatMap((read) => [...read.matchAll(/fs\.(\w+)/g)].map(([, name]) => name!)))].filter((name) => name !== 'promises').join(', ')} } from 'node:fs'
const fs = { promises, ${[...new Set(Object.values(READS).flatMap((read) => [...read.matchAll(/fs\.(\w+)/g)].map(([, name]) => name!)))].filter((name) => name !== 'promises').join(', ')} }`,
  require: `const { fs, promises } = ((require) => ({ fs: require('fs'), promises: require('node:fs/promises') }))(createRequire(import.meta.url))`,
  'import()': `const fs = await import('node:fs'), { default: promises } = await import('fs/promises')`,
  getBuiltinModule: `const fs = process.getBuiltinModule('fs'), promises = process.getBuiltinModule('fs/promises')`,
  'a CommonJS package': `import cjs from 'cjs'; const { fs, promises } = cjs`,
  'an ES module package': `import { fs, promises } from 'esm'`,
}

const known = { packages: ['cjs', 'esm'] }

describe('a run that looks at files that are not declared', () => {
  it.each(Object.entries(IMPORTS))('is refused by %s, in whatever way it looks', async (_, imports) => {
    const names = Object.keys(READS).map((way, index) => `${index}-${way.replaceAll(/\W/g, '-')}.txt`)
    for (const name of names) writeFileSync(workspace.path('tasks/toy', name), '1')
    const body = Object.values(READS)
      .map((read, index) => `{ const name = ${JSON.stringify(names[index])}; ${read} }`)
      .join('\n')
    const text = await outcomeOf(body, known, imports)
    const told = text.split('\n').filter((line) => line.startsWith('the run '))
    const found = told.map((line) => /tasks\/toy\/(\S+\.txt), which is not in the run key/.exec(line)?.[1] ?? line)
    expect(found.sort()).toEqual([...names].sort())
    expect(text).toContain(
      `  → declare what it reads: in tasks/toy/sweep.ts, defineSweep({ … }, { data: [${[...names]
        .sort()
        .map((name) => `'${name}'`)
        .join(', ')}] })`,
    )
  })

  it.each([
    ['read tasks/toy/folder/x.txt', `readFileSync(at + 'folder/x.txt')`, `'folder/x.txt'`],
    ['listed the folder tasks/toy/folder', `readdirSync(at + 'folder')`, `'folder'`],
    [
      'listed the folder tasks/toy/folder',
      `for await (const one of await promises.opendir(at + 'folder')) void one`,
      `'folder'`,
    ],
    ['read library/x.txt', `createReadStream(at + '../../library/x.txt')`, `'../../library/x.txt'`],
    ['read package.json', `readFileSync(ws + '/package.json')`, `'../../package.json'`],
    [
      'read node_modules/other/data.json',
      `readFileSync(ws + '/node_modules/other/data.json')`,
      `'npm:other/data.json'`,
    ],
  ])('is told that it %s, and how to declare it', async (did, read, name) => {
    const imports = `import { readFileSync, readdirSync, createReadStream, promises } from 'node:fs'`
    expect(await outcomeOf(read, {}, imports)).toBe(
      `the run ${did}, which is not in the run key\n` +
        `  → declare what it reads: in tasks/toy/sweep.ts, defineSweep({ … }, { data: [${name}] })`,
    )
  })

  it('is told of a file whose absence it depends on', async () => {
    const text = await outcomeOf(
      `try { readFileSync(at + 'override.json') } catch {} existsSync(at + 'more.json')`,
      {},
      `import { readFileSync, existsSync } from 'node:fs'`,
    )
    expect(text.split('\n')).toEqual([
      'the run looked for tasks/toy/override.json, which is not there; once it is, nothing would be made anew',
      '  → make the file and declare it, or do not look for it',
      'the run looked for tasks/toy/more.json, which is not there; once it is, nothing would be made anew',
      '  → make the file and declare it, or do not look for it',
    ])
  })

  it('is told what is declared already in the line to write', async () => {
    const data = { 'folder/x.txt': workspace.path('tasks/toy/folder/x.txt') }
    const ingredients = { code: {}, packages: [], data: { 'folder/x.txt': 'digest' }, env: {} }
    const text = await outcomeOf(
      `readFileSync(ctx.input('folder/x.txt')); readFileSync(at + '../../library/x.txt')`,
      { data, ingredients },
      `import { readFileSync } from 'node:fs'`,
    )
    expect(text).toContain(`{ data: ['folder/x.txt', '../../library/x.txt'] })`)
  })

  it('is told beside the error that it fails with', async () => {
    writeFileSync(workspace.path('tasks/toy/model.bin'), '1')
    const text = await outcomeOf(
      `readFileSync(at + 'model.bin'); throw new Error('broken')`,
      {},
      `import { readFileSync } from 'node:fs'`,
    )
    expect(text).toBe(
      `broken\nthe run read tasks/toy/model.bin, which is not in the run key\n  → declare what it reads: in tasks/toy/sweep.ts, defineSweep({ … }, { data: ['model.bin'] })`,
    )
  })

  it('does not come by the functions below fs', async () => {
    expect(await outcomeOf(`process.binding('fs')`)).toBe(
      "process.binding('fs') reads files that nobody watches: take them by node:fs",
    )
    expect(await outcomeOf(`process.binding('config')`)).toBe('trained')
  })

  it('is ended soon, and not after hours', async () => {
    // Far longer than this test may take.
    const body = `readFileSync(at + 'folder/x.txt'); await new Promise((done) => setTimeout(done, 36_000_000))`
    expect(await outcomeOf(body, {}, `import { readFileSync } from 'node:fs'`)).toContain('tasks/toy/folder/x.txt')
  })

  it('is told that a relative path does not begin in the folder of its task', async () => {
    const imports = `import { readFileSync } from 'node:fs'`
    expect(await outcomeOf(`readFileSync('folder/x.txt')`, {}, imports)).toBe(
      `ENOENT: no such file or directory, open 'folder/x.txt'\n` +
        `  → tasks/toy/folder/x.txt is there, but the code does not work in that folder: read it as ctx.input('folder/x.txt') and declare it: in tasks/toy/sweep.ts, defineSweep({ … }, { data: ['folder/x.txt'] })`,
    )
    expect(await outcomeOf(`readFileSync('nowhere.txt')`, {}, imports)).toBe(
      `ENOENT: no such file or directory, open 'nowhere.txt'`,
    )
  })
})

describe('a run may look at', () => {
  const imports = `import fs from 'node:fs'; import os from 'node:os'; import cjs from 'cjs'; void cjs`
  const cases: [string, string, (() => Partial<RunSpecification>)?][] = [
    [
      'what it has declared',
      `fs.readFileSync(at + 'folder/x.txt')`,
      () => ({ data: { 'folder/x.txt': workspace.path('tasks/toy/folder/x.txt') } }),
    ],
    [
      'all in a folder that it has declared',
      `fs.readdirSync(at + 'folder'); fs.readFileSync(at + 'folder/x.txt')`,
      () => ({ data: { folder: workspace.path('tasks/toy/folder') } }),
    ],
    [
      'data of a package that it has declared',
      `fs.readFileSync(ws + '/node_modules/other/data.json')`,
      () => ({ data: { 'npm:other/data.json': workspace.path('node_modules/other/data.json') } }),
    ],
    [
      'files of packages that its code imports',
      `fs.readFileSync(ws + '/node_modules/cjs/own.txt'); fs.readdirSync(ws + '/node_modules/cjs')`,
    ],
    ['whether a package is there', `fs.existsSync(ws + '/node_modules/nobody/package.json')`],
    [
      'what it has written, wherever',
      `fs.writeFileSync('x', '1'); fs.readFileSync('x'); fs.writeFileSync(at + 'mine.txt', '1'); fs.readFileSync(at + 'mine.txt'); fs.rmSync(at + 'mine.txt')`,
    ],
    [
      'a folder that it makes',
      `if (!fs.existsSync(at + 'made')) fs.mkdirSync(at + 'made'); fs.writeFileSync(at + 'made/x', '1'); fs.readdirSync(at + 'made'); fs.rmSync(at + 'made', { recursive: true })`,
    ],
    [
      'temporary folders',
      `const folder = fs.mkdtempSync(os.tmpdir() + '/bocas-'); fs.writeFileSync(folder + '/x', '1'); fs.readFileSync(folder + '/x'); fs.readdirSync(folder); fs.rmSync(folder, { recursive: true })`,
    ],
    ['the system', `fs.existsSync('/proc/cpuinfo') && fs.readFileSync('/proc/cpuinfo'); fs.readdirSync('/etc')`],
    ['folders above what it may read', `fs.statSync(ws); fs.existsSync(ws + '/node_modules'); fs.statSync(at)`],
    ['its checkpoint', `ctx.checkpoint.save({ step: 1 }); ctx.checkpoint.load()`],
  ]
  it.each(cases.map(([what, body, change = () => ({})]) => [what, body, change] as const))(
    '%s',
    async (_, body, change) => {
      expect(await outcomeOf(body, { ...known, ...change() }, imports)).toBe('trained')
    },
  )
})

describe('a program', () => {
  const imports = `import { exec, execSync, execFile, execFileSync, spawn, spawnSync, fork } from 'node:child_process'`
  it.each([
    ['execSync', `execSync('git rev-parse HEAD')`, 'git rev-parse HEAD', `'git'`],
    ['exec', `await new Promise((end) => exec('git rev-parse HEAD', end))`, 'git rev-parse HEAD', `'git'`],
    ['promisified exec', `await promisify(exec)('A=1 git log | head')`, 'A=1 git log | head', `'git', 'head'`],
    ['execFile', `await promisify(execFile)('python3', ['x.py'])`, 'python3 x.py', `'python3'`],
    ['execFileSync', `execFileSync('/usr/bin/python3', ['x;y'])`, '/usr/bin/python3 x;y', `'python3'`],
    ['spawn', `spawn('python3', ['x.py'])`, 'python3 x.py', `'python3'`],
    ['spawn in a shell', `spawn('cat x.txt', { shell: true })`, 'cat x.txt', `'cat'`],
    ['spawnSync', `spawnSync('python3', ['x.py'])`, 'python3 x.py', `'python3'`],
    ['spawnSync in a shell', `spawnSync('cat x 2>&1 >y', [], { shell: true })`, 'cat x 2>&1 >y', `'cat'`],
    ['fork', `process.execArgv.length = 0; fork('/x.cjs')`, `${process.execPath} /x.cjs`, `'node'`],
  ])('is not started by %s', async (_, start, command, names) => {
    expect(await outcomeOf(start, {}, imports)).toBe(
      `the run started \`${command}\`, and what a program reads is not in the run key\n` +
        `  → make the run that program: export const run = command('…', { inputs: […] }); or say that what it reads and its version change no result: ` +
        `in tasks/toy/sweep.ts, defineSweep({ … }, { programs: [${names}] })`,
    )
  })

  it('that its sweep names may be started, in whatever way', async () => {
    const body = `execSync('echo 1; cat </dev/null 2>&1'); spawnSync('echo', ['a|b']); await promisify(exec)('echo $(cat </dev/null)'); execFileSync('/bin/sh', ['-c', 'echo 1 & cat </dev/null'])`
    expect(await outcomeOf(body, { programs: ['echo', 'cat'] }, imports)).toBe('trained')
    expect(await outcomeOf(body, { programs: ['echo'] }, imports)).toContain(`{ programs: ['cat'] }`)
  })

  it('that only says what the machine is may be started', async () => {
    const body = `execSync('uname -a'); spawnSync('getconf', ['PAGE_SIZE']); await promisify(exec)('uname -m')`
    expect(await outcomeOf(body, {}, `import { exec, execSync, spawnSync } from 'node:child_process'`)).toBe('trained')
  })
})

describe('a thread', () => {
  const thread = (code: string): string =>
    `await new Promise((done, fail) => new Worker(${JSON.stringify(code)}, { eval: true, workerData: at }).on('exit', done).on('error', fail))`
  const imports = `import { Worker } from 'node:worker_threads'`
  it.each([
    ['reads', `require('fs').readFileSync(require('worker_threads').workerData + 'folder/x.txt')`],
    [
      'reads in a thread of its own',
      `const { Worker, workerData } = require('worker_threads'); new Worker("require('fs').readFileSync(require('worker_threads').workerData + 'folder/x.txt')", { eval: true, workerData })`,
    ],
  ])('of a run %s what is refused', async (_, code) => {
    expect(await outcomeOf(thread(code), {}, imports)).toContain(
      'the run read tasks/toy/folder/x.txt, which is not in the run key',
    )
  })

  it('of a run may read what the run may read', async () => {
    const data = { folder: workspace.path('tasks/toy/folder') }
    expect(await outcomeOf(thread(READ_FOLDER), { data }, imports)).toBe('trained')
  })

  it('may execute no file that is not known', async () => {
    writeFileSync(workspace.path('tasks/toy/thread.cjs'), '')
    const text = await outcomeOf(
      `await new Promise((done) => new Worker(at + 'thread.cjs').on('exit', done))`,
      {},
      imports,
    )
    expect(text).toContain('the run read tasks/toy/thread.cjs, which is not in the run key')
  })
})

const READ_FOLDER = `require('fs').readFileSync(require('worker_threads').workerData + 'folder/x.txt')`

describe('a file that is made from results', () => {
  it('is not declared when a run reads it: results are taken', async () => {
    workspace.write({ 'paper/facts/tune.json': '{}' })
    const text = await outcomeOf(`fs.readFileSync(ws + '/paper/facts/tune.json')`, {}, `import fs from 'node:fs'`)
    expect(text).toMatch(/^the run read paper\/facts\/tune\.json, which is not in the run key/)
    expect(text).toContain(
      `→ declare it in sweep.ts, start: from('tune'), and take it in run.ts by ctx.from(config.start)`,
    )
    expect(text).not.toContain('data: [')
  })
})
