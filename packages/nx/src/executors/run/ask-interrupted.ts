import { openSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { ReadStream, WriteStream } from 'node:tty'
import { isSystemError, plural } from 'bocas/internal/light'
import type { Switches } from '../../host/outcome/switches'

/** Milliseconds in which a person can answer: after 5 s Nx kills whoever asks. */
const PATIENCE = 4_000

/**
 * What becomes of the jobs of an interrupted call: as the variable says; else as a person says who sits at the terminal, if Nx leaves it to us; else they go on, which loses
 * nothing.
 */
export async function askWhatBecomesOfJobs(
  engine: string,
  jobs: number,
  choice: Switches['onInterrupt'],
): Promise<'leave' | 'cancel'> {
  if (choice !== 'ask') return choice
  // Its interface has the terminal, and every key that is pressed.
  if (process.env.NX_TUI === 'true' || process.env.CI) return 'leave'
  const terminal = openTerminal()
  if (terminal === undefined) return 'leave'
  const { input, output, close } = terminal
  const lines = createInterface({ input, output })
  try {
    const question = `${plural(jobs, 'job')} of ${engine}: leave ${jobs === 1 ? 'it' : 'them'} running (Enter), or cancel (c)? `
    const answer = await lines.question(question, { signal: AbortSignal.timeout(PATIENCE) }).catch((error: unknown) => {
      if ((error as Error).name !== 'AbortError') throw error
      output.write('\n')
      return ''
    })
    const how = /^c/i.test(answer.trim()) ? 'cancel' : 'leave'
    // Nx shows nothing more of what is printed here.
    const them = jobs === 1 ? 'it' : 'them'
    output.write(
      how === 'cancel'
        ? `… ${plural(jobs, 'job')} of ${engine} ${jobs === 1 ? 'is' : 'are'} being cancelled\n`
        : `… left running: call nx again to collect what comes of ${them}; npx bocas jobs shows ${them}\n`,
    )
    return how
  } finally {
    lines.close()
    close()
  }
}

function openTerminal() {
  try {
    const handle = openSync('/dev/tty', 'r+')
    const [input, output] = [new ReadStream(handle), new WriteStream(handle)]
    return { input, output, close: () => [input, output].forEach((stream) => stream.destroy()) }
  } catch (error) {
    if (!isSystemError(error) && !isSystemError(error, 'ERR_TTY_INIT_FAILED')) throw error
    return undefined
  }
}
