import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  canonicalJson,
  identityOf,
  sha256,
  verifyResult,
  workspacePaths,
  writeResultFile,
  type Json,
  type WorkspacePaths,
  nonFiniteIn,
} from 'bocas/internal'
import { CommandError } from '../command'
import { carryOver } from './carry-over'
import { keysAtHead, keysAtRef } from './git-keys'
import { divide } from './leftovers'
import { lookUpStored } from '../../states/look-up-stored'
import { reachOf } from './reach'
import { showKept } from './show-kept'
import { readStore } from '../../shared/stored-run'
import type { KnownPlan } from '../../plan/task-plan'

let root: string
let paths: WorkspacePaths
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-storage-'))
  paths = workspacePaths(root)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const keyOf = (name: string): string => sha256(name)
const write = (file: string, content: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), content)
}
const writeJson = (file: string, content: unknown): void => write(file, JSON.stringify(content))
const git = (...args: string[]): void =>
  void execFileSync(
    'git',
    ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...args],
    { cwd: root, stdio: 'ignore' },
  )

/** A result with one payload, under the key of its name. */
async function keep(
  name: string,
  { folder = `.bocas/store/${keyOf(name)}`, config = { lr: 1 } }: { folder?: string; config?: Json } = {},
): Promise<void> {
  write(`${folder}/x.csv`, 'a\n1\n')
  const payloads = { 'x.csv': { sha256: sha256('a\n1\n'), bytes: 4 } }
  await writeResultFile(join(root, folder), {
    key: keyOf(name),
    config,
    artifacts: { x: { kind: 'table', data: {} } },
    payloads,
  })
}

const plan = (task: string, ...names: string[]): KnownPlan =>
  ({
    task,
    runs: names.map((name) => ({ name, key: keyOf(name), config: {}, tags: [], sweeps: ['main'] })),
  }) as unknown as KnownPlan

describe('the store, read', () => {
  it('tells task, name, size, age and time of its entries, and what it cannot read', async () => {
    await keep('a')
    writeJson(`.bocas/store/${keyOf('a')}/execution.json`, {
      task: 'alpha',
      run: 'old-name',
      ended: '2024-01-01T00:00:00.000Z',
      seconds: 3,
    })
    const ingredients = { code: { 'run.ts': 'x' }, packages: [], data: {}, env: {} }
    writeJson(`.bocas/store/${keyOf('a')}/ingredients.json`, {
      task: 'alpha',
      name: 'lr=1',
      config: { lr: 1 },
      ingredients,
    })
    write(`.bocas/store/${keyOf('b')}/result.json`, '{"config"')
    const { runs, unreadable } = readStore(paths)
    expect(runs).toMatchObject([
      {
        key: keyOf('a'),
        task: 'alpha',
        name: 'lr=1',
        config: { lr: 1 },
        seconds: 3,
        made: Date.UTC(2024),
        ingredients,
      },
    ])
    expect(runs[0]!.bytes).toBeGreaterThan(200)
    expect(unreadable.map(({ key }) => key)).toEqual([keyOf('b')])
  })

  it('shares what results are made of, in whatever form it was written', async () => {
    const ingredients = {
      code: { 'run.ts': 'x' },
      data: { '"ingredients":{"code":': ',"name":"' },
      env: { V: '{"code":' },
      packages: [{ name: 'a', version: '1' }],
    }
    const config = { ingredients: { code: 1 }, name: ',"name":"' }
    for (const [index, write] of [canonicalJson, canonicalJson, JSON.stringify].entries()) {
      await keep(`${index}`, { config })
      const content = { task: 'alpha', name: `,"name":"${index}`, config, ingredients }
      writeFileSync(join(paths.entry(keyOf(`${index}`)), 'ingredients.json'), write(content) + '\n')
    }
    const { runs } = readStore(paths)
    expect(runs.map(({ ingredients }) => ingredients)).toEqual([ingredients, ingredients, ingredients])
    expect(new Set(runs.map(({ name }) => name))).toEqual(new Set([0, 1, 2].map((index) => `,"name":"${index}`)))
    const canonical = runs.filter(({ key }) => key !== keyOf('2'))
    expect(canonical[0]!.ingredients).toBe(canonical[1]!.ingredients)
  })

  it('is looked up as the host does, and left as it is', async () => {
    await keep('a')
    await keep('a', { folder: 'paper/artifacts/alpha/a' })
    const view = paths.artifacts('alpha', 'a')
    expect(await lookUpStored(paths, keyOf('a'), view)).toEqual({ from: 'store' })
    write(`.bocas/store/${keyOf('a')}/x.csv`, 'a\n2\n')
    expect(await lookUpStored(paths, keyOf('a'), view)).toEqual({
      from: 'view',
      damaged: 'x.csv was changed after it was written: its digest does not fit',
    })
    rmSync(join(view, 'x.csv'))
    expect(await lookUpStored(paths, keyOf('a'), view)).toMatchObject({ from: null, damaged: expect.any(String) })
    expect(await lookUpStored(paths, keyOf('b'), view)).toEqual({ from: null })
    expect(existsSync(paths.damaged)).toBe(false)
  })
})

