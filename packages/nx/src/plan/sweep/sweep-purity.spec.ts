import type { SweepPlan } from 'bocas/internal/light'
import { WHY, type Why } from '../../worker/sweep/refusals'
import { evaluateSweep } from './evaluate-sweep'
import { installBocas } from '../test-bocas'
import { testWorkspace, type TestWorkspace } from '../test-workspace'

// Each workspace bundles its worker anew.
jest.setTimeout(120_000)

const FILE = 'tasks/a/sweep.ts'
const IMPORTS = `import { defineSweep, sweep } from 'bocas'
import fs, { readFileSync } from 'node:fs'; import { readFile } from 'node:fs/promises'; import os, { hostname } from 'node:os'; import path from 'node:path'
import crypto, { randomUUID } from 'node:crypto'; import child, { execSync } from 'node:child_process'; import * as http from 'node:http'; import net from 'node:net'
import { Worker } from 'node:worker_threads'; import dns from 'node:dns'; import vm from 'node:vm'; import { promisify } from 'node:util'; import { createRequire } from 'node:module'; import { hrtime } from 'node:process'; const seen = (value: unknown) => value`

let workspace: TestWorkspace
beforeAll(() => {
  workspace = testWorkspace({ 'tasks/a/values.json': '[1, 2]', 'tasks/a/data.csv': '1' })
  installBocas(workspace)
})
afterAll(() => workspace.remove())

async function planOf(code: string, env: NodeJS.ProcessEnv = {}): Promise<SweepPlan> {
  workspace.write({ [FILE]: code })
  return (await evaluateSweep(workspace.root, workspace.path(FILE), env)).plan
}

