import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  digestsOf,
  sha256,
  sourcesFile,
  textDigests,
  tryLock,
  workspacePaths,
  type PaperSources,
  type WorkspacePaths,
} from 'bocas/internal'
import { EXIT } from '../command'
import { execute as call } from '../main'
import { LOCK_FILE, lockText, objectsOf, parseLock, type ResultsLock } from '../../sharing/lock-file'
import { openRemote } from '../../sharing/open-remote'
import { emptyWorkspace, execute, keyOf, pushed } from '../../sharing/test-results'
import { webServer } from '../../sharing/test-s3'

jest.setTimeout(60_000)

let paths: WorkspacePaths
let place: string
beforeEach(() => {
  paths = emptyWorkspace()
  place = mkdtempSync(join(tmpdir(), 'bocas-remote-'))
  writeFileSync(join(paths.root, 'nx.json'), '{}')
  writeFileSync(join(paths.root, '.gitignore'), '.bocas/\npaper/build/\n')
})
afterEach(() => [paths.root, place].forEach((folder) => rmSync(folder, { recursive: true, force: true })))

async function bocas(root: string, ...args: string[]): Promise<{ code: number; printed: string }> {
  let printed = ''
  const code = await call(
    args,
    {
      env: { PATH: process.env.PATH },
      columns: undefined,
      signal: new AbortController().signal,
      write: (piece) => void (printed += Buffer.from(piece).toString()),
      print: (line) => void (printed += `${line}\n`),
      complain: (line) => void (printed += `${line}\n`),
    },
    root,
  )
  return { code, printed }
}

