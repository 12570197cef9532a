import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { installedPackage } from 'bocas/internal/light'

/** What the places of a machine are to code whose result is kept. As JSON: threads are given it as well. */
export interface ReadRules {
  /** The workspace. */
  readonly root: string
  /** The folder of the code. */
  readonly folder: string
  /** Files, and folders with all in them, that may be read: they are known to the key, or are the code's own. */
  readonly allowed: readonly string[]
  /** Packages whose files may be read, by name: their versions are known. */
  readonly packages: readonly string[]
  /** Programs that may be started, by name. */
  readonly programs?: readonly string[] | undefined
}

/** How a file is looked at: its content, the names in a folder, or only whether and what it is. */
export type ReadKind = 'content' | 'names' | 'presence'

/**
 * What a place is.
 *
 * `own`: known, or the code's own. `machine`: the system, Node, what is temporary. `package`: of a package that nobody has declared.
 * `workspace`, `outside`: any other file.
 */
export type PathKind = 'own' | 'machine' | 'package' | 'workspace' | 'outside'

/** Folders of the system; what lies in them says what the machine is, like its number of cores, and is no data of a person's. */
const SYSTEM = {
  posix: '/bin /sbin /lib /lib32 /lib64 /usr /etc /proc /sys /dev /opt /nix /snap /System /Library /private/etc'.split(
    ' ',
  ),
  win32: [process.env.SYSTEMROOT, process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.ProgramData],
}

/** Tells what a path is, by the innermost folder of which that is known. */
export function pathKinds({ root, allowed, packages }: ReadRules): (path: string) => PathKind {
  const known = new Map<string, PathKind>()
  const home = homedir()
  for (const folder of process.platform === 'win32' ? SYSTEM.win32 : SYSTEM.posix)
    if (folder) known.set(folder, 'machine')
  // What `node` brings with it, wherever it was unpacked.
  known.set(dirname(dirname(process.execPath)), 'machine')
  for (const folder of ['/tmp', '/var/tmp', tmpdir()]) known.set(folder, 'machine')
  known.set(root, 'workspace')
  for (const place of allowed) known.set(place, 'own')
  const names = new Set(packages)
  return (path) => {
    let place: PathKind = 'outside'
    for (let folder = path; ; folder = dirname(folder)) {
      const found = known.get(folder)
      if (found !== undefined || dirname(folder) === folder) {
        place = found ?? 'outside'
        break
      }
    }
    if (place !== 'workspace' && place !== 'outside') return place
    const name = installedPackage(path)
    if (name !== undefined) return names.has(name) ? 'own' : 'package'
    // Caches and settings of programs.
    return place === 'outside' && path.startsWith(join(home, '.')) ? 'machine' : place
  }
}

/** The folders above the places that may be read, which are there because of them. */
export function foldersAbove({
  root,
  folder,
  allowed,
}: Pick<ReadRules, 'root' | 'folder' | 'allowed'>): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const place of [...allowed, join(folder, 'x'), join(root, 'node_modules', 'x')]) {
    for (let one = dirname(place); !folders.has(one) && dirname(one) !== one; one = dirname(one)) folders.add(one)
  }
  return folders
}
