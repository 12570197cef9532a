import { execFileSync } from 'node:child_process'
import { constants, cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { editJson } from '../../e2e/rig/install'
import { REPOSITORY } from '../../e2e/rig/places'
import { Rig } from '../../e2e/rig/rig'
import { copyStore } from './trivial-runs'

/** A project of the copy with two targets that do nothing: `nothing` is cached, `executed` is executed each time, in a process of Nx's as every executor is. */
export const EMPTY = 'empty'

/**
 * This repository as it is now, at another place, as a person's workspace: its files without those of our packages, releases of these, links to all else
 * that it has installed, and what it has in its store. Results of code that our packages are bundled with have other keys there, and are trained once.
 *
 * @param trained a copy whose store it gets as well.
 */
export function repositoryCopy(trained?: Rig): Rig {
  const rig = Rig.create({})
  for (const file of repositoryFiles()) if (!isProduct(file)) copy(file, rig)
  listReleases(rig)
  copy('.bocas/store', rig)
  if (trained) copyStore(trained, rig)
  rig.write({
    'tools/empty/executors.json': JSON.stringify({
      executors: { nothing: { implementation: './nothing.cjs', schema: './schema.json' } },
    }),
    'tools/empty/package.json': JSON.stringify({ name: EMPTY, executors: './executors.json' }),
    'tools/empty/schema.json': JSON.stringify({ type: 'object', properties: {} }),
    'tools/empty/nothing.cjs': 'exports.default = async () => ({ success: true })\n',
    'tools/empty/project.json': JSON.stringify({
      name: EMPTY,
      targets: {
        nothing: {
          executor: 'nx:run-commands',
          cache: true,
          inputs: ['{projectRoot}/project.json', { externalDependencies: [] }],
          options: { command: 'echo' },
        },
        executed: { executor: './tools/empty:nothing' },
      },
    }),
  })
  rig.commit()
  return rig
}

/** Files that git knows or would take in. */
function repositoryFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return list.split('\0').filter((file) => file !== '')
}

/** Copies a file or folder, if it is still there. */
function copy(file: string, rig: Rig): void {
  const from = join(REPOSITORY, file)
  if (!existsSync(from)) return
  mkdirSync(dirname(rig.path(file)), { recursive: true })
  cpSync(from, rig.path(file), { recursive: true, mode: constants.COPYFILE_FICLONE })
}

/** A lockfile, as far as it matters here. */
interface Lockfile {
  packages: Record<string, { readonly link?: true; readonly version?: string; readonly dependencies?: object }>
}

/** The copy has releases of our packages installed, as people have them: where npm lists the folders of a workspace, it lists those, with all that they need. */
function listReleases(rig: Rig): void {
  editJson<{ workspaces?: unknown }>(rig.path('package.json'), (manifest) => void delete manifest.workspaces)
  editJson<Lockfile>(rig.path('package-lock.json'), (lockfile) => {
    const entries = Object.entries(lockfile.packages).filter(([place]) => !isProduct(place))
    lockfile.packages = Object.fromEntries(
      entries.map(([place, entry]) => [place, entry.link ? released(rig, place) : entry]),
    )
  })
}

function released(rig: Rig, place: string): Lockfile['packages'][string] {
  const { version, dependencies } = JSON.parse(rig.read(`${place}/package.json`)) as {
    version: string
    dependencies?: object
  }
  return { version, dependencies: dependencies ?? {} }
}

const isProduct = (file: string): boolean => file.startsWith('packages/')
