import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { processGuard, signalGroup } from 'bocas/internal'

/** Processes that serve a test, each with a log of its own. They end with this process, however it ends. */
export class Services {
  private readonly guard = processGuard()
  private readonly running = new Map<string, ChildProcess>()

  constructor(
    private readonly logs: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Starts a service that stays in the foreground. */
  start(name: string, [program, ...args]: readonly [string, ...string[]]): void {
    const log = openSync(join(this.logs, `${name}.log`), 'a')
    const child = spawn(program, args, { env: this.env, stdio: ['ignore', log, log], detached: true })
    closeSync(log)
    child.on('error', () => undefined)
    if (child.pid !== undefined) this.guard.add(child.pid)
    this.running.set(name, child)
  }

  pid(name: string): number {
    const pid = this.running.get(name)?.pid
    if (pid === undefined) throw new Error(`${name} is not running`)
    return pid
  }

  /** Signals a service, not what it has started in groups of its own, and waits for its end. */
  async end(name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.running.get(name)
    this.running.delete(name)
    if (child?.pid === undefined) return
    const gone =
      child.exitCode === null && child.signalCode === null
        ? new Promise((resolve) => child.once('exit', resolve))
        : Promise.resolve()
    signalGroup(child.pid, signal)
    const late = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 5_000)
    await gone
    clearTimeout(late)
    this.guard.gone(child.pid)
  }

  names(): string[] {
    return [...this.running.keys()]
  }
}

/** So many ports of loopback that nobody listens at. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject)
          server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
        }),
    ),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
