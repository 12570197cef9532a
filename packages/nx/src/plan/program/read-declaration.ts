import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  canonicalJson,
  sha256,
  workspacePaths,
  writeWholeSync,
  type CommandDeclaration,
  type Problem,
} from 'bocas/internal/light'
import { userFrame } from '../../shared/user-frame'
import { npmClosure } from '../packages/npm-closure'
import type { Code } from '../code/read-code'
import { runApart } from '../workers/run-apart'
import { workerScript } from '../workers/worker-script'

/** What `run.ts` declares about the program that it is, if it is one; or `figures.ts` about the one that draws. */
export interface ReadDeclaration {
  readonly declaration: CommandDeclaration | null
  readonly problems: readonly Problem[]
}

/** Milliseconds for the imports of a `run.ts`. */
const TIME_LIMIT = 30_000

/**
 * Reads the declaration of a run that is a program from what `run.ts` exports, in a process of its own; once per content of its code.
 * Only code that mentions `command` and bocas is looked at. Should that overlook one, the program refuses to run: it is not in the key.
 */
export async function readDeclaration(
  root: string,
  { script, files, packages }: Code,
  entry: 'run.ts' | 'figures.ts' = 'run.ts',
): Promise<ReadDeclaration> {
  if (!files.some(({ mentionsCommand }) => mentionsCommand)) return { declaration: null, problems: [] }
  const worker = await workerScript(root, 'command-worker')
  const digest = sha256(
    canonicalJson({
      script: basename(script),
      worker: basename(worker),
      packages: npmClosure(root, packages).packages,
    }),
  )
  const cached = join(workspacePaths(root).sweeps, `${digest}.json`)
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8')) as ReadDeclaration
  const { read, certain } = await readNow(root, worker, script, { answer: `${cached}.${randomUUID()}`, entry })
  if (certain) writeWholeSync(cached, JSON.stringify(read))
  return read
}

async function readNow(
  root: string,
  worker: string,
  script: string,
  { answer, entry }: { readonly answer: string; readonly entry: string },
): Promise<{ read: ReadDeclaration; certain: boolean }> {
  mkdirSync(workspacePaths(root).sweeps, { recursive: true })
  try {
    const { output, ended } = await runApart(root, [worker, script, answer], TIME_LIMIT)
    if (!existsSync(answer)) {
      const message = `${entry} ended its process (${ended}) while it was imported to read its command`
      const hint = output.trim() && `it printed: ${output.trim().split('\n').slice(-5).join('\n')}`
      return { read: failed({ message, hint: hint || undefined }), certain: false }
    }
    const { declaration = null, thrown } = JSON.parse(readFileSync(answer, 'utf8')) as {
      declaration?: CommandDeclaration | null
      thrown?: { message: string; stack?: string }
    }
    if (thrown === undefined) return { read: { declaration, problems: [] }, certain: true }
    const at = userFrame(Object.assign(new Error(), thrown), root)
    const message = `${entry} threw while it was imported to read its command: ${thrown.message}`
    return {
      read: failed({ ...(at && { code: 'threw-while-loading' }), message, hint: at && `thrown at ${at}` }),
      certain: false,
    }
  } finally {
    rmSync(answer, { force: true })
  }
}

const failed = (problem: Problem): ReadDeclaration => ({ declaration: null, problems: [problem] })
