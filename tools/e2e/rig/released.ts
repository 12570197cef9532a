import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { tryLock } from '../../../packages/bocas/src/internal-store'
import { REPOSITORY } from './places'

const RELEASES = join(REPOSITORY, 'tmp', 'released')
/** Of what a release is made. */
const ORIGINS = ['packages', 'tools/pack', 'package-lock.json']
/** Milliseconds after which no test uses a release that is not the newest. */
const OLD = 24 * 60 * 60 * 1000

let known: string | undefined

/**
 * The `node_modules` with this repository's packages as a release has them, without declarations; made once for each state of the sources.
 * What tests drive is then what people get, and starts in a fraction of the time that it takes from its sources.
 */
export function releasedPackages(): string {
  return (known ??= join(packagesOnce(), 'node_modules'))
}

function packagesOnce(): string {
  const release = join(RELEASES, stateOfSources())
  if (!existsSync(release)) makeAside(release, makePackages)
  return release
}

/**
 * The folder with the tarballs of this repository's packages as `npm run pack` makes them, with declarations; made once for each state of the
 * sources. There is nothing else in it.
 */
export function releasedTarballs(): string {
  const release = join(RELEASES, `${stateOfSources()}-tarballs`)
  if (!existsSync(release))
    makeAside(release, (draft) => pack(join(draft, 'packed'), `--tarballs=${join(draft, 'tarballs')}`))
  return join(release, 'tarballs')
}

function makePackages(draft: string): void {
  const packed = join(draft, 'packed')
  pack(packed, '--no-declarations')
  for (const id of readdirSync(packed)) {
    const { name } = JSON.parse(readFileSync(join(packed, id, 'package.json'), 'utf8')) as { name: string }
    const to = join(draft, 'node_modules', name)
    mkdirSync(dirname(to), { recursive: true })
    renameSync(join(packed, id), to)
  }
}

function pack(...args: readonly string[]): void {
  const script = join('tools', 'pack', 'pack.ts')
  execFileSync(process.execPath, ['--import', 'tsx', script, ...args], { cwd: REPOSITORY, stdio: 'pipe' })
}

/** Aside, and moved when it is whole. Of several test runners that want it at the same time one makes it, and the others wait: packing computes on all cores. */
function makeAside(release: string, make: (draft: string) => void): void {
  mkdirSync(RELEASES, { recursive: true })
  while (!existsSync(release)) {
    const attempt = tryLock(join(RELEASES, 'locks'), basename(release))
    if (!('lock' in attempt)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
      continue
    }
    try {
      if (existsSync(release)) return
      const draft = mkdtempSync(join(RELEASES, 'draft-'))
      make(draft)
      renameSync(draft, release)
    } finally {
      attempt.lock.release()
    }
  }
  for (const other of readdirSync(RELEASES).map((name) => join(RELEASES, name))) {
    const age = Date.now() - (statSync(other, { throwIfNoEntry: false })?.mtimeMs ?? Infinity)
    if (other !== release && age > OLD) rmSync(other, { recursive: true, force: true })
  }
}

function stateOfSources(): string {
  const hash = createHash('sha256')
  for (const file of ORIGINS.flatMap((origin) => filesOf(join(REPOSITORY, origin)))) {
    hash.update(`${relative(REPOSITORY, file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest())
  }
  return hash.digest('hex').slice(0, 16)
}

function filesOf(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\/(node_modules|__snapshots__|__pycache__)\//.test(file))
    .sort()
}
