import { ProblemsError } from 'bocas/internal/light'
import { callProgram } from '../../shared/call-program'

/** Milliseconds that a line may take. */
const PATIENCE = 60_000

/**
 * Executes a line that a person wrote.
 *
 * @param which the setting that it is: `submit`.
 * @returns what it printed.
 * @throws ProblemsError with what it said, when it failed.
 */
export async function executeLine(line: string, which: string, patience = PATIENCE): Promise<string> {
  // What a person's own line names, it is given: some schedulers ask for a token.
  const secrets = [...line.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name!)
  const { code, stdout, stderr, cutShort } = await callProgram('/bin/sh', ['-c', line], { patience, secrets })
  if (code === 0) return stdout
  const printed = (stderr || stdout).trim().split('\n').slice(-5).join('\n')
  const said = cutShort === undefined || printed === '' ? printed : `; it had printed: ${printed}`
  throw new ProblemsError({
    code: which === 'submit' ? 'not-submitted' : 'engine-away',
    message: `the command \`${which}\` failed: ${`${cutShort ?? ''}${said}` || `it ended with code ${code}`}`,
    path: `engines.commands.${which}`,
    hint: `it was: ${line}`,
  })
}
