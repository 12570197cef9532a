import { posix } from 'node:path'
import { quoted, quotedLine, sha256 } from 'bocas/internal/light'
import { chunkFiles } from './chunk-files'
import type { Chunk } from './settings'

/** A job array that is about to be submitted. */
export interface NamedChunk extends Chunk {
  readonly name: string
  /** Of its files, on the machine that executes. */
  readonly folder: string
}

/** For as long Slurm itself may be asked what became of a job. */
const DAYS = 14

/** What begins a line of the answer: everything else is what programs said. */
const ID = 'bocas-submitted'

/**
 * The script that submits arrays: it writes their files, asks `sbatch` of each kind of job whether it would be taken, and only then submits. When one
 * is refused all the same, those before it are cancelled, and nothing is left.
 *
 * @param inFlight how many of these jobs may be executed at the same time.
 */
export function submissionScript(chunks: readonly NamedChunk[], inFlight = Infinity): string {
  const throttle = inFlight === Infinity ? '' : `%${Math.max(1, Math.floor(inFlight / chunks.length))}`
  const kinds = new Map(chunks.map((chunk) => [JSON.stringify(chunk.settings), chunk]))
  return [
    ...[...new Set(chunks.map(({ folder }) => posix.dirname(folder)))].map(clearing),
    'ids=',
    `undo() { code=$?; [ -z "$ids" ] || scancel $ids; rm -rf ${quotedLine(chunks.map(({ folder }) => folder))}; exit "$code"; }`,
    ...chunks.flatMap(writing),
    ...[...kinds.values()].map(
      ({ folder }) =>
        // It says when it would begin also of what it takes: nobody need hear that, and of 22.05 it is nonsense.
        `said=$(${submit(folder, '--test-only --array=0')} 2>&1) || { echo "$said" | grep -v ' to start at ' >&2; false || undo; }`,
    ),
    ...chunks.map(
      ({ folder, requests }, i) =>
        `id=$(${submit(folder, `--array=0-${requests.length - 1}${throttle}`)}) || undo\nids="$ids \${id%%;*}"\necho "${ID} ${i} \${id%%;*}"`,
    ),
  ].join('\n')
}

/** Removes the files of arrays of which Slurm has no job any more, after some days. */
const clearing = (base: string): string => `names=$(squeue -h -u "$(id -un)" -o %j) && [ -d ${quoted(base)} ] &&
  find ${quoted(base)} -mindepth 1 -maxdepth 1 -type d -name 'bocas-*' -mtime +${DAYS} | while IFS= read -r old; do
    case "$names" in *"\${old##*/}"*) ;; *) rm -rf "$old" ;; esac
  done`

const submit = (folder: string, options: string): string => `sh ${quoted(`${folder}/submit.sh`)} ${options}`

function writing({ folder, name, settings, requests }: NamedChunk): string[] {
  const files = Object.entries(chunkFiles(folder, name, settings, requests))
  return [
    `mkdir -p ${quoted(folder)} || undo`,
    ...files.map(([file, text]) => {
      // A line that no file can hold.
      const end = `end-${sha256(text).slice(0, 16)}`
      return `cat >${quoted(`${folder}/${file}`)} <<'${end}' || undo\n${text}${end}`
    }),
  ]
}

/** The ids that the script printed, in the order of the arrays; undefined when one is missing. */
export function submittedIds(printed: string, count: number): readonly string[] | undefined {
  const ids = new Map(
    [...printed.matchAll(new RegExp(`^${ID} (\\d+) (\\d+)$`, 'gm'))].map(([, i, id]) => [Number(i), id!]),
  )
  const all = Array.from({ length: count }, (_, i) => ids.get(i))
  return all.every((id) => id !== undefined) ? all : undefined
}
