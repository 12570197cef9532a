import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { findDeclaredData } from '../plan/data/declared-data'

/** Prints what declared data is now: a `runtime` input, because Nx sees neither git-ignored files nor those outside the workspace. */
const { folder, names } = JSON.parse(Buffer.from(process.argv[2]!, 'base64url').toString()) as {
  folder: string
  names: string[]
}
void findDeclaredData(process.cwd(), join(process.cwd(), folder), names).then(
  ({ digests }) => console.log(JSON.stringify(digests)),
  // Nx takes no notice when a command fails. What is printed here is new each time, so that Nx asks us.
  () => console.log(randomUUID()),
)
