import { plural, suggest } from 'bocas/internal'
import type { Engine, JobState } from '../engines/engine'
import { cancelJobs, isCancelled } from '../host/jobs/cancel-jobs'
import type { NotedJob } from '../host/jobs/job-folder'
import { knownJobs, saidOfEnd } from '../host/jobs/known-jobs'
import { isOfOtherRelease } from '../protocol/job-files'
import { CommandError, EXIT, type CliCommand, type Surroundings } from './command'
import { showJobs, type JobLine } from './jobs/job-lines'
import { byEngine } from './jobs/jobs-away'

export const jobs: CliCommand = {
  name: 'jobs',
  summary: 'lists runs on a cluster or other machines, with their states and why they wait; --cancel ends them',
  usage: '[task | task/run…] [--pending] [--cancel] [--json]',
  details: `Lists the jobs submitted from this workspace whose results are not collected yet, whether by an nx that is still running, by one that has ended,
or by bocas submit. The scheduler is asked once for all of them. Results are collected by the next call of nx.
--cancel ends the named ones, or all of them; a run that had saved its state goes on from there when it is submitted again.
--pending takes only those that an interrupted call was about to cancel when it was ended.`,
  options: {
    cancel: { type: 'boolean', help: 'end these jobs' },
    pending: { type: 'boolean', help: 'those that an interrupted call was to cancel' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [0, Infinity],
  async run({ words, switches }, surroundings) {
    const { root, print } = surroundings
    const all = named(knownJobs(root), words)
    const chosen = switches.has('pending') ? all.filter(isCancelled) : all
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
      unknown.map((word) => ({
        code: 'unknown-job',
        message: `there is no job of '${word}'`,
        hint: suggest(word, [...new Set(names)]),
      })),
    )
  }
  return words.length === 0 ? all : all.filter((job) => words.some((word) => isNamed(job, word)))
}

async function lookAt(all: readonly NotedJob[], surroundings: Surroundings): Promise<JobLine[]> {
  const states = new Map<NotedJob, JobState>()
  for (const { name, ours, open } of byEngine(all, surroundings)) {
    let engine: Engine | undefined
    try {
      engine = await open()
      const answers = await engine.poll(ours.flatMap(({ note: { id } }) => id ?? []))
      for (const job of ours) {
        const state = job.note.id === undefined ? undefined : answers.get(job.note.id)
        if (state) states.set(job, state)
      }
      await engine.transport?.receive(ours.map(({ folder }) => folder))
    } catch (error) {
      surroundings.complain(`⚠ ${name} does not answer: ${(error as Error).message}`)
    } finally {
      await engine?.transport?.close?.()
    }
  }
  return all.map((job) => {
    const { task, name, key, engine, id, at, cancelled } = job.note
    const end = saidOfEnd(job.folder)
    const state = states.get(job)
    return {
      task,
      name,
      key,
      engine,
      id,
      at,
      end,
      cancelled,
      ...(isOfOtherRelease(job.note) && { isOfOtherRelease: true }),
      state,
    }
  })
}

async function cancel(all: readonly NotedJob[], surroundings: Surroundings): Promise<number> {
  const { root, print } = surroundings
  for (const { ours, open } of byEngine(all, surroundings)) {
    const engine = await open()
    await cancelJobs(root, engine, ours)
    await engine.transport?.close?.()
  }
  print(`${plural(all.length, 'job')} cancelled`)
  return EXIT.ok
}
