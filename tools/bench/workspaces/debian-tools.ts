import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contender } from '../contender'
import { succeeded, timed } from '../measure/timed'
import { removeAll } from './remove-all'

/** A tool of the system that makes `n` files, each by a process of its own. */
interface Tool {
  readonly name: string
  readonly version: readonly string[]
  readonly files: (n: number, job: string) => Readonly<Record<string, string>>
  readonly command: (workers: number) => readonly string[]
  /** How the tool says "this file's number" in a job. */
  readonly number: string
}

const TOOLS: readonly Tool[] = [
  {
    name: 'GNU make',
    version: ['make', '--version'],
    number: '$*',
    files: (n, job) => ({
      Makefile: `all: $(patsubst %,out/%.txt,$(shell seq 0 ${n - 1}))\n\nout/%.txt:\n\t@${job} > $@\n`,
    }),
    command: (workers) => ['make', `--jobs=${workers}`, '--silent'],
  },
  {
    name: 'Snakemake',
    version: ['snakemake', '--version'],
    number: '{wildcards.i}',
    files: (n, job) => ({
      Snakefile: `rule all:
    input: expand("out/{i}.txt", i=range(${n}))

rule one:
    output: "out/{i}.txt"
    shell: "${job} > {output}"
`,
    }),
    command: (workers) => ['snakemake', '--cores', String(workers), '--quiet'],
  },
]

/** What a job is: the least that a shell can do, and the least that a Node process can do, as each of our runs is one. */
const JOBS = {
  echo: (number: string) => `echo ${number}`,
  node: (number: string) => `node -p ${number}`,
}

export interface ToolContest {
  readonly contenders: readonly Contender[]
  readonly notes: readonly string[]
  dispose(): void
}

/** The tools that are installed, with each kind of job; a note for each one that is not. */
export function debianTools(n: number, workers: number): ToolContest {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-bench-'))
  const notes: string[] = []
  const contenders: Contender[] = []
  for (const tool of TOOLS) {
    const version = versionOf(tool.version)
    if (version === undefined) {
      notes.push(`${tool.name} is not installed: skipped`)
      continue
    }
    for (const [kind, job] of Object.entries(JOBS)) {
      const cwd = join(base, `${tool.version[0]}-${kind}`)
      mkdirSync(cwd)
      for (const [file, content] of Object.entries(tool.files(n, job(tool.number))))
        writeFileSync(join(cwd, file), content)
      contenders.push({
        name: `${tool.name} ${version}: ${kind}`,
        prepare() {
          removeAll(cwd, ['out', '.snakemake'])
          mkdirSync(join(cwd, 'out'))
        },
        async measure() {
          const call = succeeded(tool.name, await timed(tool.command(workers), { cwd, env: process.env }))
          const { length } = readdirSync(join(cwd, 'out'))
          if (length !== n) throw new Error(`${tool.name} made ${length} of ${n} files:\n${call.output}`)
          return call
        },
      })
    }
  }
  return { contenders, notes, dispose: () => rmSync(base, { recursive: true, force: true }) }
}

function versionOf([program, ...args]: readonly string[]): string | undefined {
  try {
    const text = execFileSync(program!, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return /\d+(\.\d+)+/.exec(text)?.[0] ?? 'of unknown version'
  } catch {
    return undefined
  }
}
