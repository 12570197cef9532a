import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Problem, ProblemsError, quoted, quotedLine, suggest } from 'bocas/internal/light'
import type { Engine, EngineOptions, JobRequest, JobState } from '../engine'
import { executeLine } from './execute-line'
import { configurationProblems, commandSettings, type CommandSettings } from './settings'
import { idIn, statesIn } from './read-answers'

export { configurationProblems }

/** Submissions under way at a time: a scheduler that is asked by 200 processes at once answers none of them. */
const TOGETHER = 8

/**
 * An engine of commands that a person writes: how a job is submitted, how jobs are asked for, how they are cancelled. With that PBS, Grid Engine and others
 * are reached without a package.
 */
export function createEngine({ configuration }: EngineOptions): Engine {
  const base = commandSettings(configuration)
  return {
    name: 'commands',
    refuse: (requests) =>
      Promise.resolve(requests.length > 0 && base.submit === undefined ? [UNCONFIGURED('submit')] : []),
    async submit(requests) {
      const ids: string[] = []
      try {
        for (let from = 0; from < requests.length; from += TOGETHER)
          ids.push(...(await together(requests.slice(from, from + TOGETHER), submitOne)))
      } catch (error) {
        await cancel(base, [...ids, ...((error as { ids?: readonly string[] }).ids ?? [])])
        throw error
      }
      return ids
    },
    async poll(jobs) {
      if (jobs.length === 0 || base.poll === undefined) return new Map<string, JobState>()
      return statesIn(await executeLine(withValues(base.poll, { ids: quotedLine(jobs) }), 'poll'), jobs, base)
    },
    cancel: (jobs) => cancel(base, jobs),
  }
}

const UNCONFIGURED = (name: string): Problem => ({
  code: 'wrong-profile',
  message: `the engine \`commands\` is not told how to ${name} a job`,
  path: `engines.commands.${name}`,
  hint: `in profiles.json: { "<profile>": { "engines": { "commands": { "${name}": "qsub … {script}" } } } }; docs/engines.md has whole examples`,
})

async function submitOne(request: JobRequest): Promise<string> {
  const settings = commandSettings(request.configuration)
  const script = join(request.folder, 'job.sh')
  writeFileSync(script, jobScript(request.command))
  chmodSync(script, 0o755)
  const printed = await executeLine(withValues(settings.submit!, valuesOf(request, script, settings)), 'submit')
  const id = idIn(printed, settings.id)
  if (id === undefined)
    throw new ProblemsError({
      code: 'not-submitted',
      message: `no name of a job is in what the command \`submit\` printed: ${JSON.stringify(printed.trim().slice(0, 200))}`,
      path: 'engines.commands.id',
      hint: 'it is the first word of the last line, unless `id` is a pattern whose first group finds it',
    })
  return id
}

/** What stands for `{…}` in a command. What a run does not say of itself is as `values` say; of what nobody says there is nothing. */
function valuesOf(
  { task, name, key, folder, log, resources }: JobRequest,
  script: string,
  { values = {} }: CommandSettings,
): Record<string, string> {
  const { cpus, gpus, memory, seconds } = resources
  const asked = {
    cpus,
    gpus,
    megabytes: memory === undefined ? undefined : Math.ceil(memory / 1e6),
    seconds: seconds === undefined ? undefined : Math.ceil(seconds),
  }
  return {
    ...{ cpus: '1', gpus: '0', megabytes: '', seconds: '' },
    ...Object.fromEntries(Object.entries(values).map(([one, text]) => [one, quoted(String(text))])),
    ...Object.fromEntries(
      Object.entries(asked).flatMap(([one, count]) => (count === undefined ? [] : [[one, String(count)]])),
    ),
    script: quoted(script),
    folder: quoted(folder),
    log: quoted(log),
    // Some schedulers take names of 15 letters at most, among them old PBS.
    name: quoted(`bocas-${key.slice(0, 9)}`),
    task: quoted(task),
    run: quoted(name),
  }
}

async function cancel({ cancel: line }: CommandSettings, jobs: readonly string[]): Promise<void> {
  if (line === undefined || jobs.length === 0) return
  // That a job has ended already is no error, and each scheduler says it in its own way.
  await executeLine(withValues(line, { ids: quotedLine(jobs) }), 'cancel').catch(() => undefined)
}

/** Does it for all; when one fails, the error tells what came of the others. */
async function together(
  requests: readonly JobRequest[],
  one: (request: JobRequest) => Promise<string>,
): Promise<string[]> {
  const all = await Promise.allSettled(requests.map(one))
  const ids = all.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const failed = all.find((answer) => answer.status === 'rejected')
  if (failed) throw Object.assign(failed.reason as Error, { ids })
  return ids
}

/** The script of a job: the shell becomes the command, so that a signal for the one reaches the other. */
export const jobScript = (command: readonly string[]): string => `#!/bin/sh\nexec ${quotedLine(command)}\n`

/**
 * A line with the values in the place of their names. `${HOME}` and `{a,b}` are the shell's.
 *
 * @throws ProblemsError when it names a value that there is not.
 */
function withValues(line: string, values: Readonly<Record<string, string>>): string {
  return line.replaceAll(/(?<!\$)\{([A-Za-z][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined) return value
    throw new ProblemsError({
      code: 'wrong-profile',
      message: `a command names {${name}}, and there is no such value`,
      path: 'engines.commands',
      hint: suggest(name, Object.keys(values)),
    })
  })
}
