import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { callNpm } from './npm'
import { REPOSITORY } from './places'

/** Versions of Node that npm brings as packages, one binary each and no script: by the name of the folder. */
export const NODES = { 20: '~20.19.0', 22: '^22.0.0', 24: '^24.0.0', 26: '^26.0.0' } as const

export type NodeVersion = keyof typeof NODES

const PNPM = '^10.34.0'

/** The folder whose `node` is this version of Node, to be put first in `PATH`. */
export const nodeFolder = (version: NodeVersion): string => join(tools(), 'node_modules', `node${version}`, 'bin')

/** The script of pnpm. */
export const pnpmScript = (): string => join(tools(), 'node_modules', 'pnpm', 'bin', 'pnpm.cjs')

/** The folder whose `pnpm` that is. */
export const pnpmFolder = (): string => join(tools(), 'node_modules', '.bin')

/** Installed once, from npm. */
function tools(): string {
  const platform = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const nodes = Object.entries(NODES).map(([name, range]) => [`node${name}`, `npm:${platform}@${range}`])
  const manifest = JSON.stringify({ private: true, dependencies: { ...Object.fromEntries(nodes), pnpm: PNPM } })
  const folder = join(REPOSITORY, 'tmp', 'tools', createHash('sha256').update(manifest).digest('hex').slice(0, 16))
  if (existsSync(folder)) return folder
  mkdirSync(dirname(folder), { recursive: true })
  // Aside, and moved when it is whole: several test runners may install at the same time.
  const draft = mkdtempSync(`${folder}-`)
  writeFileSync(join(draft, 'package.json'), manifest)
  callNpm(draft, 'install', '--ignore-scripts')
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}
