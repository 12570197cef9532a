import { ProblemsError, quotedLine, suggest } from 'bocas/internal/light'

/** The script of a job: the shell becomes the command, so that a signal for the one reaches the other. */
export const jobScript = (command: readonly string[]): string => `#!/bin/sh\nexec ${quotedLine(command)}\n`

/**
 * A line with the values in the place of their names. `${HOME}` and `{a,b}` are the shell's.
 *
 * @throws ProblemsError when it names a value that there is not.
 */
export function withValues(line: string, values: Readonly<Record<string, string>>): string {
  return line.replaceAll(/(?<!\$)\{([A-Za-z][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined) return value
    throw new ProblemsError({
      code: 'wrong-profile',
      message: `a command names {${name}}, and there is no such value`,
      path: 'engines.commands',
      hint: suggest(name, Object.keys(values)),
    })
  })
}
