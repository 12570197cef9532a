import { posix } from 'node:path'
import { type Problem, quoted, sha256 } from 'bocas/internal/light'
import { preparation } from './chunk-files'
import type { JobSettings } from './settings'

const BLIND = 'bocas-blind'
const NO_PROGRAM = 'bocas-no-program'

/**
 * A script that asks a node of a partition whether it sees a folder and a program, where a node is free at this moment; it is asked once, and what was
 * seen is noted. A queue is not waited for: then a job that sees nothing says so itself, when it begins.
 */
export function sightScript(base: string, settings: JobSettings, program: string): string {
  const { partition = '', account, qos, constraint } = settings
  const marker = posix.join(base, 'marker')
  const own = Object.entries({ partition: partition || undefined, account, qos, constraint })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => quoted(`--${name}=${value}`))
    .join(' ')
  const check = `[ -r ${quoted(marker)} ] || { echo ${BLIND}; exit 0; }
{ ${preparation(settings)}true; } >/dev/null 2>&1
command -v ${quoted(program)} >/dev/null || { echo ${NO_PROGRAM}; exit 0; }; echo sees`
  const asked = sha256([partition, own, check].join('\n')).slice(0, 16)
  const note = quoted(posix.join(base, `seen-${asked}`))
  return `mkdir -p ${quoted(base)} && : >${quoted(marker)}
if [ ! -e ${note} ]; then
  seen=$(timeout 20 srun --quiet --immediate=5 --time=1 --nodes=1 --ntasks=1 --job-name=bocas-look ${own} bash -c ${quoted(check)} 2>/dev/null)
  case $seen in
    sees) : >${note} ;;
    ${BLIND}) echo ${quoted(`${BLIND} ${base}`)} ;;
    ${NO_PROGRAM}) echo ${quoted(`${NO_PROGRAM} ${program}`)} ;;
  esac
fi`
}

/** What the answers of such scripts come to. */
export function blindness(printed: string): Problem[] {
  return printed.split('\n').flatMap((line): Problem[] => {
    const [word, ...rest] = line.split(' ')
    const what = rest.join(' ')
    if (word === BLIND)
      return [
        {
          code: 'cannot-execute-there',
          message: `the nodes do not see ${posix.dirname(what)}`,
          path: 'slurm',
          hint: 'put it on a disk that the login node and all nodes share',
        },
      ]
    if (word === NO_PROGRAM)
      return [
        {
          code: 'cannot-execute-there',
          message: `the nodes have no ${what}`,
          path: 'slurm',
          hint: 'install Node where all nodes see it, in your home for example, and call nx by it',
        },
      ]
    return []
  })
}
