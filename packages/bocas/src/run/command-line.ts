import { isAbsolute } from 'node:path'

/** A command line taken apart, or what is wrong with it. */
export type CommandLine = { readonly words: readonly string[] } | { readonly wrong: string }

/** What only a shell understands, outside of quotes. */
const SHELL = /[|&;<>()$`*?~\\]/

/**
 * Takes a command line apart at its spaces; quotes, single or double, keep words together. No shell is involved: the program must be the
 * process that is started, or nobody could tell it to stop.
 */
export function splitWords(line: string): CommandLine {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!
    if (letter === '"' || letter === "'") {
      const close = line.indexOf(letter, at + 1)
      if (close < 0) return { wrong: `the quote ${letter} at character ${at + 1} does not end` }
      word = (word ?? '') + line.slice(at + 1, close)
      at = close
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (SHELL.test(letter)) {
      return { wrong: `there is no shell that would understand \`${letter}\`` }
    } else {
      word = (word ?? '') + letter
    }
  }
  if (word !== undefined) words.push(word)
  if (words.length === 0) return { wrong: 'the line is empty' }
  if (/^[A-Za-z_]\w*=/.test(words[0]!)) return { wrong: `\`${words[0]}\` is no program` }
  return { words }
}

const INTERPRETER = /^(?:python|pypy|node|deno|bun|ruby|perl|Rscript|R|julia|octave|lua|php|java|bash)[\d.]*(?:\.exe)?$/

/** It starts Python without a word of it: `uv run train.py`. */
const UV = /(?:^|[\\/])uv(?:\.exe)?$/

/**
 * The words that ask for the version of the interpreter in a command: `uv run python train.py` is asked `uv run python --version`.
 * Null for a program of the task's own (`./train`), which is a file like any other.
 */
export function versionQuestion(words: readonly string[]): readonly string[] | null {
  if (UV.test(words[0]!) && words[1] === 'run' && !words.some((word) => INTERPRETER.test(word))) {
    const script = words.findIndex((word) => word.endsWith('.py'))
    return [...words.slice(0, script < 0 ? 2 : script), 'python', '--version']
  }
  const at = words.findIndex((word) => INTERPRETER.test(word.split(/[\\/]/).at(-1)!))
  if (at >= 0) return [...words.slice(0, at + 1), '--version']
  return isOwnProgram(words) ? null : [words[0]!, '--version']
}

/** Whether the program is a file that the command names relative to the task. */
export const isOwnProgram = (words: readonly string[]): boolean => words[0]!.includes('/') && !isAbsolute(words[0]!)
