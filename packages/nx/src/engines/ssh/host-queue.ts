import { join } from 'node:path'
import { quoted, quotedLine } from 'bocas/internal/light'
import { SPECIFICATION } from '../../shared/specification-file'
import { jobThere, stateThere } from '../places-there'
import { keyOf, type Host } from './hosts'

/**
 * The queue of a host, as scripts for its /bin/sh. It is a folder, `.bocas/queue/<host>`: `queue` has a script for each job that waits, `at/<slot>` that of the job which the slot
 * executes. A process for each slot takes the next job as one ends, whether or not anybody is connected; it holds a lock on `slot.<slot>`, which ends with it, so that a slot is
 * never taken twice and a process that was killed is seen to be gone. It ends when there is nothing to do.
 */
const folderOf = ({ name }: Host): string => `.bocas/queue/${name.replace(/[^A-Za-z0-9._-]/g, '_')}`

/** The exit code of a job, in its folder. */
export const EXIT_CODE = 'exit-code'
/** The leader of its process group. */
const PID = 'pid'

/** What the process of a slot does: who lets go of the lock looks once more, because a job may have come while it was held. */
const SLOT = `cd "$1" || exit 1
slot=$2
mkdir -p "at/$slot"
while :; do
  (
    flock -n 8 || exit 1
    rm -f "at/$slot"/*
    while :; do
      for file in queue/*; do
        taken="at/$slot/\${file#queue/}"
        if mv "$file" "$taken" 2>/dev/null; then
          . "./$taken"
          rm -f "$taken"
          continue 2
        fi
        [ -e "$file" ] && exit 1
      done
      exit 0
    done
  ) 8>>"slot.$slot" || exit 0
  set -- queue/*
  [ -e "$1" ] || exit 0
done
`

/** A name by which the queue knows a job, for the shell; in front of it comes its place in the order. */
const entryOf = (id: string): string => quoted(id.replaceAll('/', '.'))

/** Where jobs are in the order of a host: those of a later call come after those of an earlier one. */
const orderOf = (time: number, index: number): string =>
  `${String(time).padStart(15, '0')}-${String(index).padStart(6, '0')}`

/** A job that enters the queue. */
export interface QueuedJob {
  readonly id: string
  /** Its words for the shell of the host. */
  readonly words: string
  /** The content of its specification, if it has one. */
  readonly specification: string | undefined
}

const script = (lines: readonly string[]): string => lines.join('\n')

const placesOf = (id: string): string[] => [jobThere(id), stateThere(keyOf(id))]

/** Puts jobs into the queue, and has them executed. @param time of the call, in milliseconds. */
export function enqueue(host: Host, entries: readonly QueuedJob[], garbage: Iterable<string>, time: number): string {
  const queue = folderOf(host)
  const lines = entries.flatMap(({ id, words, specification }, index) => {
    const folder = quoted(jobThere(id))
    const at = quoted(join(host.root, jobThere(id)))
    const entry = [
      `setsid sh -c ${quoted(`exec ${words}`)} >${at}/run.log 2>&1 </dev/null 8>&- &`,
      `echo $! >${at}/${PID}`,
      'wait $!',
      `echo $? >${at}/${EXIT_CODE}`,
    ].join('\n')
    return [
      `mkdir -p ${folder}`,
      ...(specification === undefined ? [] : [`printf %s ${quoted(specification)} >${folder}/${SPECIFICATION}`]),
      `printf '%s\\n' ${quoted(entry)} >"$new"/${orderOf(time, index)}.${entryOf(id)}`,
    ]
  })
  return script([
    'set -e',
    `cd ${quoted(host.root)}`,
    `mkdir -p ${queue}/queue ${queue}/at`,
    ...removal(host, garbage),
    `new=${queue}/new.$$`,
    'mkdir "$new"',
    `printf %s ${quoted(SLOT)} >"$new/slot.sh"`,
    `mv "$new/slot.sh" ${queue}/slot.sh`,
    ...lines,
    ...(entries.length === 0 ? [] : [`mv "$new"/* ${queue}/queue/`]),
    'rmdir "$new"',
    `for slot in ${Array.from({ length: host.slots }, (_, index) => index + 1).join(' ')}; do`,
    `  setsid sh ${queue}/slot.sh ${quoted(join(host.root, queue))} "$slot" </dev/null >/dev/null 2>&1 &`,
    'done',
  ])
}

