import { findDeclaredData } from '../plan/declared-data'

/** Prints what declared data is now: a `runtime` input, because Nx sees neither git-ignored files nor those outside the workspace. */
const [taskFolder, declared] = process.argv.slice(2) as [string, string]
const names = JSON.parse(Buffer.from(declared, 'base64url').toString()) as string[]
void findDeclaredData(process.cwd(), `${process.cwd()}/${taskFolder}`, names).then(({ digests }) =>
  console.log(JSON.stringify(digests)),
)
