import type { JobRequest } from '@bocas/nx'
import { quoted, quotedLine } from 'bocas/internal/light'
import type { JobSettings } from './settings'
import { writeTime } from './time'

/** Files by name within the folder of a job array. */
export type ChunkFiles = Readonly<Record<'job.sh' | 'submit.sh' | 'jobs.sh' | 'jobs.jsonl', string>>

/** What each line of `jobs.jsonl` says: which run a place of the array is. */
export interface ArrayTask {
  readonly key: string
  readonly task: string
  readonly name: string
  readonly folder: string
}

/** The exit code by which a job of @bocas/nx says that the run was asked to stop, and that another job may go on where it was. */
export const GO_ON = 85

/**
 * What lies beside each other for one job array: the script of its jobs, the call of `sbatch`, which a job makes again for its successor, what each job
 * executes, and the same for people and for {@link ArrayTask}.
 *
 * @param folder theirs, on the machine that executes.
 * @param name the name of the array, by which it is found again.
 */
export function chunkFiles(
  folder: string,
  name: string,
  settings: JobSettings,
  requests: readonly JobRequest[],
): ChunkFiles {
  return {
    'job.sh': jobScript(folder, settings),
    'submit.sh': submitScript(folder, name, settings),
    'jobs.sh': requests.map(({ log, command }) => `log=${quoted(log)}; set -- ${quotedLine(command)}\n`).join(''),
    'jobs.jsonl': requests
      .map(({ key, task, name: run, folder: own }) => JSON.stringify({ key, task, name: run, folder: own }) + '\n')
      .join(''),
  }
}

/** The options of `sbatch`; what belongs to one call of it is added by who calls. */
export function sbatchOptions(folder: string, name: string, settings: JobSettings): string[] {
  const { partition, account, qos, constraint, time, memory, cpus, gpus, notice, requeue, flags } = settings
  const one = (option: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [`--${option}=${value}`]
  return [
    `--job-name=${name}`,
    // A sign of a pattern in the path is doubled.
    `--output=${folder.replaceAll('%', '%%')}/%a.out`,
    // A job that is started again goes on with what it has said.
    '--open-mode=append',
    '--nodes=1',
    '--ntasks=1',
    ...one('partition', partition),
    ...one('account', account),
    ...one('qos', qos),
    ...one('constraint', constraint),
    ...one('time', time === undefined ? undefined : writeTime(time)),
    ...one('mem', memory === undefined ? undefined : `${memory}M`),
    ...one('cpus-per-task', cpus),
    ...one('gres', gpus && ['gpu', ...(gpus.type === undefined ? [] : [gpus.type]), gpus.count].join(':')),
    // To the shell alone: what it passes on, and when, it decides.
    ...(notice > 0 ? [`--signal=B:USR1@${notice}`] : []),
    requeue ? '--requeue' : '--no-requeue',
    ...flags,
  ]
}

const submitScript = (folder: string, name: string, settings: JobSettings): string => `#!/bin/sh
# Submits jobs of this array: sh submit.sh --array=0-99
exec sbatch --parsable ${quotedLine(sbatchOptions(folder, name, settings))} "$@" ${quoted(`${folder}/job.sh`)}
`

/** Lines of bash that come before the run. */
export const preparation = ({ modules, setup }: Pick<JobSettings, 'modules' | 'setup'>): string =>
  [...modules.map((name) => `module load ${quoted(name)} || exit 1`), ...setup].map((line) => `${line}\n`).join('')

/** Seconds before the limit from which on SIGTERM is taken for it: the clock of the script begins after that of the job. */
const ABOUT = 30

function jobScript(folder: string, settings: JobSettings): string {
  const { successors, time = Infinity } = settings
  const limit = time === Infinity ? Number.MAX_SAFE_INTEGER : Math.max(0, time - ABOUT)
  return `#!/bin/bash
# One job of this array: it executes its line of jobs.sh.
here=${quoted(folder)}
index=\${SLURM_ARRAY_TASK_ID:-0}
if [ ! -r "$here/jobs.sh" ]; then
  echo "this node does not see $here: it must lie on a disk that all nodes share" >&2
  exit 66
fi
log=/dev/null
eval "$(sed -n "$((index + 1))p" "$here/jobs.sh")"
exec >>"$log" 2>&1
# Where this job is executed was decided before.
unset BOCAS_ENGINE BOCAS_PROFILE
early= stopped= child=
# The signal that comes before the limit of time: save your state and stop.
trap 'early=yes stopped=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' USR1
# The limit itself, or somebody who ends the job: then nothing follows it.
trap '[ "$SECONDS" -ge ${limit} ] || early=; stopped=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM INT
${preparation(settings)}\
if [ -z "$stopped" ]; then
  "$@" </dev/null &
  child=$!
  [ -z "$stopped" ] || kill -TERM "$child" 2>/dev/null
  # A signal ends the wait, not the run.
  while :; do
    stopped=
    wait "$child"
    code=$?
    [ -n "$stopped" ] || break
  done
else
  code=${GO_ON}
fi
# Ended by the time limit with its state saved: the run goes on in the next job. To be requeued takes two minutes, so that is the second choice.
case $code in ${GO_ON}|130|143) ;; *) early= ;; esac
succession=$(( \${BOCAS_SUCCESSION:-0} + 1 ))
if [ -n "$early" ] && [ $(( succession + \${SLURM_RESTART_COUNT:-0} )) -le ${successors} ]; then
  if next=$(BOCAS_SUCCESSION=$succession sh "$here/submit.sh" --array="$index"); then
    echo "the time limit of this job comes: the run goes on in job $next"
    exit 0
  elif scontrol requeue "\${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}\${SLURM_ARRAY_TASK_ID:+_$index}"; then
    echo 'the time limit of this job comes: the run goes on when Slurm starts it again'
    sleep 60
  fi
fi
[ -s "$here/$index.out" ] || rm -f "$here/$index.out"
exit "$code"
`
}