describe('who reaches a result', () => {
  it('are sweeps, the facts and records of the paper, commits, and commands at work', async () => {
    await keep('fact', { folder: 'paper/artifacts/alpha/fact' })
    await keep('leftover', { folder: 'paper/artifacts/alpha/leftover' })
    writeJson('paper/facts/alpha.json', {
      task: 'alpha',
      facts: { best: { runs: ['fact'] }, other: { runs: ['alpha/fact', 'alpha/gone'] } },
    })
    writeJson('paper/provenance/alpha.json', { figures: [{ runs: { x: keyOf('recorded') } }] })
    writeJson('.bocas/work/1/host.json', identityOf())
    writeJson('.bocas/work/1/specification.json', { key: keyOf('at work') })
    writeJson('.bocas/work/2/host.json', { ...identityOf(), started: 'another time', seal: undefined })
    writeJson('.bocas/work/2/specification.json', { key: keyOf('lost') })
    const reach = reachOf(root, [plan('alpha', 'a'), plan('beta', 'a', 'b')])
    expect(Object.fromEntries(reach)).toEqual({
      [keyOf('a')]: ['alpha main', 'beta main'],
      [keyOf('b')]: ['beta main'],
      [keyOf('fact')]: ['paper'],
      [keyOf('recorded')]: ['paper'],
      [keyOf('at work')]: ['a running command'],
    })
  })

  it('are the commits that record it, also of a workspace in a folder of its repository', async () => {
    git('init', '--quiet')
    const inner = join(root, 'inner')
    for (let index = 0; index < 3; index++)
      await keep(`r${index}`, { folder: `inner/paper/artifacts/alpha/lr=${index} ä` })
    write('inner/paper/provenance/notes.txt', `made from ${keyOf('noted')}\n`)
    write('inner/paper/artifacts/alpha/lr=0 ä/other.json', keyOf('no record'))
    git('add', '--all')
    git('commit', '--quiet', '-m', 'one')
    git('tag', 'v1')
    rmSync(join(inner, 'paper'), { recursive: true })
    git('add', '--all')
    git('commit', '--quiet', '-m', 'two')
    const recorded = ['r0', 'r1', 'r2', 'noted'].map(keyOf).sort()
    expect([...keysAtRef(inner, 'v1')].sort()).toEqual(recorded)
    expect([...keysAtRef(inner, 'HEAD~1')].sort()).toEqual(recorded)
    expect(keysAtHead(inner).size).toBe(0)
    expect(() => keysAtRef(inner, 'v2')).toThrow(CommandError)
    expect(() => keysAtRef(inner, '--all')).toThrow("git knows no '--all'")
  })

  it('is nobody outside of git', () => expect(keysAtHead(root).size).toBe(0))
})

describe('what gc finds', () => {
  it('is what nobody reaches: results, checkpoints and damaged results', async () => {
    await keep('a')
    await keep('old')
    write(`.bocas/store/${keyOf('torn')}/result.json`, '')
    write(`.bocas/damaged/${keyOf('a')}-12345678/result.json`, 'x')
    write(`.bocas/checkpoints/${keyOf('a')}/state`, 'x')
    write(`.bocas/checkpoints/${keyOf('old')}/state`, 'x')
    const { remove, keep: stays } = divide(paths, reachOf(root, [plan('alpha', 'a')]))
    expect(remove.map(({ what, key }) => [what, key])).toEqual([
      ['result', keyOf('old')],
      ['unreadable result', keyOf('torn')],
      ['damaged result', keyOf('a')],
      ['checkpoint', keyOf('old')],
    ])
    expect(stays.count).toBe(1)
  })
})

