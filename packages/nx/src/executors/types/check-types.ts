import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants, setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { posixRelative, type Problem, workspacePaths } from 'bocas/internal/store'
import { isSystemError, isUnresolved } from 'bocas/internal/light'

/** The files of a task that nobody else imports. */
const ENTRIES = ['sweep.ts', 'run.ts', 'figures.ts']

/** How files are taken where the workspace has no tsconfig.json: as esbuild and Node take them, and strictly. */
const OPTIONS = { strict: true, target: 'es2023', module: 'nodenext', skipLibCheck: true } as const

/** What was found in the types of a task. */
export interface CheckedTypes {
  /** Workspace-relative. */
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
  /** Whether there was a compiler to look. */
  readonly isLooked: boolean
}

interface CheckOptions {
  /** Ends the compiler. */
  readonly signal?: AbortSignal
  /** Whether others go first: runs are at work meanwhile. */
  readonly isInBackground?: boolean
}

/** What the workspace's own TypeScript says of a task: each error with its file and line. */
export async function checkTypes(root: string, task: string, options: CheckOptions = {}): Promise<CheckedTypes> {
  const { tasksDir } = workspacePaths(root)
  const files = ENTRIES.map((name) => `${tasksDir}/${task}/${name}`).filter((file) => existsSync(join(root, file)))
  const compiler = compilerOf(root)
  if (compiler === undefined)
    return {
      files,
      isLooked: false,
      problems: [{ message: 'TypeScript is not installed', hint: 'npm install --save-dev typescript @types/node' }],
    }
  const config = writeConfig(root, task, files)
  const { code, printed } = await run(root, compiler, config, options).finally(() => leaveNothing(config))
  const problems = readErrors(printed)
  if (code !== 0 && problems.length === 0)
    problems.push({ message: `tsc ended with exit code ${code}`, hint: printed.trim() })
  return { files, problems, isLooked: true }
}

function compilerOf(root: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve('typescript/lib/tsc.js')
  } catch (error) {
    if (!isUnresolved(error)) throw error
    return undefined
  }
}

/** A configuration of this task alone, which extends that of the workspace. Kept, so that the next check does only what changed. */
function writeConfig(root: string, task: string, files: readonly string[]): string {
  const { types, tasksDir } = workspacePaths(root)
  const config = types(task)
  const folder = dirname(config)
  const own = ['tsconfig.bocas.json', 'tsconfig.json'].find((name) => existsSync(join(root, name)))
  const place = (file: string): string => posixRelative(folder, join(root, file))
  const content = {
    ...(own === undefined ? {} : { extends: place(own) }),
    compilerOptions: {
      ...(own === undefined ? OPTIONS : {}),
      noEmit: true,
      composite: false,
      declaration: false,
      declarationMap: false,
      emitDeclarationOnly: false,
      incremental: true,
      tsBuildInfoFile: `${task}.tsbuildinfo`,
    },
    files: files.map(place),
    // Declarations of packages without types, which nobody imports.
    include: [`${tasksDir}/${task}/**/*.d.ts`, 'library/**/*.d.ts', '*.d.ts'].map(place),
    references: [],
  }
  const text = `${JSON.stringify(content, null, 2)}\n`
  mkdirSync(folder, { recursive: true })
  if (!existsSync(config) || readFileSync(config, 'utf8') !== text) writeFileSync(config, text)
  return config
}

/** Of a workspace that was removed meanwhile the compiler makes the folder again, to put down what it knows. */
function leaveNothing(config: string): void {
  if (existsSync(config)) return
  const folder = dirname(config)
  rmSync(folder, { recursive: true, force: true })
  try {
    rmdirSync(dirname(folder))
  } catch (error) {
    // There is something else in it, or it is gone.
    if (!isSystemError(error)) throw error
  }
}

function run(
  root: string,
  compiler: string,
  config: string,
  { signal, isInBackground = false }: CheckOptions,
): Promise<{ code: number | null; printed: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compiler, '--project', config, '--pretty', 'false'], {
      cwd: root,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (isInBackground && child.pid !== undefined) giveWay(child.pid)
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, printed }))
  })
}

/** A system may not let it, or the process may be gone: then it is as quick as others. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

/** The errors in what tsc prints: `file(line,column): error TS2339: message`, or without a place. Lines that go on are indented. */
export function readErrors(printed: string): Problem[] {
  const problems: Problem[] = []
  for (const line of printed.split(/\r?\n/)) {
    const [, file, row, column, code, message] = /^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/.exec(line) ?? []
    if (code !== undefined) {
      const where = file === undefined ? '' : `${file.split('\\').join('/')}:${row}:${column} `
      problems.push({ code: 'wrong-types', message: `${where}${message} (${code})` })
      continue
    }
    const last = problems.at(-1)
    if (last && /^\s+\S/.test(line)) {
      const hint = [...(last.hint === undefined ? [] : [last.hint]), line.trim()].join('\n')
      problems[problems.length - 1] = { ...last, hint }
    }
  }
  return problems
}