/** What a sweep may not do, how that is said, and why. */
const REFUSED: readonly (readonly [code: string, said: string, why: Why])[] = [
  ['Math.random()', 'Math.random()', 'call'],
  ['[1].map(Math.random)', 'Math.random()', 'call'],
  ['new Date()', 'new Date()', 'time'],
  ['new (class extends Date {})()', 'new Date()', 'time'],
  ['new Date(0).constructor()', 'Date()', 'time'],
  ['Date()', 'Date()', 'time'],
  ['Date.now()', 'Date.now()', 'time'],
  ['Array.from({ length: 1 }, Date.now)', 'Date.now()', 'time'],
  ['eval("Date.now()")', 'Date.now()', 'time'],
  ['new Function("return Date.now()")()', 'Date.now()', 'time'],
  ['new Intl.DateTimeFormat().format()', 'new Intl.DateTimeFormat().format()', 'time'],
  ['new Intl.DateTimeFormat("de").formatToParts()', 'new Intl.DateTimeFormat().formatToParts()', 'time'],
  ['performance.now()', 'performance.now()', 'time'],
  ['performance.timeOrigin', 'performance.timeOrigin', 'time'],
  ['performance.mark("a")', 'performance.mark()', 'time'],
  ['new Event("a").timeStamp', 'event.timeStamp', 'time'],
  ['new File([], "a").lastModified', 'file.lastModified', 'time'],
  ['performance.nodeTiming.bootstrapComplete', 'performance.nodeTiming', 'time'],
  ['performance.getEntriesByType("mark")', 'performance.getEntriesByType()', 'time'],
  ['process.hrtime.bigint()', 'process.hrtime.bigint()', 'time'],
  ['process.hrtime()', 'process.hrtime()', 'time'],
  ['hrtime()', 'process.hrtime()', 'time'],
  ['process.memoryUsage.rss()', 'process.memoryUsage.rss()', 'process'],
  ['process.uptime()', 'process.uptime()', 'time'],
  ['crypto.randomUUID()', 'crypto.randomUUID()', 'call'],
  ['randomUUID()', 'crypto.randomUUID()', 'call'],
  ['globalThis.crypto.randomUUID()', 'crypto.randomUUID()', 'call'],
  ['crypto.randomBytes(4)', 'crypto.randomBytes()', 'call'],
  ['await promisify(crypto.randomBytes)(4)', 'crypto.randomBytes()', 'call'],
  ['crypto.randomInt(9)', 'crypto.randomInt()', 'call'],
  ['crypto.pseudoRandomBytes(4)', 'crypto.pseudoRandomBytes()', 'call'],
  ['crypto.prng(4)', 'crypto.prng()', 'call'],
  ['crypto.rng(4)', 'crypto.rng()', 'call'],
  ['URL.createObjectURL(new Blob([]))', 'URL.createObjectURL()', 'call'],
  ['crypto.randomFillSync(new Uint8Array(4))', 'crypto.randomFillSync()', 'call'],
  ['globalThis.crypto.getRandomValues(new Uint8Array(4))', 'crypto.getRandomValues()', 'call'],
  ['crypto.webcrypto.getRandomValues(new Uint8Array(4))', 'crypto.getRandomValues()', 'call'],
  ['crypto.generateKeyPairSync("ed25519")', 'crypto.generateKeyPairSync()', 'call'],
  ['await crypto.subtle.generateKey("Ed25519", true, ["sign"])', 'crypto.subtle.generateKey()', 'call'],
  ['process.pid', 'process.pid', 'process'],
  ['process.ppid', 'process.ppid', 'process'],
  ['process.argv', 'process.argv', 'process'],
  ['process.memoryUsage()', 'process.memoryUsage()', 'process'],
  ['process.cwd()', 'process.cwd()', 'machine'],
  ['path.resolve("data")', 'process.cwd()', 'machine'],
  ['process.platform', 'process.platform', 'machine'],
  ['process.arch', 'process.arch', 'machine'],
  ['process.version', 'process.version', 'machine'],
  ['process.versions.v8', 'process.versions', 'machine'],
  ['process.execPath', 'process.execPath', 'machine'],
  ['os.hostname()', 'os.hostname()', 'machine'],
  ['hostname()', 'os.hostname()', 'machine'],
  ['os.homedir()', 'os.homedir()', 'machine'],
  ['os.userInfo()', 'os.userInfo()', 'machine'],
  ['os.cpus()', 'os.cpus()', 'machine'],
  ['os.tmpdir()', 'os.tmpdir()', 'machine'],
  ['os.networkInterfaces()', 'os.networkInterfaces()', 'machine'],
  ['os.availableParallelism()', 'os.availableParallelism()', 'machine'],
  ['os.totalmem()', 'os.totalmem()', 'machine'],
  ['fs.readFileSync("data.csv")', 'fs.readFileSync("data.csv")', 'read'],
  ['readFileSync("data.csv")', 'fs.readFileSync("data.csv")', 'read'],
  ['fs.existsSync("data.csv")', 'fs.existsSync("data.csv")', 'read'],
  ['fs.statSync("data.csv")', 'fs.statSync("data.csv")', 'read'],
  ['fs.readdirSync("node_modules")', 'fs.readdirSync("node_modules")', 'read'],
  ['fs.readFileSync("node_modules/bocas/package.json")', 'fs.readFileSync("node_modules/bocas/package.json")', 'read'],
  ['await readFile("data.csv")', 'fs.promises.readFile("data.csv")', 'read'],
  ['await fs.promises.readFile("data.csv")', 'fs.promises.readFile("data.csv")', 'read'],
  ['await promisify(fs.readFile)("data.csv")', 'fs.readFile("data.csv")', 'read'],
  ['fs.createReadStream("data.csv")', 'fs.createReadStream("data.csv")', 'read'],
  ['new fs.ReadStream("data.csv")', 'fs.ReadStream("data.csv")', 'read'],
  ['fs.opendirSync("node_modules")', 'fs.opendirSync("node_modules")', 'read'],
  ['fs.openSync("data.csv")', 'fs.openSync("data.csv")', 'read'],
  ['process.getBuiltinModule("fs").readFileSync("data.csv")', 'fs.readFileSync("data.csv")', 'read'],
  ['fs.writeFileSync("out", "1")', 'fs.writeFileSync("out")', 'write'],
  ['fs.mkdirSync("out")', 'fs.mkdirSync("out")', 'write'],
  ['process.chdir("..")', 'process.chdir()', 'write'],
  ['await fetch("http://localhost:1")', 'fetch()', 'network'],
  ['http.get("http://localhost:1")', 'http.get()', 'network'],
  ['net.connect(1)', 'net.connect()', 'network'],
  ['dns.lookup("localhost", () => {})', 'dns.lookup()', 'network'],
  ['execSync("hostname")', 'child_process.execSync()', 'start'],
  ['child.spawn("hostname")', 'child_process.spawn()', 'start'],
  ['await promisify(child.exec)("hostname")', 'child_process.exec()', 'start'],
  ['vm.runInNewContext("Date.now()")', 'vm.runInNewContext()', 'start'],
  ['process.getBuiltinModule("module").register("data:text/javascript,")', 'module.register()', 'start'],
  ['process.kill(1, 0)', 'process.kill()', 'start'],
  ['[1].forEach(() => setImmediate) ?? process.binding("fs")', 'process.binding()', 'start'],
] // prettier-ignore

