import { parseAddress } from './address'
import type { Patience } from './persist'
import type { Remote } from './remote'
import { archiveRemote } from './remotes/archive'
import { awsSettings } from './remotes/aws'
import { folderRemote } from './remotes/folder'
import { s3Remote } from './remotes/s3'
import { sshRemote } from './remotes/ssh'
import { webRemote } from './remotes/web'

export interface RemoteSettings {
  readonly root: string
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly patience?: Patience
  /** Whether somebody is there who can be asked for a passphrase. */
  readonly mayAsk?: boolean
  /** So many milliseconds without a byte, and a transfer is given up. */
  readonly silence?: number
}

/**
 * The remote at an address. Nothing is asked of it yet.
 *
 * @throws ProblemsError for what is no address.
 */
export function openRemote(text: string, { root, env, patience, mayAsk, silence }: RemoteSettings): Remote {
  const address = parseAddress(text, root)
  switch (address.kind) {
    case 'folder':
      return folderRemote(address.folder)
    case 'archive':
      return archiveRemote(address, { env }, patience)
    case 'ssh':
      return sshRemote(address, { env, patience, mayAsk, silence })
    case 'web':
      return webRemote(address, { env }, patience)
    case 's3':
      return s3Remote(address, awsSettings(env), { env }, patience)
  }
}
