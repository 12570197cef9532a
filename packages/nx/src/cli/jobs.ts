import { lockHolder, suggest, workspacePaths } from 'bocas/internal'
import type { JobState } from '../engines/engine'
import { removeJobs, type NotedJob } from '../host/jobs/job-folder'
import { knownJobs, saidOfEnd } from '../host/jobs/known-jobs'
import { plural } from '../shared/words'
import { CommandError, EXIT, type CliCommand, type Surroundings } from './command'
import { showJobs, type JobLine } from './jobs/job-lines'
import { enginesOf } from './jobs/jobs-away'

export const jobs: CliCommand = {
  name: 'jobs',
  summary: 'runs that a cluster or other machines have: how each stands, and why it waits; --cancel ends them',
  usage: '[task | task/run…] [--cancel] [--json]',
  details: `Lists the jobs that were submitted from this workspace and whose results are not collected yet, by whichever call: of an nx that is at work, that was
closed, or of bocas submit. The scheduler is asked once for all of them. Results are collected by the next call of nx.
--cancel ends the named ones, or all of them; a run that had saved its state goes on from there when it is submitted again.`,
  options: {
    cancel: { type: 'boolean', help: 'end these jobs' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [0, Infinity],
  async run({ words, switches }, surroundings) {
    const { root, print } = surroundings
    const chosen = named(knownJobs(root), words)
    if (switches.has('cancel')) return cancel(chosen, surroundings)
    const lines = await lookAt(chosen, surroundings)
    print(switches.has('json') ? JSON.stringify(lines, null, 2) : showJobs(lines, Date.now()))
    return EXIT.ok
  },
}

/** @throws CommandError for a word that names no job. */
function named(all: readonly NotedJob[], words: readonly string[]): readonly NotedJob[] {
  const isNamed = ({ note: { task, name } }: NotedJob, word: string): boolean =>
    [task, name, `${task}/${name}`].includes(word)
  const unknown = words.filter((word) => !all.some((job) => isNamed(job, word)))
  if (unknown.length > 0) {
    const names = all.flatMap(({ note: { task, name } }) => [task, `${task}/${name}`])
    throw new CommandError(
      unknown.map((word) => ({ message: `there is no job of '${word}'`, hint: suggest(word, [...new Set(names)]) })),
    )
  }
  return words.length === 0 ? all : all.filter((job) => words.some((word) => isNamed(job, word)))
}

async function lookAt(all: readonly NotedJob[], surroundings: Surroundings): Promise<JobLine[]> {
  const states = new Map<NotedJob, JobState>()
  for (const { engine, ours } of await enginesOf(all, surroundings)) {
    try {
      const answers = await engine.poll(ours.flatMap(({ note: { id } }) => id ?? []))
      for (const job of ours) {
        const state = job.note.id === undefined ? undefined : answers.get(job.note.id)
        if (state) states.set(job, state)
      }
      await engine.transport?.receive(ours.map(({ folder }) => folder))
    } catch (error) {
      surroundings.complain(`⚠ ${engine.name} does not answer: ${(error as Error).message}`)
    } finally {
      await engine.transport?.close?.()
    }
  }
  return all.map((job) => {
    const { task, name, key, engine, id, at } = job.note
    const end = saidOfEnd(job.folder)
    const state = states.get(job)
    return {
      task,
      name,
      key,
      engine,
      ...(id !== undefined && { id }),
      at,
      ...(end && { end }),
      ...(state && { state }),
    }
  })
}

async function cancel(all: readonly NotedJob[], surroundings: Surroundings): Promise<number> {
  const { root, print } = surroundings
  const { locks } = workspacePaths(root)
  for (const { engine, ours } of await enginesOf(all, surroundings)) {
    await engine.cancel(ours.flatMap(({ note: { id } }) => id ?? []))
    for (const { folder, note } of ours) {
      // What has its result is collected all the same; and an nx that follows a job tells its end itself.
      if (saidOfEnd(folder) === 'trained' || lockHolder(locks, note.key) !== null) continue
      await engine.transport?.forget([folder])
      removeJobs(root, note.key)
    }
    await engine.transport?.close?.()
  }
  print(`${plural(all.length, 'job')} cancelled`)
  return EXIT.ok
}