describe('what differs from call to call or from machine to machine', () => {
  it('is refused to a sweep, all of it at once, each with its place and what to do', async () => {
    // What is thrown is caught: that hides nothing.
    const lines = REFUSED.map(([code]) => `try { seen(${code}) } catch {}`)
    const { problems, runs } = await planOf([IMPORTS, ...lines, 'export default defineSweep({ a: 1 })'].join('\n'))
    const first = IMPORTS.split('\n').length + 1
    const found = problems.map(({ message, path, hint }) => ({ message, at: path?.replace(/:\d+$/, ''), hint }))
    expect(found).toEqual(
      REFUSED.map(([, call, why], index) => ({
        message: `\`${call}\` ${WHY[why].gives}`,
        at: `${FILE}:${first + index}`,
        hint: WHY[why].hint,
      })),
    )
    expect(runs).toEqual([])
  })

  it('has these words', () => {
    expect(Object.values(WHY).map(({ gives, hint }) => `\`…\` ${gives} → ${hint}`)).toEqual([
      '`…` gives other runs on every call → write the values out, or use seeds(n)',
      "`…` gives other runs at another time → write the value out; or declare a variable and set it: { env: ['TODAY'] }, then process.env.TODAY",
      '`…` gives other runs in another process → write the value out',
      "`…` gives other runs on another machine → write the value out; or declare a variable and set it: { env: ['MACHINE'] }, then process.env.MACHINE",
      '`…` reads a file, and a sweep is not evaluated again when it changes → import it if it is JSON, or write the values out',
      '`…` changes files, and a sweep is evaluated once for each state of its code → do it in run.ts',
      '`…` asks another machine, and a sweep is not evaluated again when it answers otherwise → fetch it once into a JSON file and import that, or write the values out',
      '`…` starts what a sweep does not wait for: it is not evaluated again when that comes to something else → write the values into a JSON file and import that, or write them out',
    ])
  })

  it.each<[string, string, string]>([
    ['where', `{ where: () => Date.now() > 0 }`, `${FILE}:2`],
    ['name', `{ name: () => 'run-' + process.pid }`, `${FILE}:2`],
  ])('is refused in `%s` as well', async (_, options, place) => {
    const { problems } = await planOf(
      `import { defineSweep, sweep } from 'bocas'; export default defineSweep({ a: sweep([1, 2]) },\n${options})`,
    )
    expect(problems[0]!.path).toMatch(`${place}:`)
  })

  it('is refused where it is imported by name', async () => {
    const { problems } = await planOf(
      `import { pid, platform as os, env, exit } from 'node:process'; import { defineSweep } from 'bocas'; export default defineSweep({ a: pid, os, b: typeof exit, c: String(env.C) }, { env: ['C'] })`,
    )
    expect(problems.map(({ message }) => message)).toEqual([
      "`import { pid } from 'node:process'` gives other runs in another process",
      "`import { platform } from 'node:process'` gives other runs on another machine",
    ])
  })

  it('is refused where a package hands it on, and not where one is only loaded', async () => {
    workspace.install(
      'ids',
      '1.0.0',
      `const made = Date.now() + Math.random() + require('os').cpus().length + process.pid + String(require('crypto').randomUUID());
      new (require('http').Agent)(); const libc = require('fs').existsSync('/etc/hostname'); try { require('fs').readFileSync('/etc/hostname'); process.exit(1) } catch (error) { if (libc || error.code !== 'ENOENT') process.exit(2) } exports.id = () => require('crypto').randomUUID(); exports.made = String(made); exports.own = () => require('fs').readFileSync(__filename, 'utf8').length > 10`,
    )
    const { problems } = await planOf(
      `import { id } from 'ids'; import { defineSweep } from 'bocas'\nexport default defineSweep({ a: id() })`,
    )
    expect(problems).toEqual([
      {
        code: 'volatile-sweep',
        message: '`crypto.randomUUID()` gives other runs on every call',
        path: `${FILE}:2:33`,
        hint: WHY.call.hint,
      },
    ])
    const other = await planOf(
      `import { made, own } from 'ids'; import { defineSweep } from 'bocas'\nexport default defineSweep({ own: own(), a: made.slice(0, 3) })`,
    )
    expect(other.problems).toEqual([])
  })

  it('is no module that is loaded by a path which cannot be seen', async () => {
    workspace.install('unseen', '1.0.0')
    const loads = (what: string) =>
      planOf(`import { createRequire } from 'node:module'; import { defineSweep } from 'bocas'
      const load = createRequire('${workspace.path(FILE)}')
      export default defineSweep({ a: Number(!load('${what}')) })`)
    expect((await loads('./values.json')).problems).toEqual([
      {
        message:
          'the sweep loads tasks/a/values.json by a path that cannot be seen in its code, so it would not be evaluated again when that changes',
        hint: `write the path out in an import: import values from './values.json'`,
      },
    ])
    expect((await loads('unseen')).problems[0]!.message).toMatch(/^the sweep loads the package unseen by a path/)
    expect((await planOf(`export default await import(String(1))`)).problems).toEqual([
      {
        code: 'computed-import',
        message:
          'the path of `import(String(1))` is computed, so the sweep would not be evaluated again when what it loads changes',
        path: FILE,
        hint: 'write the path out in an import',
      },
    ])
  })

  it('is no path of the machine in a config', async () => {
    const { problems } = await planOf(
      `import { defineSweep } from 'bocas'; export default defineSweep({ from: import.meta.dirname + '/data.csv' })`,
    )
    expect(problems).toEqual([
      {
        code: 'volatile-sweep',
        message: `a config holds a path of this machine, "${workspace.path('tasks/a/data.csv')}", and would be another one in the next clone`,
        hint: 'write the path as seen from the task, and find the file in run.ts by ctx.input',
      },
    ])
  })
})