/** Lines that define what the scripts below ask of one job, `$1`. Slots are looked at after the queue: a job only ever goes on. */
const LOOKS = [
  'queued() { for file in queue/*."$1"; do [ -e "$file" ] && return 0; done; return 1; }',
  'running() { for file in at/*/*."$1"; do [ -e "$file" ] || continue; slot=${file#at/}; flock -n "slot.${slot%%/*}" true || return 0; done; return 1; }',
  // Renamed first: who renames it has it, and nobody else begins it.
  'withdrawn() { for file in queue/*."$1"; do mv "$file" "out.$$" 2>/dev/null && rm -f "out.$$" && return 0; done; return 1; }',
]

const inQueue = (host: Host, lines: readonly string[]): string =>
  script([
    `cd ${quoted(host.root)} && mkdir -p ${folderOf(host)} && cd ${folderOf(host)} || exit 1`,
    ...LOOKS,
    ...lines,
  ])

const eachOf = (ids: readonly string[], line: (id: string, entry: string, folder: string) => string): string[] =>
  ids.map((id) => line(quoted(id), entryOf(id), quoted(`../../jobs/${id}`)))

/** How a job stands on a host. `begun`: it was, and is not there any more. `absent`: it never came. */
export type Standing = 'queued' | 'running' | 'begun' | 'absent'

/** Prints a line for each of the jobs: how it stands, and its id. */
export const standings = (host: Host, ids: readonly string[]): string =>
  inQueue(host, [
    'stands() { if queued "$1"; then echo queued; elif running "$1"; then echo running; elif [ -e "$2/run.log" ]; then echo begun; else echo absent; fi; }',
    ...eachOf(ids, (id, entry, folder) => `echo "$(stands ${entry} ${folder})" ${id}`),
    'echo complete',
  ])

/** Reads what {@link standings} prints; undefined when it broke off. */
export function readStandings(text: string): ReadonlyMap<string, Standing> | undefined {
  const lines = text.trim().split('\n')
  if (lines.pop() !== 'complete') return undefined
  return new Map(lines.map((line) => line.split(' ')).map(([standing, id]) => [id!, standing as Standing] as const))
}

/** Takes jobs out of the queue, and prints the ids of those that had not begun: they never do. */
export const withdraw = (host: Host, ids: readonly string[]): string =>
  inQueue(
    host,
    eachOf(ids, (id, entry) => `if withdrawn ${entry}; then echo ${id}; fi`),
  )

/** Ends jobs: prints the ids of those that had not begun, and tells the others. All are taken out of the queue first: a slot whose job ends takes the next one. */
export const cancel = (host: Host, ids: readonly string[]): string =>
  inQueue(host, [
    ...eachOf(ids, (id, entry) => `if withdrawn ${entry}; then echo ${id}; fi`),
    ...eachOf(
      ids,
      (_, entry, folder) =>
        `if running ${entry}; then [ -s ${folder}/${PID} ] || sleep 1; kill -TERM "$(cat ${folder}/${PID})"; fi`,
    ),
  ])

/** Removes what is left of jobs, and ends those that are still there: nobody takes their results. */
export const tidy = (host: Host, ids: Iterable<string>): string =>
  script([`cd ${quoted(host.root)} || exit 0`, ...removal(host, ids)])

function removal(host: Host, ids: Iterable<string>): string[] {
  const all = [...ids]
  if (all.length === 0) return []
  const ends = [
    ...all.map((id) => `withdrawn ${entryOf(id)} || :`),
    ...all.map((id) => {
      const pid = `"$(cat ${quoted(`../../jobs/${id}/${PID}`)})"`
      return `if running ${entryOf(id)}; then kill -KILL -- -${pid} || kill -KILL ${pid} || :; fi`
    }),
  ]
  return [
    // In a shell of its own, for it goes elsewhere; that something is gone already is no error.
    `( cd ${folderOf(host)} || exit 0`,
    ...LOOKS,
    ...ends,
    ') 2>/dev/null || :',
    `rm -rf ${quotedLine(all.flatMap(placesOf))} 2>/dev/null || :`,
  ]
}
