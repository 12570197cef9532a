import { isSha256, ProblemsError } from 'bocas/internal/light'
import type { SshAddress } from '../address'
import type { ListedObject, Remote } from '../remote'
import { sshCalls, type SshRemoteSettings } from './ssh-calls'
import { getBySsh } from './ssh-get'
import { putBySsh } from './ssh-put'
import { removeScript, TAKE } from './ssh-scripts'
import { uploadQueue, type UploadQueue } from './ssh-uploads'
import { isDenied, lastOf } from './transfer-end'

/** A folder on another machine, by `rsync` over `ssh`: one connection for all objects, however many there are. */
export function sshRemote(address: SshAddress, settings: SshRemoteSettings): Remote {
  const calls = sshCalls(address, settings)
  const newQueue = (): UploadQueue => uploadQueue(() => calls.start(TAKE, { isNew: true }))
  /** While it is connected, until it is put to use. */
  let begun: UploadQueue | undefined
  const takeQueue = (): UploadQueue => {
    const queue = begun ?? newQueue()
    begun = undefined
    return queue
  }
  return {
    address: calls.address,
    connect() {
      const logOut = calls.logIn()
      begun = newQueue()
      return async () => {
        begun?.close()
        begun = undefined
        await logOut()
      }
    },
    ahead: (digest, content) => begun?.ahead(digest, content),
    async list() {
      const found = new Map<string, ListedObject>()
      const { complaint } = await calls.rsync(['--list-only', '--no-h', '-r', calls.folder], (line) => {
        const [, size, at, name] = /^-\S+\s+(\d+) (\S+ \S+) (.*)$/.exec(line) ?? []
        if (name !== undefined && isSha256(name))
          found.set(name, { bytes: Number(size), since: Date.parse(at!.replaceAll('/', '-').replace(' ', 'T')) })
      })
      if (isDenied(complaint))
        throw new ProblemsError({
          code: 'remote-unusable',
          message: `${calls.address} cannot be listed`,
          hint: lastOf(complaint),
        })
      return found
    },
    put: (objects, stage, sent) => putBySsh(calls, takeQueue, objects, stage, sent),
    get: (wanted, folder, arrivals) => getBySsh(calls, wanted, folder, arrivals),
    remove: (digests, age = 0) => calls.tell(removeScript(age), digests),
  }
}
