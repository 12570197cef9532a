import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contender } from '../contender'
import { succeeded, timed } from '../measure/timed'
import { jobKinds, TOOLS, type Tool } from './tools'
import { removeAll } from './remove-all'

export interface ToolContest {
  readonly contenders: readonly Contender[]
  readonly notes: readonly string[]
  dispose(): void
}

/** Above so many jobs, a kind that takes most of a second for each is measured once. */
const MANY = 100

/** The tools that are installed, with each kind of job, when nothing is done; a note for each one that is not. */
export function toolsCold(n: number, workers: number): ToolContest {
  return contest((tool, version, folder) =>
    jobKinds(tool).map((kind) => {
      const { cwd, make } = workspace(folder, tool, kind, n, workers)
      return {
        name: `${tool.name} ${version}: ${kind}`,
        ...(tool.jobs[kind]!.isSlow && n > MANY ? { rounds: 1 } : {}),
        prepare() {
          removeAll(cwd, ['out', '.snakemake'])
          mkdirSync(join(cwd, 'out'))
        },
        measure: make,
      }
    }),
  )
}

/** The same when everything is done; what a job was is then all the same. */
export function toolsDone(n: number, workers: number): ToolContest {
  return contest((tool, version, folder) => {
    const { cwd, make } = workspace(folder, tool, 'echo', n, workers)
    mkdirSync(join(cwd, 'out'))
    let isMade = false
    return [
      {
        name: `${tool.name} ${version}`,
        async prepare() {
          if (!isMade) await make()
          isMade = true
        },
        measure: make,
      },
    ]
  })
}

function contest(enter: (tool: Tool, version: string, folder: string) => Contender[]): ToolContest {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-bench-'))
  const notes: string[] = []
  const contenders = TOOLS.flatMap((tool) => {
    const version = versionOf(tool.version)
    if (version !== undefined) return enter(tool, version, join(base, tool.version[0]!))
    notes.push(`${tool.name} is not installed: skipped`)
    return []
  })
  return { contenders, notes, dispose: () => rmSync(base, { recursive: true, force: true }) }
}

/** A folder with a tool's files, and a function that calls the tool and checks that all is made. */
function workspace(folder: string, tool: Tool, kind: string, n: number, workers: number) {
  const cwd = join(folder, kind.replaceAll(' ', '-'))
  mkdirSync(cwd, { recursive: true })
  for (const [file, content] of Object.entries(tool.files(n, tool.jobs[kind]!.text)))
    writeFileSync(join(cwd, file), content)
  return {
    cwd,
    async make() {
      const call = succeeded(tool.name, await timed(tool.command(workers), { cwd, env: process.env }))
      const { length } = readdirSync(join(cwd, 'out'))
      if (length !== n) throw new Error(`${tool.name} made ${length} of ${n} files:\n${call.output}`)
      return call
    },
  }
}

function versionOf([program, ...args]: readonly string[]): string | undefined {
  try {
    const text = execFileSync(program!, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return /\d+(\.\d+)+/.exec(text)?.[0] ?? 'of unknown version'
  } catch {
    return undefined
  }
}