describe('a result that is carried over', () => {
  it('is a whole result of the new key that says where it comes from', async () => {
    await keep('old', { config: { lr: 1 } })
    writeJson(`.bocas/store/${keyOf('old')}/execution.json`, {
      task: 'alpha',
      run: 'run',
      seconds: 3,
      accepted: [{ from: 'x', because: 'first', at: 't', changes: [] }],
    })
    write(`.bocas/store/${keyOf('old')}/run.log`, 'epoch 1\n')
    const [kept] = readStore(paths).runs
    const changes = [{ kind: 'code' as const, what: 'run.ts', how: 'changed' as const, text: 'run.ts changed' }]
    const ingredients = { code: { 'run.ts': 'new' }, packages: [], data: {}, env: {} }
    const to = { key: keyOf('new'), task: 'alpha', name: 'run', config: { lr: 1, decay: 0 }, ingredients }
    await carryOver(paths, { kept: kept!, changes }, to, 'only a name', new Date(0))
    expect(await verifyResult(paths.entry(keyOf('new')), keyOf('new'))).toMatchObject({
      config: { lr: 1, decay: 0 },
      payloads: { 'x.csv': { bytes: 4 } },
    })
    const record = {
      from: keyOf('old'),
      because: 'only a name',
      at: '1970-01-01T00:00:00.000Z',
      changes: ['run.ts changed'],
    }
    expect(JSON.parse(readFileSync(paths.accepted(keyOf('new')), 'utf8'))).toEqual({
      format: 1,
      key: keyOf('new'),
      task: 'alpha',
      run: 'run',
      ...record,
    })
    const carried = readStore(paths).runs.find(({ key }) => key === keyOf('new'))!
    expect(carried).toMatchObject({ seconds: 3, ingredients, accepted: [{ because: 'first' }, record] })
    expect(readFileSync(join(carried.folder, 'run.log'), 'utf8')).toBe('epoch 1\n')
    await expect(verifyResult(paths.entry(keyOf('old')), keyOf('old'))).resolves.toBeDefined()
    // A clone has the result and no word of its execution: it is marked there too, and by nothing that a clock says.
    rmSync(join(carried.folder, 'execution.json'))
    const [first, last] = readStore(paths).runs.find(({ key }) => key === keyOf('new'))!.accepted
    expect([first?.because, last]).toEqual(['first', { ...record, at: undefined }])
  })

  it('is none when the kept one is damaged', async () => {
    await keep('old')
    const [kept] = readStore(paths).runs
    write(`.bocas/store/${keyOf('old')}/x.csv`, '')
    await expect(
      carryOver(paths, { kept: kept!, changes: [] }, { ...kept!, key: keyOf('new') }, 'x', new Date(0)),
    ).rejects.toThrow('x.csv has 0 bytes instead of 4')
    expect([existsSync(paths.entry(keyOf('new'))), existsSync(paths.accepted(keyOf('new')))]).toEqual([false, false])
  })
})

describe('the list of what is kept', () => {
  it('shows who reaches what, and why something was carried over', () => {
    const line = {
      key: 'a'.repeat(64),
      task: 'mnist',
      name: 'lr=1',
      bytes: 1500,
      made: 1000,
      accepted: [],
      nonFinite: [],
      reachedBy: ['mnist main', 'paper'],
    }
    const nonFinite = nonFiniteIn({ artifacts: { val: { kind: 'metrics', data: { loss: 'NaN' } } } })
    const shown = showKept(
      [
        line,
        {
          ...line,
          key: 'b'.repeat(64),
          name: 'lr=2',
          bytes: 500,
          made: 0,
          accepted: ['only a name'],
          reachedBy: [],
          nonFinite,
        },
      ],
      [{ key: 'c', folder: '/x', bytes: 1 }],
      61_000,
    )
    expect(shown.split('\n')).toEqual([
      'key           run              size    age  reached by',
      'aaaaaaaaaaaa  mnist/lr=1     1.5 kB  1 min  mnist main, paper',
      'bbbbbbbbbbbb  mnist/lr=2  500 bytes      ?  nothing · accepted: only a name · ⚠ NaN in `val.loss`',
      '✖ c cannot be read → at /x',
      '2 results, 2.0 kB; 1 reached by nothing, 500 bytes: bocas gc shows and removes them',
    ])
  })
})