describe('what a sweep may do', () => {
  it('is to compute, print, import, hash, sort and format, in one language and one time zone everywhere', async () => {
    const { problems, runs } = await planOf(`${IMPORTS}
      import values from './values.json'
      console.log('printed', { a: [1] }); console.error(new Error('said'))
      const day = new Date('2026-01-31T12:00:00')
      export default defineSweep({
        values: sweep(values), day: day.toISOString(), local: new Date(2026, 0, 31).getTime(), zone: day.getTimezoneOffset(),
        long: (1234.5).toLocaleString(), short: new Intl.NumberFormat().format(1234.5), date: day.toLocaleDateString(),
        zoneName: new Intl.DateTimeFormat().resolvedOptions().timeZone, language: Intl.NumberFormat().resolvedOptions().locale,
        sorted: ['ä', 'z', 'a'].sort((a, b) => a.localeCompare(b)).join(), list: [1234.5, 2].toLocaleString(), upper: 'i'.toLocaleUpperCase(),
        hash: crypto.createHash('sha256').update('a').digest('hex').slice(0, 4), path: path.join('a', 'b'), isDate: day instanceof Date,
        waited: await new Promise((done) => setTimeout(() => done(1), 1)),
      })`)
    expect(problems).toEqual([])
    expect(runs.map(({ config }) => config)).toEqual(
      [1, 2].map((values) => ({
        values, day: '2026-01-31T12:00:00.000Z', local: Date.UTC(2026, 0, 31), zone: 0, long: '1,234.5', short: '1,234.5', date: '1/31/2026',
        zoneName: 'UTC', language: 'en-US', sorted: 'a,ä,z', list: '1,234.5,2', upper: 'I', hash: 'ca97', path: 'a/b', isDate: true, waited: 1,
      })), // prettier-ignore
    )
  })
})

