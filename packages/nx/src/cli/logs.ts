import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { partsOfRunId, suggest, workspacePaths, type WorkspacePaths } from 'bocas/internal'
import { byWhatIsKnown } from '../plan/sweep/awaited-words'
import { CommandError, EXIT, type CliCommand, type Surroundings } from './command'
import { notKnownYet } from './find-runs'
import { jobsAway } from './jobs/jobs-away'
import { fileOf, fileOfJob, followLog, hasBegun, type Log } from './logs/follow-log'
import { knownJobs } from '../host/jobs/known-jobs'
import { readJson } from '../shared/read-json'
import { readStore } from '../shared/stored-run'
import { runsAtWork } from '../states/at-work'
import { planTasks } from './workspace'

export const logs: CliCommand = {
  name: 'logs',
  summary: 'prints the log of a run that is being executed, failed or is stored',
  usage: '<run> [-f]',
  details: `A run is named as task/run, or by its name alone when only one task has it. Shown is the log of the execution in progress, else that of the last
failure or of the stored result, whichever belongs to the current key.`,
  options: { follow: { type: 'boolean', short: 'f', help: 'go on until the run ends, or Ctrl-C' } },
  words: [1, 1],
  async run({ words: [word], switches }, surroundings) {
    const asked = knownJobs(surroundings.root).filter(({ note: { task, name } }) =>
      [name, `${task}/${name}`].includes(word!),
    )
    const away = await jobsAway(asked, surroundings)
    try {
      await away.refresh()
      const log = await chooseLog(surroundings, word!)
      const isFollowed = log.state === 'running' && switches.has('follow')
      if (!existsSync(fileOf(log)) && (!isFollowed || !(await hasBegun(log, surroundings, away)))) throw nothingYet(log)
      const file = fileOf(log)
      surroundings.complain(`${log.run}, ${log.state} → ${file}`)
      if (isFollowed) await followLog({ ...log, file }, surroundings, away)
      else for await (const piece of createReadStream(file)) surroundings.write(piece as Buffer)
    } finally {
      await away.close()
    }
    return EXIT.ok
  },
}

async function chooseLog({ root }: Surroundings, word: string): Promise<Log> {
  const paths = workspacePaths(root)
  const plans = await planTasks(root)
  const { known, awaiting } = byWhatIsKnown(plans)
  const planned = new Map(
    known.flatMap(({ task, runs }) => runs.map(({ name, key }): [string, string] => [`${task}/${name}`, key])),
  )
  const logs = allLogs(paths)
  const names = [...new Set([...planned.keys(), ...logs.map(({ run }) => run)])]
  const meant = names.includes(word) ? [word] : names.filter((name) => partsOfRunId(name).name === word)
  // What is left of earlier runs can be shown all the same.
  const waiting = awaiting.find(({ task }) => word.startsWith(`${task}/`))
  if (meant.length === 0 && waiting) throw new CommandError([notKnownYet(waiting)])
  if (meant.length === 0)
    throw new CommandError([{ code: 'unknown-run', message: `there is no run '${word}'`, hint: suggest(word, names) }])
  if (meant.length > 1)
    throw new CommandError([{ message: `several tasks have a run '${word}'`, hint: `say which: ${meant.join(', ')}` }])
  const [best] = logs
    // A result is that of its key: it may have been made under another name.
    .filter(({ run, key }) => run === meant[0] || (key !== undefined && key === planned.get(meant[0]!)))
    .map((log) => ({ log, rank: (log.state === 'running' ? 2 : 0) + (log.key === planned.get(meant[0]!) ? 1 : 0) }))
    .sort((a, b) => b.rank - a.rank || b.log.time - a.log.time)
  if (best && (existsSync(best.log.file) || best.log.state === 'running')) return best.log
  throw new CommandError(
    [
      best
        ? {
            message: `no log of ${meant[0]} is here: its result came with ${paths.artifactsDir}`,
            hint: 'logs stay on the machine that executed the run',
          }
        : { message: `${meant[0]} has no log: it has not been executed`, hint: 'bocas plan says how it stands' },
    ],
    EXIT.problem,
  )
}

function allLogs(paths: WorkspacePaths): Log[] {
  const running = runsAtWork(paths)
    .filter(({ alive }) => alive)
    .map(({ task, name, key, log, started }): Log => ({
      run: `${task}/${name}`,
      state: 'running',
      file: log,
      key,
      time: started,
    }))
  const kept = readStore(paths).runs.map(({ task, name, key, folder, made }): Log => ({
    run: `${task}/${name}`,
    state: 'kept',
    file: join(folder, 'run.log'),
    key,
    time: made,
  }))
  return [...running, ...jobLogs(paths), ...failedLogs(paths), ...kept]
}

const nothingYet = ({ run, job }: Log): CommandError =>
  new CommandError(
    [
      {
        code: 'no-log-yet',
        message: `${run} has printed nothing yet${job === undefined ? '' : ': its job waits, or has only just begun'}`,
        hint: `${job === undefined ? '' : 'npx bocas jobs says how it stands; '}npx bocas logs ${run} -f waits for it`,
      },
    ],
    EXIT.problem,
  )

/** Of jobs that no call follows at present. */
function jobLogs({ root }: WorkspacePaths): Log[] {
  return knownJobs(root).map(({ folder, note: { task, name, key } }): Log => {
    const file = fileOfJob(folder)
    return { run: `${task}/${name}`, state: 'running', file, key, time: modified(file), job: folder }
  })
}

function failedLogs({ own, failed }: WorkspacePaths): Log[] {
  return foldersIn(join(own, 'failed')).flatMap((task) =>
    foldersIn(join(own, 'failed', task)).map((name): Log => {
      const file = join(failed(task, name), 'run.log')
      const key = readJson<{ key: string }>(join(failed(task, name), 'failure.json'))?.key
      return { run: `${task}/${name}`, state: 'failed', file, key, time: modified(file) }
    }),
  )
}

const foldersIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : [])

const modified = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
