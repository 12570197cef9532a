import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** When the work of a job began and ended: seconds of the system's clock. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Seconds that lie between the end of each job and the start of the next one, of jobs that come one after the other. */
export function pausesBetween(spans: readonly Span[]): number[] {
  const inOrder = [...spans].sort((a, b) => a.start - b.start)
  return inOrder.slice(1).map(({ start }, index) => start - inOrder[index]!.end)
}

/** What a bare job does when it is told to begin: it works for so many milliseconds, says when, and ends. */
const JOB = `
const now = () => (performance.timeOrigin + performance.now()) / 1000
process.stdin.once('data', () => {
  const start = now()
  setTimeout(() => process.stdout.write(JSON.stringify({ start, end: now() }), () => process.exit(0)), Number(process.argv[1]))
})`

/**
 * The least that two processes of Node take to follow each other: the next one is up and waits for a word; it gets it when the one before
 * has ended. Nothing is checked, kept or cleared away.
 */
export async function barePauses(jobs: number, milliseconds: number): Promise<number[]> {
  const start = () => spawn(process.execPath, ['-e', JOB, String(milliseconds)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const spans: Span[] = []
  let waiting = start()
  for (let left = jobs; left > 0; left--) {
    const job = waiting
    let said = ''
    job.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    const ended = once(job, 'close')
    job.stdin.end('begin')
    if (left > 1) waiting = start()
    await ended
    spans.push(JSON.parse(said) as Span)
  }
  return pausesBetween(spans)
}
