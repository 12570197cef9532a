import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type AnyRuns, declarationOf, type FiguresProgram, ProblemsError, runFiguresProgram } from 'bocas/internal'
import { giveRuns } from './given-runs'
import { type ProgramOutput, readProgramOutput } from './program-output'

/** What a program has drawn, and where its pictures lie. */
export interface DrawnByProgram extends ProgramOutput {
  /** The line that started it. */
  readonly line: string
  /** The folder that a path of a picture is below. */
  readonly result: string
}

/**
 * Has the program of a `figures.ts` draw some runs: it is given their results and leaves files.
 *
 * @param command what `command` of bocas has made.
 * @param planned the same as it is in the hash of the figures.
 * @param aside starts it with nobody watched.
 * @throws Error when the figures name no program, or it fails, or leaves what is no figure, table or fact.
 */
export async function drawByProgram(
  command: unknown,
  planned: FiguresProgram | undefined,
  runs: AnyRuns,
  aside: <T>(ours: () => T) => T = (ours) => ours(),
): Promise<DrawnByProgram> {
  const declaration = declarationOf(command)
  if (declaration === undefined)
    throw new ProblemsError({
      message: 'the figures name no program',
      hint: "say which: defineFigures(…, { program: command('python3 plot.py', { inputs: ['plot.py'] }) })",
    })
  if (planned === undefined)
    throw new ProblemsError({
      message: 'this command was not seen when the figures were planned, so its inputs are in no hash',
      hint: 'import `command` from bocas in the task, in the paper or in the library',
    })
  const [given, result] = [join(planned.work, 'runs'), join(planned.work, 'result')]
  if (existsSync(result))
    throw new ProblemsError({
      message: 'the program of figures is executed once',
      hint: 'give it all runs that it shows: they are told apart by their config',
    })
  for (const folder of [given, result]) mkdirSync(folder)
  await giveRuns(given, runs)
  // Who watches what code of figures reads and starts has seen that this program is declared.
  await aside(() =>
    runFiguresProgram(planned, {
      declaration,
      runs: given,
      result,
      onLine: (line) => console.log(line),
      onError: (text) => void process.stderr.write(text),
    }),
  )
  rmSync(given, { recursive: true, force: true })
  return { ...readProgramOutput(result), line: declaration.line, result }
}
