import { readFileSync, statSync, existsSync, mkdirSync, writeFileSync, renameSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { canonicalJson, sha256, sha256File, workspacePaths, type Problem } from 'bocas/keys'
import { packageName, pinnedPackage } from './npm-closure'

/** Declared data, found: what enters the key, and where a run reads it. */
export interface DeclaredData {
  readonly problems: readonly Problem[]
  /** By declared name: what stands for its content in the run key. */
  readonly digests: Readonly<Record<string, string>>
  /** By the name that `ctx.input` takes (a declared name, or a file that a pattern matches): the absolute path. */
  readonly places: Readonly<Record<string, string>>
  /** Workspace-relative paths of the files; those in packages are not among them. */
  readonly files: readonly string[]
}

/** Finds and digests the data that a sweep declares; names are relative to the task's folder, or `npm:<package>/<path>`. */
export async function findDeclaredData(
  root: string,
  taskFolder: string,
  declared: readonly string[],
): Promise<DeclaredData> {
  if (declared.length === 0) return { problems: [], digests: {}, places: {}, files: [] }
  const problems: Problem[] = []
  const digests: Record<string, string> = {}
  const places: Record<string, string> = {}
  const files: string[] = []
  const known = readKnownDigests(root)
  for (const name of declared) {
    if (name.startsWith('npm:')) {
      const found = findInPackage(root, name)
      if ('problem' in found) problems.push(found.problem)
      else {
        digests[name] = found.digest
        places[name] = found.place
      }
      continue
    }
    const matched = await matchFiles(root, taskFolder, name)
    if ('problem' in matched) {
      problems.push(matched.problem)
      continue
    }
    digests[name] = sha256(
      canonicalJson(matched.files.map((file) => [posix(relative(taskFolder, file)), contentDigest(file, known)])),
    )
    if (!matched.pattern) places[name] = resolve(taskFolder, name)
    for (const file of matched.files) {
      places[posix(relative(taskFolder, file))] = file
      files.push(posix(relative(root, file)))
    }
  }
  known.save()
  return { problems, digests, places, files: [...new Set(files)].sort() }
}

function findInPackage(root: string, name: string): { digest: string; place: string } | { problem: Problem } {
  const specifier = name.slice('npm:'.length)
  const folder = join(root, 'node_modules', packageName(specifier))
  const place = join(root, 'node_modules', specifier)
  if (relative(folder, place).startsWith('..')) {
    return {
      problem: {
        message: `data '${name}' leaves the package`,
        hint: 'name a file inside the package: npm:<package>/<path>',
      },
    }
  }
  const pinned = pinnedPackage(root, packageName(specifier))
  if (!pinned || !existsSync(folder)) {
    return {
      problem: {
        message: `data '${name}': the package is not installed`,
        hint: `npm install ${packageName(specifier)}`,
      },
    }
  }
  if (!existsSync(place)) {
    return {
      problem: {
        message: `data '${name}': ${pinned.name} ${pinned.version} has no such file`,
        hint: `look in node_modules/${pinned.name}`,
      },
    }
  }
  return { digest: `${pinned.name}@${pinned.version} ${pinned.integrity ?? ''}`.trim(), place }
}

type Matched = { readonly files: readonly string[]; readonly pattern: boolean }

async function matchFiles(root: string, taskFolder: string, name: string): Promise<Matched | { problem: Problem }> {
  const { globSync, isDynamicPattern } = await import('tinyglobby')
  const place = resolve(taskFolder, name)
  if (relative(root, place).startsWith('..')) {
    return {
      problem: {
        message: `data '${name}' is outside the workspace`,
        hint: 'put a copy or a link inside; paths are relative to the task',
      },
    }
  }
  const pattern = isDynamicPattern(name)
  const glob = pattern ? name : isFolder(place) ? `${name.replace(/\/+$/, '')}/**` : undefined
  const files = glob
    ? globSync(glob, { cwd: taskFolder, dot: true, absolute: true, onlyFiles: true }).map((file) => resolve(file))
    : [place].filter((file) => existsSync(file))
  if (files.length > 0) return { files: files.sort(), pattern }
  return {
    problem: {
      message: `data '${name}' matches no file`,
      hint: `looked for ${posix(relative(root, place))}; paths are relative to ${posix(relative(root, taskFolder))}`,
    },
  }
}

interface KnownDigests {
  get(stamp: string): string | undefined
  set(stamp: string, digest: string): void
  save(): void
}

/**
 * The digest of a file's content. Files whose size, inode and times are as when they were last read are not read again, unless they
 * changed within the two seconds before that reading: a second change in the same tick of the file system's clock would not show.
 */
function contentDigest(file: string, known: KnownDigests): string {
  const { size, ino, mtimeNs, ctimeNs } = statSync(file, { bigint: true })
  const stamp = [file, size, ino, mtimeNs, ctimeNs].join()
  const digest = known.get(stamp) ?? sha256File(file)
  const newest = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n)
  if (Date.now() - newest > 2000) known.set(stamp, digest)
  return digest
}

function readKnownDigests(root: string): KnownDigests {
  const file = workspacePaths(root).dataDigests
  let digests: Record<string, string> = {}
  let changed = false
  try {
    digests = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch {
    // Missing or torn: only time is lost.
  }
  return {
    get: (stamp) => digests[stamp],
    set(stamp, digest) {
      changed ||= digests[stamp] !== digest
      digests[stamp] = digest
    },
    save() {
      if (!changed) return
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(`${file}.${process.pid}`, JSON.stringify(digests))
      renameSync(`${file}.${process.pid}`, file)
    },
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const posix = (path: string): string => path.split(sep).join('/')
