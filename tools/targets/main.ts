import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { targetsPage } from './page'

/** `npm run targets`. */
writeFileSync(join(__dirname, '..', '..', 'docs', 'targets.md'), targetsPage())
