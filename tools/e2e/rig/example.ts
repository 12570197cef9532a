import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { REPOSITORY } from './places'

/** A copy of an example within this repository, whose packages it finds as for a person who follows its README. */
export class ExampleWorkspace {
  private constructor(readonly root: string) {}

  static copy(name: string): ExampleWorkspace {
    const example = join(REPOSITORY, 'examples', name)
    mkdirSync(join(REPOSITORY, 'tmp'), { recursive: true })
    const root = mkdtempSync(join(REPOSITORY, 'tmp', `${name}-`))
    const files = ['ls-files', '--cached', '--others', '--exclude-standard']
    for (const file of execFileSync('git', files, { cwd: example, encoding: 'utf8' }).trim().split('\n')) {
      cpSync(join(example, file), join(root, file))
    }
    return new ExampleWorkspace(root)
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8')
  }

  write(file: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true })
    writeFileSync(join(this.root, file), content)
  }

  edit(file: string, from: string, to: string): void {
    const text = this.read(file)
    if (!text.includes(from)) throw new Error(`${file} has no '${from}'`)
    this.write(file, text.replace(from, to))
  }

  /** What a command prints that must succeed. */
  run(command: string, env: Readonly<Record<string, string>> = {}): string {
    const [program, ...args] = command.split(' ')
    const nx = { NX_DAEMON: 'false', NX_TUI: 'false', NX_CACHE_DIRECTORY: join(this.root, '.nx', 'cache') }
    const ran = spawnSync(program!, args, { cwd: this.root, env: { ...process.env, ...nx, ...env }, encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(`${command} ended with ${ran.status}:\n${ran.stdout}\n${ran.stderr}`)
    return ran.stdout
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}
