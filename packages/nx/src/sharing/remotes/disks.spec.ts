import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isProblemsError, type WorkspacePaths } from 'bocas/internal'
import { CAN_MOUNT, readOnly, smallDisk, type Mounted } from '../../../../../tools/e2e/rig/disk'
import { startSshd, type TestSshd } from '../../../../../tools/e2e/rig/sshd'
import { where } from '../../../../../tools/jest/where'
import { openRemote } from '../open-remote'
import type { Remote } from '../remote'
import { emptyWorkspace, execute, pulled, pushed } from '../test-results'

jest.setTimeout(180_000)

const MB = 2 ** 20
const whereDisksCanBeMounted = CAN_MOUNT ? describe : describe.skip

/** What is said, with what to do, of an error of a command or of the system. */
const saidBy = async (act: Promise<unknown>): Promise<string> => {
  const error = await act.catch((thrown: unknown) => thrown)
  // Errors of the system are none of this realm's.
  expect(error).toMatchObject({ message: expect.any(String) as string })
  if (!isProblemsError(error)) return (error as Error).message
  return error.problems.map(({ message, hint }) => `${message} ${hint}`).join('\n')
}

let sshd: TestSshd
const KINDS: readonly [string, (folder: string) => Remote, () => Pick<typeof globalThis, 'describe'>][] = [
  ['a folder', (folder) => openRemote(folder, { root: '/', env: {} }), () => ({ describe })],
  [
    'ssh://',
    (folder) =>
      openRemote(`ssh://lab${folder}`, {
        root: '/',
        env: { PATH: process.env.PATH, BOCAS_SSH_COMMAND: `ssh -F ${sshd.config}` },
        patience: { tries: 2, wait: 1 },
      }),
    () => where('sshd', 'rsync'),
  ],
]

whereDisksCanBeMounted('the disk of a remote', () => {
  describe.each(KINDS)('that is %s', (kind, remoteAt, whereThere) => {
    whereThere().describe('there', () => {
      let folder: string
      let paths: WorkspacePaths
      const mounts: Mounted[] = []
      if (kind === 'ssh://') {
        beforeAll(async () => (sshd = await startSshd(['lab'])))
        afterAll(() => sshd.stop())
      }
      beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'bocas-small-'))
        paths = emptyWorkspace()
      })
      afterEach(() => {
        for (const mounted of mounts.splice(0)) mounted.unmount()
        for (const place of [folder, paths.root]) rmSync(place, { recursive: true, force: true })
      })

      it('and full is said to be so; nothing there is half an object, and the next call goes on', async () => {
        const runs = [await execute(paths, 'x'), await execute(paths, 'y', { large: 6 * MB })]
        mounts.push(smallDisk(folder, 2 * MB))
        expect(await saidBy(pushed(paths, remoteAt(folder), runs))).toMatch(/ENOSPC|No space left on device/)
        const large = readdirSync(join(folder, 'objects')).filter((name) => /^[0-9a-f]{64}$/.test(name))
        expect(large.length).toBeLessThanOrEqual(2)
        mounts.splice(0).forEach((mounted) => mounted.unmount())
        const { lock } = await pushed(paths, remoteAt(folder), runs)
        const b = emptyWorkspace()
        try {
          expect(await pulled(b, remoteAt(folder), lock.results)).toMatchObject({ results: 2, problems: [] })
        } finally {
          rmSync(b.root, { recursive: true })
        }
      })

      it('and read-only is pulled from, and said to be so when something is pushed', async () => {
        const runs = [await execute(paths, 'x')]
        const { lock } = await pushed(paths, remoteAt(folder), runs)
        mounts.push(readOnly(folder))
        const b = emptyWorkspace()
        try {
          expect(await pulled(b, remoteAt(folder), lock.results)).toMatchObject({ results: 1, problems: [] })
        } finally {
          rmSync(b.root, { recursive: true })
        }
        if (kind === 'a folder') {
          // One in which nothing is yet, of which Node says that it is not there.
          const empty = join(folder, 'objects')
          expect(await saidBy(pushed(paths, remoteAt(empty), runs))).toBe(
            `nothing can be put into ${empty}: it is read-only (EROFS) pulling from it goes on; push elsewhere by --to <address>`,
          )
        }
        // What is there already needs no room.
        expect((await pushed(paths, remoteAt(folder), runs)).lock).toEqual(lock)
        const more = [...runs, await execute(paths, 'y')]
        expect(await saidBy(pushed(paths, remoteAt(folder), more, lock))).toMatch(/EROFS|Read-only file system/)
      })
    })
  })
})
