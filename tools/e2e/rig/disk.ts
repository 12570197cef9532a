import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What is mounted over a folder until it is taken away. */
export interface Mounted {
  unmount(): void
}

const call = (program: string, ...args: string[]): void => void execFileSync(program, args, { stdio: 'pipe' })

/** Gives a folder a disk of its own, of so many bytes. What lay in it is hidden. */
export function smallDisk(folder: string, bytes: number): Mounted {
  mkdirSync(folder, { recursive: true })
  call('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder)
  return { unmount: () => call('umount', '-l', folder) }
}

/** Makes a folder and all below it read-only, for everyone: the permission bits of files do not bind root. */
export function readOnly(folder: string): Mounted {
  mkdirSync(folder, { recursive: true })
  call('mount', '--bind', folder, folder)
  call('mount', '-o', 'remount,bind,ro', folder)
  return { unmount: () => call('umount', '-l', folder) }
}

/** Writes a file that leaves so many bytes of its disk. */
export function fill(file: string, left: number): void {
  const { bavail, bsize } = statfsSync(join(file, '..'))
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - left)))
}

/** Whether this user may mount here: root outside of most sandboxes may. */
export const CAN_MOUNT = ((): boolean => {
  if (process.platform !== 'linux') return false
  const folder = mkdtempSync(join(tmpdir(), 'bocas-mount-'))
  try {
    smallDisk(folder, 1 << 16).unmount()
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})()
