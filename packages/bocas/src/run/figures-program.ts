import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemsError } from '../problems'
import { checkSame, commandWords } from './command'
import type { CommandDeclaration } from './command-declaration'
import { runProgram } from './program'
import { anyProgramEnvironment } from './program-environment'
import { endError } from './program-error'
import { makeProgramFolder, originalPlaces } from './program-folder'
import type { ProgramPlace } from './program-place'
import { strangeReads } from './program-reads'

/** A program of figures, ready to be started: its folder is made and what it needs to know is known. As JSON: another process may start it. */
export interface FiguresProgram {
  readonly place: ProgramPlace
  /** A folder of the job's own; absolute, without links in its path. */
  readonly work: string
  /** The copy of the folder of figures.ts in which it is started. */
  readonly cwd: string
}

/** Makes the folder in which a program draws, as {@link makeProgramFolder} says. */
export function prepareFiguresProgram(place: ProgramPlace, work: string): FiguresProgram {
  return { place, work, cwd: makeProgramFolder(join(work, 'workspace'), place) }
}

/** What a program that draws is given, and who hears what it says. */
export interface DrawingProgram {
  /** The command as figures.ts has it. */
  readonly declaration: CommandDeclaration
  /** The folder that holds the results that were selected. */
  readonly runs: string
  /** An empty folder for what it draws. */
  readonly result: string
  readonly onLine: (line: string) => void
  readonly onError: (text: string) => void
}

/**
 * Runs a program that draws to its end. What it leaves in its result folder is another matter.
 *
 * @throws Error when it is another command than was planned, does not end well, or has read what no hash knows of.
 */
export async function runFiguresProgram(
  { place, work, cwd }: FiguresProgram,
  { declaration, runs, result, onLine, onError }: DrawingProgram,
): Promise<void> {
  checkSame(declaration, place)
  const scratch = join(work, 'scratch')
  mkdirSync(scratch, { recursive: true })
  const data = join(work, 'data.json')
  writeFileSync(data, JSON.stringify(place.data))
  const original = originalPlaces(join(work, 'workspace'), place)
  const end = await runProgram({
    words: commandWords(declaration),
    cwd,
    env: {
      ...anyProgramEnvironment(place, { data, result, scratch }),
      // Nothing of a clock in a file, no screen to draw on.
      SOURCE_DATE_EPOCH: declaration.env?.SOURCE_DATE_EPOCH ?? '0',
      MPLBACKEND: declaration.env?.MPLBACKEND ?? 'Agg',
      BOCAS_RUNS: runs,
    },
    signal: new AbortController().signal,
    onLine: (line) => onLine(original(line)),
    onError: (text) => onError(original(text)),
  })
  const died = endError({ ...end, printed: original(end.printed) }, place)
  if (died) throw died
  const strange = strangeReads(result, place)
  if (strange.length > 0)
    throw new ProblemsError(
      strange.map((message) => ({
        code: 'undeclared-read',
        message: message
          .replace('which is not in the run key', 'which no hash knows of')
          .replace('or to the data of the sweep', 'or to the data of the figures')
          .replace('while the run was at work, so its result fits no key', 'while the program was drawing'),
      })),
    )
}
