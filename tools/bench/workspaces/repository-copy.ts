import { execFileSync } from 'node:child_process'
import { constants, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { REPOSITORY } from '../../e2e/rig/places'
import { Rig } from '../../e2e/rig/rig'
import { copyStore } from './trivial-runs'

/** A project of the copy with two targets that do nothing: `nothing` is cached, `executed` is executed each time, in a process of Nx's as every executor is. */
export const EMPTY = 'empty'

/**
 * This repository as it is now, at another place: its files, what it has in its store (keys do not depend on the place), and links to
 * what it has installed; its own packages are those of the copy.
 *
 * @param trained a copy whose store it gets as well.
 */
export function repositoryCopy(trained?: Rig): Rig {
  const rig = Rig.create({})
  for (const file of repositoryFiles()) copy(file, rig)
  copy('.bocas/store', rig)
  if (trained) copyStore(trained, rig)
  linkOwnPackages(rig)
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

/** npm links the packages of a workspace into `node_modules`; those links must lead to the copy. */
function linkOwnPackages(rig: Rig): void {
  const scope = rig.path('node_modules/@bocas')
  rmSync(scope)
  mkdirSync(scope)
  for (const folder of readdirSync(join(REPOSITORY, 'packages'))) {
    const { name } = JSON.parse(rig.read(`packages/${folder}/package.json`)) as { name: string }
    const link = rig.path('node_modules', name)
    if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link)
    symlinkSync(rig.path('packages', folder), link)
  }
}
