/* eslint-disable @typescript-eslint/no-require-imports -- One kind of remote is loaded: a login by ssh does not wait for what signs requests of buckets. */
import { parseAddress } from './address'
import type { Patience } from './persist'
import type { Remote } from './remote'
import type * as Archive from './remotes/archive'
import type * as Aws from './remotes/aws'
import type * as Folder from './remotes/folder'
import type * as S3 from './remotes/s3'
import type * as Ssh from './remotes/ssh'
import type * as Web from './remotes/web'

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
      return (require('./remotes/folder') as typeof Folder).folderRemote(address.folder)
    case 'archive':
      return (require('./remotes/archive') as typeof Archive).archiveRemote(address, { env }, patience)
    case 'ssh':
      return (require('./remotes/ssh') as typeof Ssh).sshRemote(address, { env, patience, mayAsk, silence })
    case 'web':
      return (require('./remotes/web') as typeof Web).webRemote(address, { env }, patience)
    case 's3':
      return (require('./remotes/s3') as typeof S3).s3Remote(
        address,
        (require('./remotes/aws') as typeof Aws).awsSettings(env),
        { env },
        patience,
      )
  }
}
