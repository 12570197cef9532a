import { parseArgs } from 'node:util'
import { suggest, type Problem } from 'bocas/internal/light'
import { CommandError, type Arguments, type CliCommand, type CliOption } from './command'

/**
 * Reads the words after a command's name.
 *
 * @throws CommandError with everything that is wrong with them at once.
 */
export function readArguments(
  command: Pick<CliCommand, 'name' | 'usage' | 'options' | 'words'>,
  args: readonly string[],
): Arguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, { type, short }]) => [name, { type, ...(short ? { short } : {}) }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const problems: Problem[] = []
  const words: string[] = []
  const switches = new Set<string>()
  const values = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined
    const problem = option ? valueProblem(token, option) : unknownOption(command, token.rawName)
    if (problem) problems.push(problem)
    else if (token.value === undefined) switches.add(token.name)
    else values.set(token.name, [...(values.get(token.name) ?? []), token.value])
  }
  for (const [name, given] of values) {
    if (given.length > 1 && !command.options[name]!.multiple)
      problems.push({ message: `--${name} is given ${given.length} times`, hint: 'once is enough' })
  }
  problems.push(...wordProblems(command, words))
  if (problems.length > 0) throw new CommandError(problems)
  return { words, switches, values }
}

interface OptionToken {
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function valueProblem(
  { rawName, value, inlineValue }: OptionToken,
  { type, value: called = '<value>' }: CliOption,
): Problem | undefined {
  if (type === 'boolean')
    return value === undefined ? undefined : { message: `${rawName} takes no value`, hint: `write ${rawName} alone` }
  // What follows may be the next option: then the value was forgotten.
  const missing = value === undefined || value.trim() === '' || (inlineValue !== true && value.startsWith('-'))
  return missing ? { message: `${rawName} needs a value`, hint: `write ${rawName} ${called}` } : undefined
}

function unknownOption({ name, options }: Pick<CliCommand, 'name' | 'options'>, rawName: string): Problem {
  const known = [...Object.keys(options), 'help'].map((option) => `--${option}`)
  return { code: 'unknown-option', message: `bocas ${name} has no option ${rawName}`, hint: suggest(rawName, known) }
}

function wordProblems(
  { name, usage, words: [least, most] }: Pick<CliCommand, 'name' | 'usage' | 'words'>,
  words: readonly string[],
): Problem[] {
  const hint = `bocas ${name} ${usage}`
  if (words.length < least) return [{ message: `bocas ${name} is not told what`, hint }]
  if (words.length > most)
    return [
      {
        message: `bocas ${name} does not know what to do with ${words
          .slice(most)
          .map((word) => `'${word}'`)
          .join(', ')}`,
        hint,
      },
    ]
  return []
}
