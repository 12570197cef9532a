import { join } from 'node:path'
import {
  checkDeclaration,
  type CommandDeclaration,
  isOwnProgram,
  posixRelative,
  type Problem,
  type ProgramIngredients,
  splitWords,
  versionQuestion,
} from 'bocas/internal/light'
import type { DataFile } from '../../shared/data-files'
import { interpreterVersion } from './interpreter-version'
import { findProgramFiles, shebang } from './program-files'

/** A run that is a program, and what it is made of. */
export interface PlannedProgram {
  readonly declaration: CommandDeclaration
  readonly ingredients: ProgramIngredients
  /** Workspace-relative files: inputs of the target. */
  readonly files: readonly string[]
  /** The same in the state in which they are in the key. */
  readonly contents: readonly DataFile[]
}

/** Finds the files of a declared program and asks for the version of its interpreter; the program itself is not run. */
export async function planProgram(
  root: string,
  taskFolder: string,
  declaration: CommandDeclaration,
): Promise<{ readonly problems: readonly Problem[]; readonly program?: PlannedProgram }> {
  const wrong = checkDeclaration(declaration)
  if (wrong.length > 0) return { problems: wrong }
  const [files, interpreter] = await Promise.all([
    findProgramFiles(root, taskFolder, declaration),
    askInterpreter(taskFolder, declaration),
  ])
  const problems = [...files.problems, ...interpreter.problems]
  if (problems.length > 0) return { problems }
  const { line, env = {} } = declaration
  return {
    problems,
    program: {
      declaration,
      ingredients: { line, env, interpreter: interpreter.version, inputs: files.inputs, lock: files.lock },
      files: files.contents.map(({ file }) => posixRelative(root, file)).sort(),
      contents: files.contents,
    },
  }
}

async function askInterpreter(
  taskFolder: string,
  { line, interpreter }: CommandDeclaration,
): Promise<{ readonly problems: readonly Problem[]; readonly version: string | null }> {
  const words = wordsOf(line)
  const question = interpreter === undefined ? versionQuestion(words) : interpreter && wordsOf(interpreter)
  if (!question) {
    const first = interpreter === undefined && isOwnProgram(words) ? shebang(join(taskFolder, words[0]!)) : undefined
    if (first === undefined) return { problems: [], version: null }
    const message = `${words[0]} begins with \`${first}\`, and the version of that interpreter is in no key`
    const hint = `say how it is asked for its version: interpreter: 'python3 --version'`
    return { problems: [{ message, path: 'interpreter', hint }], version: null }
  }
  const answer = await interpreterVersion(question, taskFolder)
  if ('version' in answer) return { problems: [], version: answer.version }
  const message = `the version of the interpreter cannot be asked for by \`${question.join(' ')}\`: ${answer.wrong}`
  const hint = `say how it is: command(…, { interpreter: 'python3 --version' }), or interpreter: false when there is none`
  return { problems: [{ message, path: 'interpreter', hint }], version: null }
}

function wordsOf(line: string): readonly string[] {
  const split = splitWords(line)
  return 'words' in split ? split.words : []
}
