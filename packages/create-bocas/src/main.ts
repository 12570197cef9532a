import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseCall, type Asked } from './arguments'
import { runIn } from './call'
import { manifestFor, tarballsNeeded } from './manifest'
import { wrongNode, wrongPlace } from './place'
import { printed, Refusal } from './refusal'

/** Makes a repository for a paper: `create-bocas my-paper`. Exit code 1 when it could not. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await create(parseCall(args, process.env))
  } catch (error) {
    console.error(`${printed(error)}\n\nnpm create bocas@latest -- --help lists the flags`)
    process.exitCode = 1
  }
}

async function create(asked: Asked): Promise<void> {
  const version = ownVersion()
  if (asked.isVersion) return console.log(version)
  if (asked.isHelp) return console.log(readFileSync(join(__dirname, '..', 'README.md'), 'utf8'))
  const folder = resolve(asked.folder ?? (await askFolder()))
  const tarballs = asked.packages && resolve(asked.packages)
  const missing = tarballs === undefined ? [] : tarballsNeeded(tarballs, version).filter((file) => !existsSync(file))
  const mistakes = [
    wrongNode(process.versions.node),
    wrongPlace(folder),
    ...missing.map((file) => ({
      message: `there is no ${file}`,
      hint: 'npm pack writes it, of each folder that npm run pack makes',
    })),
  ].filter((mistake) => mistake !== undefined)
  if (mistakes.length > 0) throw new Refusal(mistakes)

  const shown = relative('.', folder)
  const { manager, flags } = asked
  mkdirSync(folder, { recursive: true })
  const manifest = manifestFor({ folder, version, manager, tarballs })
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  // Where packages are not files, Nx finds no plugin.
  if (manager === 'yarn') writeFileSync(join(folder, '.yarnrc.yml'), 'nodeLinker: node-modules\n')
  console.log(`Installing in ${shown || 'this folder'} with ${manager}: some 250 MB, most of it Nx and Typst …`)
  await runIn(folder, manager, ['install'])
  const cd = shown === '' ? [] : [`--cd=${shown}`]
  await runIn(folder, process.execPath, [nxOf(folder), 'g', '@bocas/nx:init', ...flags, ...cd])
}

async function askFolder(): Promise<string> {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY
  if (!isTerminal) throw new Refusal([{ message: 'a folder is missing: npm create bocas@latest my-paper' }])
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await lines.question('Which folder? (my-paper) ')
  lines.close()
  return answer.trim() || 'my-paper'
}

/** The script of the Nx that was installed, whose place differs between its versions. */
function nxOf(folder: string): string {
  const manifest = join(folder, 'node_modules', 'nx', 'package.json')
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { nx: string } }
  return join(folder, 'node_modules', 'nx', bin.nx)
}

function ownVersion(): string {
  const { version } = createRequire(__filename)('../package.json') as { version: string }
  return version
}
