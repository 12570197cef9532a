import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPaper } from '../build-paper'
import type { BuiltPaper, PaperJob } from '../shared/job'
import { PaperError } from '../shared/problems'
import { folderState, watchFolder, type Counts } from './folder-watcher'

/** What a watch tells. */
export interface WatchEvents {
  /** A build is through; `seconds` is what it took. */
  onBuilt(built: BuiltPaper, seconds: number): void
  /** A build has failed; the paper of the last good one stays where it is, and the next edit tries again. */
  onProblem(problem: PaperError): void
}

/** Editors save in several steps; after so many milliseconds without another one a build begins. */
const SETTLE = 25

/** The watcher tells nothing of a second change of a file within 50 ms of the first, so that files are looked at once more when that is over. */
const UNTOLD = 75

/** Files are looked at after so many milliseconds in any case: on a network disk the system tells nothing of what another machine has changed. */
const LOOK = 1000

/**
 * Builds a paper, and again whenever its text, figures, tables or facts change, until `signal` aborts. It reads files only: what is missing is told, and
 * nothing is drawn or trained for it.
 *
 * @throws whatever is wrong and not with the paper.
 */
export async function watchPaper(
  job: PaperJob,
  { onBuilt, onProblem }: WatchEvents,
  signal: AbortSignal,
): Promise<void> {
  const paper = openPaper(job)
  const counts = whatCounts(job)
  let wake: () => void = () => undefined
  let told = false
  const watcher = watchFolder(path.resolve(job.paperDir), counts, () => {
    told = true
    wake()
  })
  const stop = (): void => wake()
  signal.addEventListener('abort', stop)
  try {
    for (let built = ''; !signal.aborted;) {
      const news = told
      told = false
      const state = folderState(path.resolve(job.paperDir), counts)
      if (state !== built) {
        built = state
        await build()
      }
      if (!told && !signal.aborted) await (news ? sleep(UNTOLD) : woken())
      if (!signal.aborted) await sleep(SETTLE)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    watcher.close()
  }

  function woken(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function build(): Promise<void> {
    const start = performance.now()
    try {
      const done = await paper.build()
      if (!signal.aborted) onBuilt(done, (performance.now() - start) / 1000)
    } catch (error) {
      if (!(error instanceof PaperError)) throw error
      if (!signal.aborted) onProblem(error)
    }
  }
}

/** Made by builds, or of no account to them. */
const NOT_READ = new Set(['artifacts', 'build', 'arxiv', 'provenance.json', 'node_modules'])
const DRAWN = new Set(['facts', 'figures', 'tables', 'provenance'])

function whatCounts({ draft = false }: PaperJob): Counts {
  return (relative) => {
    const [first = '', second] = relative.split(path.sep)
    const name = path.basename(relative)
    if (name.startsWith('.') || /~$|^#.*#$|\.(sw[a-z]|tmp|part)$|^4913$/.test(name)) return false
    if (NOT_READ.has(first)) return false
    // A draft reads what was drawn as a draft, and the paper what was drawn in earnest.
    if (first === 'drafts') return draft && (second === undefined || DRAWN.has(second))
    return !(draft && DRAWN.has(first))
  }
}
