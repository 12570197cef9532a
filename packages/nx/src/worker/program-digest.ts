import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CommandDeclaration } from 'bocas/internal/light'
import { planProgram } from '../plan/program/plan-program'

/**
 * Prints what a program is made of now: a `runtime` input, because Nx sees neither git-ignored files nor interpreters, and its daemon keeps
 * a graph while they change.
 */
const { folder, declaration } = JSON.parse(Buffer.from(process.argv[2]!, 'base64url').toString()) as {
  folder: string
  declaration: CommandDeclaration
}
void planProgram(process.cwd(), join(process.cwd(), folder), declaration).then(
  ({ program, problems }) => console.log(JSON.stringify(program?.ingredients ?? problems)),
  // Nx takes no notice when a command fails. What is printed here is new each time, so that Nx asks us.
  () => console.log(randomUUID()),
)
