import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { FigureReport } from '@bocas/figures'
import { formatError, ProblemsError, workspacePaths, withCodes } from 'bocas/internal/light'
import type { ProgramPlace } from 'bocas/internal'
import { programPlace } from '../launch/specification'
import { changedFiles } from '../../shared/data-files'
import { lacksExport, unknownExport } from '../../plan/code/import-hints'
import { missingImport } from '../../shared/missing-import'
import { withoutSecrets } from '../../shared/secrets'
import type { PlannedFigures } from '../../plan/plan-figures'
import { userFrame } from '../../shared/user-frame'
import { workerScript } from '../../plan/workers/worker-script'
import { readsOf, type Drawing, type KnownFigureJob, type ThrownError } from '../../protocol/figure-job'

export type DrawOutcome = { readonly report: FigureReport } | { readonly problem: string }

/**
 * Draws with the code of a `figures.ts`, in a process of its own whose output is shown as it comes. What is drawn while its data changes
 * fits no hash, and is refused.
 */
export async function draw(root: string, figures: PlannedFigures, drawing: Drawing): Promise<DrawOutcome> {
  const { script, loadable, data, program } = figures
  const known = {
    root,
    folder: join(root, data.folder),
    declared: data.declared,
    packages: [...new Set(loadable.packages.map(({ name }) => name))],
  }
  const place = program && { ...programPlace(known.folder, program), root, data: data.places }
  const drawn = await drawApart(root, script, { ...drawing, data: data.places, known }, place)
  const changed = changedFiles([...data.contents, ...(program?.contents ?? [])]).map((place) => relative(root, place))
  return 'problem' in drawn || changed.length === 0
    ? drawn
    : { problem: `${changed.join(', ')} changed while the figures were drawn: call nx again` }
}

async function drawApart(
  root: string,
  script: string,
  job: KnownFigureJob,
  place: ProgramPlace | undefined,
): Promise<DrawOutcome> {
  const paths = workspacePaths(root)
  const name = join(paths.work, `figures-${randomUUID()}`)
  const file = `${name}.json`
  mkdirSync(dirname(file), { recursive: true })
  if (place) mkdirSync(name)
  // Programs and what they load know themselves by real paths.
  writeFileSync(file, JSON.stringify({ ...job, ...(place && { program: { place, work: realpathSync(name) } }) }))
  try {
    return await runApart(root, [await workerScript(root, 'figures-worker'), script, file])
  } finally {
    for (const made of [file, readsOf(file), name]) rmSync(made, { recursive: true, force: true })
  }
}

type Message = { report: FigureReport } | { thrown: ThrownError }

function runApart(root: string, args: string[]): Promise<DrawOutcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
      cwd: root,
      env: withoutSecrets(process.env),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let answer: Message | undefined
    child.on('message', (message: Message) => (answer = message))
    child.on('error', (error) => resolve({ problem: `no process could be started: ${error.message}` }))
    child.on('close', (code, signal) => {
      if (!answer)
        resolve({ problem: `figures.ts ended its process (${signal ?? `exit code ${code}`}) before it was done` })
      else if ('report' in answer) resolve(answer)
      else resolve({ problem: describe(answer.thrown, root) })
    })
  })
}

/** The message and place for a mistake in `figures.ts`; the stack as well for an error that the language itself threw, unless what to do is known. */
function describe({ name, code, message, stack, problems, heading }: ThrownError, root: string): string {
  const at = userFrame(Object.assign(new Error(message), { stack }), root)
  const words = problems === undefined ? message : formatError(new ProblemsError(problems, { heading }))
  const remedy = missingImport(message, 'figures') ?? unknownExport(message)
  const more = [at && `at ${at}`, remedy].filter((line) => line !== undefined)
  const text = [words, ...more.map((line) => `  ${line}`)].join('\n')
  const isOfLanguage = ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'].includes(name)
  const whole = isOfLanguage && remedy === undefined ? `${text}\n${stack}` : text
  return withCodes(whole, problems?.map((problem) => problem.code) ?? [lacksExport(message) ? 'unknown-export' : code])
}
