import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { contentProblems, namedFiles } from './contents'
import { lintProblems } from './lint.mjs'
import { measure, measureProblems, type Locked, type Measures } from './measures'
import { readTarball } from './tarball'

/** What is on record of each package: looked over by whoever changes it. */
type Record_ = Readonly<Record<string, Measures & { readonly files: readonly string[] }>>

const RECORD = join(import.meta.dirname, 'packages.json')

/**
 * `npm run pack:check [folder]`: checks the tarballs of a folder, prints what they cost, and ends with 1 when something is wrong with them.
 *
 * `--write` puts what it measured on record.
 */
async function main(): Promise<void> {
  const {
    values: { write = false },
    positionals: [folder = 'dist/tarballs'],
  } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true })
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  if (tarballs.length === 0) throw new Error(`there is no tarball in ${folder}: \`npm run pack\` makes them`)
  const lock = readJson(join(import.meta.dirname, '../../../package-lock.json')) as Locked
  const recorded = readJson(RECORD) as Record_
  const measured: Record<string, Record_[string]> = {}
  const problems: string[] = []
  console.log('| package | tarball | on disk | dependencies | installed with it |\n|---|---|---|---|---|')
  for (const name of tarballs) {
    const file = resolve(folder, name)
    const tarball = readTarball(file)
    const now = measure(tarball, lock)
    const package_ = tarball.manifest.name
    console.log(`| ${package_} | ${now.packed} kB | ${now.unpacked} kB | ${now.dependencies} | ${now.installed} |`)
    measured[package_] = { ...now, files: namedFiles(tarball) }
    const known = write ? measured[package_] : recorded[package_]
    const own = known
      ? [...measureProblems(now, known), ...differences(namedFiles(tarball), known.files)]
      : ['it is new']
    problems.push(
      ...[...own, ...contentProblems(tarball), ...(await lintProblems(file))].map((text) => `${package_}: ${text}`),
    )
  }
  if (write) writeFileSync(RECORD, `${JSON.stringify(measured, null, 2)}\n`)
  if (problems.length === 0) return
  console.error(`\n${problems.map((problem) => `✖ ${problem}`).join('\n')}`)
  console.error('\nWhat is meant is put on record by: npm run pack && npm run pack:check -- --write')
  process.exitCode = 1
}

function differences(now: readonly string[], recorded: readonly string[]): string[] {
  return [
    ...now.filter((path) => !recorded.includes(path)).map((path) => `${path} is not on record`),
    ...recorded.filter((path) => !now.includes(path)).map((path) => `${path} is on record and not there`),
  ]
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