describe('the environment', () => {
  const QUICK = `import { defineSweep, sweep } from 'bocas'
    export default defineSweep({ lr: process.env.QUICK === '1' ? 0.1 : sweep([0.1, 1, 10]) }, { env: ['QUICK'] })`
  const names = async (env: NodeJS.ProcessEnv, code = QUICK) => (await planOf(code, env)).runs.length

  it('is seen as far as the options declare it, and each value is remembered', async () => {
    expect(await names({ QUICK: '1', OTHER: 'a' })).toBe(1)
    expect(await names({})).toBe(3)
    expect(await names({ QUICK: '1', OTHER: 'b' })).toBe(1)
    expect(await names({ QUICK: '' })).toBe(3)
  })

  it('is refused where it is not declared, with the line to add; every variable at once, also when none is set', async () => {
    const { problems, runs } = await planOf(`import { defineSweep } from 'bocas'
      const { QUICK, SIZE = '3' } = process.env
      export default defineSweep({ a: Number(SIZE), b: 'DEBUG' in process.env, c: String(QUICK) }, { env: ['QUICK'] })`)
    expect(runs).toEqual([])
    expect(problems).toEqual(
      ['SIZE:2:15', 'DEBUG:3:55'].map((one) => {
        const [name, line] = one.split(':') as [string, string]
        return {
          code: 'volatile-sweep',
          message: `\`process.env.${name}\` is not declared, so the sweep would not be evaluated again for another value`,
          path: expect.stringContaining(`${FILE}:${line}:`) as string,
          hint: `declare it in the options: defineSweep({ … }, { env: ['${name}'] }); its value is then in the keys of the runs as well`,
        }
      }),
    )
  })

  it('is not there as a whole', async () => {
    const { problems } = await planOf(
      `import { defineSweep } from 'bocas'; export default defineSweep({ ...process.env, a: 1 })`,
      { A: '1' },
    )
    expect(problems).toEqual([
      {
        code: 'volatile-sweep',
        message: 'all of `process.env` gives other runs in another environment',
        path: `${FILE}:1:78`,
        hint: "name and declare the variables that matter: { env: ['QUICK'] }, then process.env.QUICK",
      },
    ])
  })

  it('decides by what it decides: a variable that is asked for only then is remembered too', async () => {
    const code = `import { defineSweep, sweep } from 'bocas'
      const many = process.env.MANY === '1' ? Number(process.env.COUNT ?? 2) : 1
      export default defineSweep({ a: sweep(Array.from({ length: many }, (_, i) => i)) }, { env: ['MANY', 'COUNT'] })`
    const counts: number[] = []
    for (const env of [
      {},
      { COUNT: '5' },
      { MANY: '1' },
      { MANY: '1', COUNT: '5' },
      { COUNT: '9' },
      { MANY: '1', COUNT: '5' },
    ])
      counts.push(await names(env, code))
    expect(counts).toEqual([1, 1, 2, 5, 1, 5])
  })

  it('can be written by a sweep for itself', async () => {
    const { problems, runs } = await planOf(
      `import { defineSweep } from 'bocas'; process.env.MINE = 'x'; export default defineSweep({ a: process.env.MINE! })`,
    )
    expect([problems, runs.map(({ config }) => config)]).toEqual([[], [{ a: 'x' }]])
  })
})
