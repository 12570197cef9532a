import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { mostAtOnce, readEvents } from './executions'
import { git } from './git'
import { installFake, linkInstalled, lockfileOf, type FakePackage } from './install'
import { startNx, startNxInTerminal, type Env, type NxCall, type NxInTerminal, type NxResult } from './nx'
import { makePlaces, placesIn, type Places } from './places'
import { killOne, processesWith, SEES_PROCESSES } from './processes'

/** Files by workspace-relative path. */
export type Files = Readonly<Record<string, string>>

const PROJECT = { name: 'e2e', version: '0.0.0' }

/** The `nx.json` of a rig. */
export const NX_JSON = { plugins: ['@bocas/nx'], analytics: false, neverConnectToCloud: true }

const foundation = (): Files => ({
  'nx.json': json(NX_JSON),
  'package.json': json({ ...PROJECT, private: true }),
  'package-lock.json': json(lockfileOf(PROJECT)),
  '.gitignore':
    'node_modules/\n.nx/\n.bocas/\npaper/artifacts/\npaper/figures/\npaper/tables/\npaper/facts/\npaper/drafts/\n',
})

export interface RigOptions {
  /** Added to the environment of every call. */
  readonly env?: Env
  readonly packages?: readonly FakePackage[]
  /**
   * Whether Nx has a process for each plugin, its own ones too, as it has unless it is told otherwise: much of the work of a call, which suites that are
   * not about processes go without. Under its daemon it always has.
   */
  readonly isolated?: boolean
}

/** A workspace in a temporary folder that is driven by real nx, and whose runs are counted outside of it. */
export class Rig {
  private seen = 0

  private constructor(
    readonly places: Places,
    private readonly env: Env,
  ) {}

  /** A committed workspace of these files. */
  static create(files: Files, { env = {}, packages = [], isolated = env.NX_DAEMON === 'true' }: RigOptions = {}): Rig {
    const rig = new Rig(makePlaces(), isolated ? env : { NX_ISOLATE_PLUGINS: 'false', ...env })
    mkdirSync(rig.root)
    linkInstalled(rig.root)
    rig.write({ ...foundation(), ...files })
    for (const fake of packages) rig.install(fake)
    git(rig.root, 'init', '--quiet', '--initial-branch=main')
    rig.commit()
    return rig
  }

  /** A clone of what is committed, at another path, with caches and counts of its own. It goes when this rig is disposed of. */
  clone(path: string, packages: readonly FakePackage[] = []): Rig {
    const clone = new Rig(placesIn(this.places.base, path), this.env)
    git(this.places.base, 'clone', '--quiet', this.root, clone.root)
    linkInstalled(clone.root)
    for (const fake of packages) clone.install(fake)
    return clone
  }

  get root(): string {
    return this.places.workspace
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts)
  }

  write(files: Files): void {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(file)), { recursive: true })
      writeFileSync(this.path(file), content)
    }
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8')
  }

  /** Replaces text that must be there exactly once. */
  edit(file: string, from: string, to: string): void {
    const parts = this.read(file).split(from)
    if (parts.length !== 2) throw new Error(`'${from}' occurs ${parts.length - 1} times in ${file}`)
    writeFileSync(this.path(file), parts.join(to))
  }

  append(file: string, text: string): void {
    appendFileSync(this.path(file), text)
  }

  rename(from: string, to: string): void {
    renameSync(this.path(from), this.path(to))
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true })
  }

  /** Names in a folder, sorted; none when there is no folder. What is on its way to a store begins with a point, and is not there yet. */
  list(folder: string): string[] {
    const names = existsSync(this.path(folder)) ? readdirSync(this.path(folder)) : []
    return names.filter((name) => !name.startsWith('.')).sort()
  }

  install(fake: FakePackage): void {
    installFake(this.root, fake)
  }

  commit(): void {
    git(this.root, 'add', '--all')
    git(this.root, 'commit', '--quiet', '--allow-empty', '--message', 'edit')
  }

  /** Calls nx with words that hold no spaces, and waits for its end. */
  nx(command: string, env: Env = {}): Promise<NxResult> {
    return this.start(command, env).ended
  }

  /** Calls nx and does not wait. */
  start(command: string, env: Env = {}): NxCall {
    return startNx(this.places, command.split(' '), { ...this.env, ...env })
  }

  /** Calls nx in a terminal and does not wait. */
  startInTerminal(command: string, env: Env = {}): NxInTerminal {
    return startNxInTerminal(this.places, command.split(' '), { ...this.env, ...env })
  }

  /** The runs that were started since the last call of this function, sorted: `alpha lr=0.1`. */
  executions(): string[] {
    const starts = readEvents(this.places.countFile).filter(({ kind }) => kind === 'start')
    const fresh = starts.slice(this.seen).map(({ run }) => run)
    this.seen = starts.length
    return fresh.sort()
  }

  /** The runs that were started, or came to their end, since the rig was made. */
  events(kind: 'start' | 'end'): string[] {
    return readEvents(this.places.countFile)
      .filter((event) => event.kind === kind)
      .map(({ run }) => run)
  }

  /** The largest number of runs that were at work at the same time since the rig was made. */
  mostAtOnce(): number {
    return mostAtOnce(readEvents(this.places.countFile))
  }

  closeGate(): void {
    writeFileSync(this.places.gate, '')
  }

  openGate(): void {
    rmSync(this.places.gate, { force: true })
  }

  /** Waits for something that a call under way brings about. */
  async until(what: string, holds: () => boolean, seconds = 120): Promise<void> {
    for (let tries = 0; !holds(); tries++) {
      if (tries > seconds * 20) throw new Error(`waited ${seconds} s in vain: ${what}`)
      await sleep(50)
    }
  }

  /** Every process that this rig's calls have started and that is still there. */
  processes(): number[] {
    return processesWith('COUNT_FILE', this.places.countFile)
  }

  /** SIGKILL for all of them, until none is left. */
  async killEverything(): Promise<void> {
    await this.until('all processes end', () => {
      const alive = this.processes()
      for (const pid of alive) killOne(pid, 'SIGKILL')
      return alive.length === 0
    })
  }

  /** Ends what is still at work and removes everything. */
  async dispose(): Promise<void> {
    if (SEES_PROCESSES) await this.killEverything()
    if (process.env.BOCAS_E2E_KEEP) console.log(`kept: ${this.places.base}`)
    else rmSync(this.places.base, { recursive: true, force: true, maxRetries: 5 })
  }
}

function json(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`
}
