import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockfileProblems, type Lockfile } from './lockfile-problems'

/** `npm run lockfile`: fails when package-lock.json would not install the same bytes on every platform. */
const problems = lockfileProblems(
  JSON.parse(readFileSync(join(process.cwd(), 'package-lock.json'), 'utf8')) as Lockfile,
)
for (const problem of problems) console.error(`✖ ${problem}`)
if (problems.length > 0) {
  console.error(
    `package-lock.json does not say for ${problems.length} of its packages which bytes they are: remove their entries and those of the packages that ask for them, ` +
      'then npm install --package-lock-only in a folder without node_modules',
  )
  process.exitCode = 1
} else console.log('package-lock.json says of every package on every platform which bytes it is')