const git = (root: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
const commit = (root = paths.root): void => {
  if (!existsSync(join(root, '.git'))) git(root, 'init', '--quiet', '--initial-branch=main')
  git(root, 'add', '--all')
  git(root, 'commit', '--quiet', '-m', 'x')
}
const share = async (...names: string[]): Promise<ResultsLock> => {
  const runs = []
  for (const name of names) runs.push(await execute(paths, name, name.startsWith('large') ? { large: 1_100_000 } : {}))
  const { lock } = await pushed(paths, openRemote(place, { root: '/', env: {} }), runs)
  const all = { ...lock, remote: place }
  mkdirSync(paths.paper, { recursive: true })
  writeFileSync(paths.resultsLock, lockText(all))
  return all
}
const objects = (): string[] => readdirSync(join(place, 'objects')).sort()
/** As if everything had been pushed a month ago. */
const makeOld = (): void => {
  const then = Date.now() / 1000 - 30 * 24 * 3600
  for (const name of objects()) utimesSync(join(place, 'objects', name), then, then)
}

describe('bocas verify --remote', () => {
  it('says that all is there, and what is not', async () => {
    const lock = await share('x', 'large')
    expect(await bocas(paths.root, 'verify', '--remote')).toEqual({
      code: EXIT.ok,
      printed: expect.stringMatching(
        /^2 results, 3 objects, 1\.1 MB, at .*: all there in their sizes \(--bytes reads every byte\)\n$/,
      ) as string,
    })
    const [one, other] = lock.results
    rmSync(join(place, 'objects', one!.pack))
    const file = join(place, 'objects', other!.pack)
    const bytes = readFileSync(file)
    bytes[700]! ^= 1
    writeFileSync(file, bytes)
    const { code, printed } = await bocas(paths.root, 'verify', '--remote')
    expect({ code, printed }).toEqual({
      code: EXIT.problem,
      printed: expect.stringContaining(
        `✖ ${one!.run}: the remote does not have it → at objects/${one!.pack}`,
      ) as string,
    })
    expect(printed).toContain('1 result not as the lock says')
    const deep = await bocas(paths.root, 'verify', '--remote', '--bytes')
    expect(deep.printed).toContain(`✖ ${other!.run}: its bytes are others`)
    expect(deep.printed).toContain('2 results not as the lock says')
    expect(readdirSync(paths.work)).toEqual([])
  })

  it.each([
    [['verify', '--bytes'], '--bytes is about --remote'],
    [['verify', '--from', 'x'], '--from is about --remote'],
    [['verify', '--remote', '--rerun', '1'], '--remote excludes --rerun'],
    [['gc', '--older-than', '1'], '--older-than is about --remote'],
    [['gc', '--remote', '--keep', 'main'], '--remote excludes --keep'],
    [['gc', '--remote', '--older-than', 'x'], "--older-than is 'x', and takes a number of days"],
    [['pull', '--for', 'peper'], "--for is 'peper', and takes paper"],
    [['pull', '--for', 'paper', 'alpha'], '--for and names of tasks exclude each other'],
    [['pull', 'alpah'], "has no results of a task 'alpah'"],
    [['pull', 'a.tar', 'b.tar'], 'one place to pull from is enough'],
    [['push', '--prune', 'alpha'], '--prune is about all tasks'],
  ])('mixtures are refused: %j', async (args, expected) => {
    await share('x')
    const { code, printed: text } = await bocas(paths.root, ...args)
    expect([code, text]).toEqual([EXIT.usage, expect.stringContaining(expected)])
  })

  it.each([
    [['pull'], 'bocas push --to <address>'],
    [['verify', '--remote'], 'bocas push --to <address>'],
    [['gc', '--remote'], 'bocas push --to <address>'],
    [['bundle'], 'bocas push --to <a folder or address> writes it'],
  ])('without a lock says who writes it: %j', async (args, writer) => {
    const { code, printed } = await bocas(paths.root, ...args)
    expect([code, printed]).toEqual([EXIT.problem, expect.stringContaining(`there is no ${LOCK_FILE}`)])
    expect(printed).toContain(writer)
  })
})

describe('a folder that is not there', () => {
  it('is told of in the same words, whoever asks for it', async () => {
    const lock = await share('x')
    const run = { key: keyOf('x'), run: 'alpha/x' }
    const gone = `${place}/gone`
    const remote = openRemote(gone, { root: '/', env: {} })
    const told = `there is no folder ${gone}`
    await expect(pushed(paths, remote, [run], lock)).rejects.toMatchObject({
      problems: [{ message: told, hint: `is its disk mounted? A new folder for results is made by: mkdir -p ${gone}` }],
    })
    rmSync(paths.own, { recursive: true })
    for (const words of [['pull'], ['verify', '--remote']]) {
      const { code, printed } = await bocas(paths.root, ...words, '--from', gone)
      expect([code, printed]).toEqual([EXIT.problem, expect.stringContaining(`${told}\n`)])
    }
  })
})

describe('bocas pull', () => {
  it('says what it would fetch, fetches it, and is quiet when asked to', async () => {
    await share('x', 'y')
    rmSync(paths.own, { recursive: true })
    const dry = await bocas(paths.root, 'pull', '--dry-run')
    expect(dry.printed).toMatch(/^to pull: 2 results, 10\.2 kB, from .*\nnothing is fetched yet/)
    expect(existsSync(paths.store)).toBe(false)
    expect((await bocas(paths.root, 'pull', 'alpha')).printed).toMatch(/pulled: 2 results, .* kB, from [^;]*\n$/)
    expect((await bocas(paths.root, 'pull')).printed).toMatch(/pulled: 0 results, 0 bytes, from .*; 2 here already\n$/)
    expect((await bocas(paths.root, 'pull', '--quiet')).printed).toBe('')
  })

  it('names what was refused, counts the rest, and fails', async () => {
    await share(...Array.from({ length: 13 }, (_, index) => `r${index}`))
    rmSync(paths.own, { recursive: true })
    for (const name of objects()) writeFileSync(join(place, 'objects', name), 'poison')
    const { code, printed } = await bocas(paths.root, 'pull')
    expect(code).toBe(EXIT.problem)
    expect(printed.match(/✖ alpha\/r\d+ could not be pulled from/g)).toHaveLength(10)
    expect(printed).toContain('✖ the same or alike of 3 more results')
    expect(existsSync(paths.store) ? readdirSync(paths.store).filter((name) => !name.startsWith('.')) : []).toEqual([])
  })

  it('refuses a lock that somebody has edited to name another result', async () => {
    const { results, remote } = await share('x', 'y')
    const [one, other] = results
    writeFileSync(
      paths.resultsLock,
      lockText({
        results: [{ ...one!, pack: other!.pack, bytes: other!.bytes }, other!],
        ...(remote !== undefined && { remote }),
      }),
    )
    rmSync(paths.own, { recursive: true })
    const { code, printed } = await bocas(paths.root, 'pull')
    expect([code, printed]).toEqual([EXIT.problem, expect.stringMatching(/is refused: the result is of another key/)])
    expect(readdirSync(paths.store).filter((name) => !name.startsWith('.'))).toEqual([other!.key])
  })

  it('waits for nobody: one at a time', async () => {
    await share('x')
    mkdirSync(paths.locks, { recursive: true })
    const attempt = tryLock(paths.locks, 'sharing')
    const holder = spawnSync(process.execPath, ['-e', '0'])
    expect(holder.status).toBe(0)
    expect('lock' in attempt).toBe(true)
    expect(await bocas(paths.root, 'pull')).toMatchObject({
      code: EXIT.problem,
      printed: expect.stringContaining('another bocas push or pull is at work here') as string,
    })
  })

  it('says which machine is at work on a store that several share, and what to do should that have gone down', async () => {
    await share('x')
    process.env.BOCAS_HOST = 'gpu9'
    try {
      expect('lock' in tryLock(paths.locks, 'sharing')).toBe(true)
    } finally {
      delete process.env.BOCAS_HOST
    }
    const { code, printed } = await bocas(paths.root, 'pull')
    const folder = join(paths.locks, 'sharing')
    expect([code, printed]).toEqual([
      EXIT.problem,
      `✖ another bocas push or pull is at work here (pid ${process.pid} on gpu9)\n  wait until it has ended; should gpu9 have gone down in the midst of it: rm -r ${folder}\nmore: npx bocas explain bocas/already-sharing\n`,
    ])
    rmSync(folder, { recursive: true })
    expect((await bocas(paths.root, 'pull')).code).toBe(EXIT.ok)
  })
})

describe('bocas gc --remote', () => {
  it('removes what the lock of no branch names, and shows it first', async () => {
    const first = await share('x', 'y')
    commit()
    git(paths.root, 'checkout', '--quiet', '-b', 'side')
    await share('z')
    commit()
    git(paths.root, 'checkout', '--quiet', 'main')
    const nobody = (await pushed(paths, openRemote(place, { root: '/', env: {} }), [await execute(paths, 'nobody')]))
      .lock.results[0]!.pack
    expect(objects()).toHaveLength(4)
    expect((await bocas(paths.root, 'gc', '--remote', '--yes')).printed).toMatch(
      /^nothing to remove at .*; 3 objects that a lock names, and 1 younger than 14 days stay\n$/,
    )
    makeOld()
    expect((await bocas(paths.root, 'gc', '--remote')).printed).toMatch(
      new RegExp(
        `^${nobody.slice(0, 12)} .* 30 d\\nto remove: 1 object, .* kB, at .*; 3 objects that a lock names stay\\nnothing is removed yet`,
      ),
    )
    expect(objects()).toHaveLength(4)
    expect((await bocas(paths.root, 'gc', '--remote', '--yes')).printed).toContain('removed: 1 object')
    expect(objects()).toHaveLength(3)
    git(paths.root, 'branch', '-D', 'side')
    await bocas(paths.root, 'gc', '--remote', '--yes')
    expect(objects()).toEqual([...objectsOf(first.results).keys()].sort())
    // What lies here and is not committed yet is needed as well.
    rmSync(join(paths.root, '.git'), { recursive: true })
    git(paths.root, 'init', '--quiet')
    await bocas(paths.root, 'gc', '--remote', '--yes')
    expect(objects()).toHaveLength(2)
  })

  it('removes nothing while there are branches that were not fetched, or git cannot say', async () => {
    await share('x')
    const outside = await bocas(paths.root, 'gc', '--remote', '--yes')
    expect([outside.code, outside.printed]).toEqual([
      EXIT.problem,
      expect.stringContaining('is not in a git repository'),
    ])
    commit()
    const origin = mkdtempSync(join(tmpdir(), 'bocas-origin-'))
    const other = mkdtempSync(join(tmpdir(), 'bocas-other-'))
    try {
      git(origin, 'init', '--quiet', '--bare')
      git(paths.root, 'remote', 'add', 'origin', origin)
      git(paths.root, 'push', '--quiet', 'origin', 'main')
      git(other, 'clone', '--quiet', '--branch', 'main', origin, 'c')
      const clone = join(other, 'c')
      git(clone, 'checkout', '--quiet', '-b', 'elsewhere')
      writeFileSync(join(clone, 'x'), 'x')
      commit(clone)
      git(clone, 'push', '--quiet', 'origin', 'elsewhere')
      const { code, printed } = await bocas(paths.root, 'gc', '--remote', '--yes')
      expect([code, printed]).toEqual([
        EXIT.problem,
        expect.stringMatching(
          /origin has branches that are not known here: refs\/heads\/elsewhere\n {2}git fetch --all --tags/,
        ),
      ])
      git(paths.root, 'fetch', '--quiet', '--all')
      expect((await bocas(paths.root, 'gc', '--remote', '--yes')).code).toBe(EXIT.ok)
      rmSync(origin, { recursive: true })
      expect((await bocas(paths.root, 'gc', '--remote', '--yes')).printed).toContain(
        'origin cannot be asked for its branches',
      )
    } finally {
      for (const folder of [origin, other]) rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** Leaves a paper and what it was made from, as a build does of what is there. */
function built(folder: string, name = 'paper.pdf', content = '%PDF', tasks: readonly string[] = []): void {
  const file = join(folder, 'build', name)
  mkdirSync(join(folder, 'build'), { recursive: true })
  writeFileSync(file, content)
  const made = digestsOf(tasks.map((task) => [task, join(folder, 'provenance', `${task}.json`)]))
  const sources: PaperSources = { format: 1, paper: sha256(content), main: 'main.typ', text: textDigests(folder), made }
  writeFileSync(sourcesFile(file), JSON.stringify(sources))
}

describe('bocas bundle', () => {
  const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
  const prepare = async (): Promise<void> => {
    await share('x', 'large')
    writeFileSync(join(paths.paper, 'main.typ'), 'Hello\n')
    built(paths.paper)
    writeFileSync(join(paths.root, 'CITATION.cff'), 'cff-version: 1.2.0\n')
    writeFileSync(join(paths.root, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 })
    mkdirSync(join(paths.root, 'a'.repeat(150), 'b'.repeat(150)), { recursive: true })
    writeFileSync(join(paths.root, 'a'.repeat(150), 'b'.repeat(150), 'long.txt'), 'long')
    writeFileSync(join(paths.root, 'untracked-secret'), 'x')
    writeFileSync(join(paths.root, '.gitignore'), '.bocas/\npaper/build/\nuntracked-secret\n')
    commit()
  }
  const file = (): string => join(paths.root, 'paper/build/bundle.tar')

  it('makes the same bytes twice, which tar reads, and pull takes back from a file and from the web', async () => {
    await prepare()
    const { code, printed } = await bocas(paths.root, 'bundle')
    expect([code, printed]).toEqual([
      EXIT.ok,
      expect.stringMatching(
        /^paper\/build\/bundle\.tar: 1\.1 MB; 7 files of commit [0-9a-f]{12}, 2 results, paper\.pdf, 0 packages\nSHA-256 [0-9a-f]{64}\n$/,
      ),
    ])
    const first = digest(file())
    expect(printed).toContain(first)
    await bocas(paths.root, 'bundle', '--out', 'other/again.tar')
    expect(digest(join(paths.root, 'other/again.tar'))).toBe(first)
    // A clone that has none of it fetches it from the remote: the same archive.
    cpSync(paths.own, `${place}-own`, { recursive: true })
    rmSync(paths.own, { recursive: true })
    rmSync(join(paths.root, 'other'), { recursive: true })
    await bocas(paths.root, 'bundle')
    expect(digest(file())).toBe(first)
    const out = join(place, 'out')
    mkdirSync(out)
    const unpacked = spawnSync('tar', ['-xf', file(), '-C', out])
    expect([unpacked.status, unpacked.stderr.toString()]).toEqual([0, ''])
    expect(readdirSync(out).sort()).toEqual([
      'CITATION.cff',
      'LICENCES.txt',
      'README.txt',
      'code',
      'objects',
      'paper.pdf',
      'results.lock.json',
    ])
    expect(readdirSync(join(out, 'code')).sort()).toEqual(
      ['.gitignore', 'CITATION.cff', 'a'.repeat(150), 'nx.json', 'paper', 'run.sh'].sort(),
    )
    expect(spawnSync(join(out, 'code', 'run.sh')).status).toBe(0)
    expect(parseLock(readFileSync(join(out, 'code', LOCK_FILE), 'utf8')).results).toHaveLength(2)
    // What was unpacked is a workspace, with no git and no remote in reach.
    rmSync(join(place, 'objects'), { recursive: true })
    const pulled = await bocas(join(out, 'code'), 'pull', file())
    expect(pulled).toEqual({ code: EXIT.ok, printed: expect.stringContaining('pulled: 2 results') as string })
    expect(
      readdirSync(workspacePaths(join(out, 'code')).store)
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).toEqual(['x', 'large'].map(keyOf).sort())
    const server = await webServer()
    try {
      server.objects.set('bundle.tar', readFileSync(file()))
      rmSync(join(out, 'code', '.bocas'), { recursive: true })
      expect((await bocas(join(out, 'code'), 'pull', `${server.url}/bundle.tar`)).printed).toContain(
        'pulled: 2 results',
      )
    } finally {
      await server.close()
    }
    rmSync(`${place}-own`, { recursive: true })
  })

  it('makes the same bytes in another folder, for another user, umask, zone, language and order of files', async () => {
    await prepare()
    await bocas(paths.root, 'bundle')
    const first = digest(file())
    const known = { ...process.env }
    const umask = process.umask()
    const other = mkdtempSync(join(tmpdir(), 'bocas ünderwegs '))
    try {
      writeFileSync(
        join(other, 'gitconfig'),
        '[core]\n\tquotePath = false\n\tabbrev = 5\n[status]\n\trenames = copies\n',
      )
      Object.assign(process.env, {
        TZ: 'Pacific/Chatham',
        LC_ALL: 'tr_TR.UTF-8',
        HOME: other,
        GIT_CONFIG_GLOBAL: join(other, 'gitconfig'),
      })
      process.umask(0o077)
      git(other, 'clone', '--quiet', paths.root, 'deep/er/clone')
      const root = join(other, 'deep/er/clone')
      const clone = workspacePaths(root)
      built(clone.paper)
      // One result from here, which is put there last, the other from the remote.
      cpSync(paths.entry(keyOf('x')), clone.entry(keyOf('x')), { recursive: true })
      expect((await bocas(root, 'bundle')).code).toBe(EXIT.ok)
      expect(digest(join(root, 'paper/build/bundle.tar'))).toBe(first)
    } finally {
      process.umask(umask)
      for (const name of ['TZ', 'LC_ALL', 'HOME', 'GIT_CONFIG_GLOBAL'])
        if (known[name] === undefined) delete process.env[name]
        else process.env[name] = known[name]
      rmSync(other, { recursive: true, force: true })
    }
  })

  it('asks git for all files at once, however many there are', async () => {
    await prepare()
    const asked = join(place, 'asked')
    const programs = join(place, 'programs')
    mkdirSync(programs)
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
    writeFileSync(join(programs, 'git'), `#!/bin/sh\necho "$1" >> '${asked}'\nexec ${real} "$@"\n`, { mode: 0o755 })
    const path = process.env.PATH
    const calls = async (): Promise<number> => {
      rmSync(asked, { force: true })
      process.env.PATH = `${programs}:${path}`
      try {
        expect((await bocas(paths.root, 'bundle')).code).toBe(EXIT.ok)
      } finally {
        process.env.PATH = path
      }
      return readFileSync(asked, 'utf8').trim().split('\n').length
    }
    const few = await calls()
    for (let n = 0; n < 60; n++) writeFileSync(join(paths.root, `more-${n}.txt`), `${n % 50}\n`)
    commit()
    expect(await calls()).toBe(few)
    expect(execFileSync('tar', ['-xOf', file(), 'code/more-7.txt', 'code/more-57.txt'], { encoding: 'utf8' })).toBe(
      '7\n7\n',
    )
  })

  it('has what was built of several papers, each in a folder by its name', async () => {
    writeFileSync(
      join(paths.root, 'nx.json'),
      JSON.stringify({ plugins: [{ plugin: '@bocas/nx', options: { paperDir: ['paper', 'texts/thesis'] } }] }),
    )
    await share('x')
    for (const [folder, names] of [
      ['paper', ['paper.pdf', 'paper.html']],
      ['texts/thesis', ['paper.pdf']],
    ] as const)
      for (const name of names) {
        mkdirSync(join(paths.root, folder), { recursive: true })
        writeFileSync(join(paths.root, folder, 'main.typ'), 'Hello\n')
        built(join(paths.root, folder), name, `${folder} ${name}`)
      }
    commit()
    expect((await bocas(paths.root, 'bundle', '--out', '../all.tar')).printed).toContain(
      '1 result, paper/paper.html, paper/paper.pdf, thesis/paper.pdf',
    )
    const archive = join(paths.root, '..', 'all.tar')
    expect(execFileSync('tar', ['-xOf', archive, 'thesis/paper.pdf'], { encoding: 'utf8' })).toBe(
      'texts/thesis paper.pdf',
    )
    rmSync(archive)
  })

  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['cut off', (bytes) => bytes.subarray(0, bytes.length >> 1), /it ends in the middle/],
    ['empty', () => Buffer.alloc(0), /it ends in the middle/],
    ['something else', () => Buffer.alloc(2048, 'x'), /it has a damaged header/],
    ['without an end of zeros', () => Buffer.alloc(1024), /the archive does not have it/],
  ])('is refused when it is %s', async (_, change, expected) => {
    await prepare()
    await bocas(paths.root, 'bundle')
    writeFileSync(file(), change(readFileSync(file())))
    rmSync(paths.own, { recursive: true })
    const { code, printed: text } = await bocas(paths.root, 'pull', '--from', file())
    expect([code, text]).toEqual([EXIT.problem, expect.stringMatching(expected)])
  })

  it('refuses a poisoned object in it', async () => {
    await prepare()
    await bocas(paths.root, 'bundle')
    const bytes = readFileSync(file())
    const at = bytes.indexOf('notes of x')
    bytes.write('notes of z', at)
    writeFileSync(file(), bytes)
    rmSync(paths.own, { recursive: true })
    const { code, printed } = await bocas(paths.root, 'pull', file())
    expect([code, printed]).toEqual([
      EXIT.problem,
      expect.stringMatching(/alpha\/x could not be pulled from .*: its bytes are others/),
    ])
    expect(readdirSync(paths.store).filter((name) => !name.startsWith('.'))).toEqual([keyOf('large')])
  })

  it('is of what is committed, and says what is not', async () => {
    await prepare()
    writeFileSync(join(paths.root, 'run.sh'), 'changed')
    const changed = await bocas(paths.root, 'bundle')
    expect([changed.code, changed.printed]).toEqual([
      EXIT.problem,
      expect.stringContaining('what git tracks was changed since the last commit: run.sh\n  commit it first'),
    ])
    git(paths.root, 'checkout', '--', 'run.sh')
    git(paths.root, 'rm', '--quiet', '--cached', LOCK_FILE)
    git(paths.root, 'commit', '--quiet', '-m', 'y')
    expect((await bocas(paths.root, 'bundle')).printed).toContain(`${LOCK_FILE} is not committed`)
  })

  describe('refuses a paper that is not the one of now, because', () => {
    const refused = async (): Promise<string> => {
      const { code, printed } = await bocas(paths.root, 'bundle')
      expect({ code, isThere: existsSync(file()) }).toEqual({ code: EXIT.problem, isThere: false })
      expect(printed).toContain('\n  build it again: nx run paper:build\n')
      return /^✖ paper\/build\/paper\.pdf is not the paper of now: (.*)$/m.exec(printed)![1]!
    }
    const write = (path: string, content: string): void => {
      mkdirSync(join(paths.paper, path, '..'), { recursive: true })
      writeFileSync(join(paths.paper, path), content)
    }

    it('its text was edited, has a new file or is in another one', async () => {
      await prepare()
      write('main.typ', 'Hello again\n')
      write('chapters/two.typ', 'Two\n')
      commit()
      expect(await refused()).toBe('its text was changed since: chapters/two.typ, main.typ')
      built(paths.paper)
      git(paths.root, 'mv', 'paper/main.typ', 'paper/main.md')
      commit()
      expect(await refused()).toBe('its text main.typ is not there any more; its text was changed since: main.md')
    })

    it('other figures, tables or facts were made, or it was changed by hand', async () => {
      await prepare()
      write('provenance/alpha.json', '{}')
      built(paths.paper, 'paper.pdf', '%PDF', ['alpha'])
      write('provenance/alpha.json', '{"format": 3}')
      write('build/paper.pdf', '%PDF by hand')
      commit()
      expect(await refused()).toBe(
        'it was changed after it was built; other figures, tables or facts were made since: alpha',
      )
    })

    it('nothing is known of it', async () => {
      await prepare()
      rmSync(sourcesFile(join(paths.paper, 'build/paper.pdf')))
      expect(await refused()).toBe('nothing says what it was made from')
    })

    it('it shows results that the lock does not name', async () => {
      await prepare()
      const runs = Object.fromEntries(['x', 'y'].map((name) => [`alpha/${name}`, { key: keyOf(name), config: {} }]))
      const empty = { facts: {}, files: {}, figures: {}, tables: {} }
      write('provenance/alpha.json', JSON.stringify({ format: 3, task: 'alpha', runs, ...empty }))
      built(paths.paper, 'paper.pdf', '%PDF', ['alpha'])
      commit()
      expect(await refused()).toBe(
        `it shows 1 result that ${LOCK_FILE} does not name: alpha/y (bocas push writes it; commit it)`,
      )
    })
  })

  it('takes a paper whatever else was changed in its folder', async () => {
    await prepare()
    mkdirSync(join(paths.paper, 'figures', 'alpha'), { recursive: true })
    for (const name of ['.notes', 'figures.ts', 'figures/alpha/x.pdf']) writeFileSync(join(paths.paper, name), 'x')
    commit()
    writeFileSync(join(paths.paper, 'not-tracked.log'), 'x')
    expect((await bocas(paths.root, 'bundle')).code).toBe(EXIT.ok)
  })

  it('names what is missing everywhere', async () => {
    await prepare()
    rmSync(paths.own, { recursive: true })
    rmSync(join(place, 'objects', objects()[0]!))
    const { code, printed } = await bocas(paths.root, 'bundle')
    expect([code, printed]).toEqual([
      EXIT.problem,
      expect.stringMatching(/✖ alpha\/(?:x|large) is missing: the remote does not have it\n {2}looked in /),
    ])
    expect(existsSync(file())).toBe(false)
  })
})
