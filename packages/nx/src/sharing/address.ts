import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ProblemsError } from 'bocas/internal/light'

/** Where objects are, read from what a person wrote. */
export type Address = FolderAddress | ArchiveAddress | SshAddress | WebAddress | S3Address

export interface FolderAddress {
  readonly kind: 'folder'
  readonly folder: string
}

/** An archive that `bocas bundle` made, here or on the web. */
export interface ArchiveAddress {
  readonly kind: 'archive'
  readonly text: string
  readonly at: { readonly file: string } | { readonly url: URL }
}

export interface SshAddress {
  readonly kind: 'ssh'
  readonly text: string
  readonly host: { readonly name: string; readonly port?: number }
  /** Absolute, or relative to the home folder when it began with `~/`. */
  readonly path: string
}

export interface WebAddress {
  readonly kind: 'web'
  readonly url: URL
}

export interface S3Address {
  readonly kind: 's3'
  readonly bucket: string
  /** Without a stroke at either end; may be empty. */
  readonly prefix: string
}

const FORMS =
  'a folder, ssh://host/path, https://host/path (to pull from), s3://bucket/prefix, or an archive of bocas bundle'

/**
 * Reads where objects are.
 *
 * @param root what a relative folder counts from.
 * @throws ProblemsError; it says nothing of a password that was written into an address.
 */
export function parseAddress(text: string, root: string): Address {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text) ?? []

  if (text.trim() === '' || /[\u0000-\u001f\u007f]/.test(text))
    throw wrong('an address is not empty and has no control characters')
  if (scheme === undefined && /^[^/\\]{2,}:/.test(text) && !isAbsolute(text))
    throw new ProblemsError({
      code: 'wrong-address',
      message: 'an address of the form host:path is none here, and no folder is meant by it',
      hint: 'write ssh://host/path for a folder on another machine, ./ before the name of a folder with a colon',
    })
  if (scheme === undefined) return place(isAbsolute(text) ? text : resolve(root, text))
  let url: URL
  try {
    url = new URL(text)
  } catch (error) {
    if (!(error instanceof TypeError) && (error as Error).name !== 'TypeError') throw error
    throw wrong('this is no address')
  }
  if (url.password !== '' || (url.username !== '' && scheme !== 'ssh'))
    throw new ProblemsError({
      code: 'wrong-address',
      message: `an address holds no password: ${scheme}://…@${url.host}`,
      hint: 'it would be in git: keys are taken from the environment or from ~/.ssh and ~/.aws, see docs/sharing.md',
    })
  if (url.search !== '' || url.hash !== '')
    throw new ProblemsError({
      code: 'wrong-address',
      message: `an address has nothing after a '?' or a '#': ${scheme}://${url.host}${url.pathname}`,
      hint: 'a signature there would be in git: for a bucket write s3://bucket/prefix',
    })
  switch (scheme.toLowerCase()) {
    case 'file':
      return place(filePath(url))
    case 'ssh':
      return ssh(text, url)
    case 'http':
    case 'https':
      return web(url)
    case 's3':
      return s3(url)
    default:
      throw wrong(`there are no remotes of the kind ${scheme}://`)
  }
}

const wrong = (message: string): ProblemsError =>
  new ProblemsError({ code: 'wrong-address', message, hint: `an address is ${FORMS}` })

const place = (path: string): Address =>
  path.endsWith('.tar') ? { kind: 'archive', text: path, at: { file: path } } : { kind: 'folder', folder: path }

function filePath(url: URL): string {
  try {
    return fileURLToPath(url)
  } catch (error) {
    if ((error as Error).name !== 'TypeError') throw error
    throw wrong('a file:// address names a folder of this machine, as in file:///data/results')
  }
}

/** The path of an address, as it is called there. */
function pathOf({ pathname }: Pick<URL, 'pathname'>): string {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch (error) {
    if ((error as Error).name !== 'URIError') throw error
    throw wrong("a '%' of an address begins two hexadecimal digits")
  }
  if (/[\u0000-\u001f\u007f]/.test(path)) throw wrong('an address has no control characters')
  return path
}

/** What begins with a `-` would be an option of ssh: an address comes from a file that others write. */
function ssh(text: string, { username, hostname, port, pathname }: URL): SshAddress {
  const path = pathOf({ pathname }).replace(/\/+$/, '')
  const isWord = (word: string): boolean => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(word)
  if (!isWord(hostname) && !/^\[[0-9a-f:]+\]$/i.test(hostname)) throw wrong('ssh:// needs the name of a host')
  if (username !== '' && !isWord(username))
    throw wrong('the user of an ssh:// address has letters, digits, points and strokes')
  if (path === '' || path === '/~' || path.split('/').includes('..'))
    throw wrong('ssh:// needs the path of a folder, without ..')
  if (/^\/~[^/]/.test(path))
    throw new ProblemsError({
      code: 'wrong-address',
      message: 'an ssh:// address has no home of somebody else: /~/ begins a path in your own',
      hint: 'write the path from the root of that machine: ssh://host/home/ada/results',
    })
  return {
    kind: 'ssh',
    text,
    host: {
      name: username === '' ? hostname : `${username}@${hostname}`,
      ...(port === '' ? {} : { port: Number(port) }),
    },
    path: path.startsWith('/~/') ? withoutOption(path.slice('/~/'.length)) : path,
  }
}

/** Of a path in the home folder neither a program nor a shell takes the beginning for an option, or for the home of somebody else. */
const withoutOption = (path: string): string => (/^[-~]/.test(path) ? `./${path}` : path)

function web(url: URL): WebAddress | ArchiveAddress {
  if (url.protocol === 'http:' && !isLoopback(url))
    throw wrong('http:// can be read and changed on its way: only https:// is taken')
  return url.pathname.endsWith('.tar') ? { kind: 'archive', text: url.href, at: { url } } : { kind: 'web', url }
}

export const isLoopback = ({ hostname }: Pick<URL, 'hostname'>): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

function s3({ hostname, port, pathname }: URL): S3Address {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(hostname) || port !== '')
    throw wrong(
      's3:// needs the name of a bucket, in small letters; another server than that of AWS is named by AWS_ENDPOINT_URL',
    )
  const prefix = pathOf({ pathname }).replace(/^\/+|\/+$/g, '')
  if (prefix !== '' && !prefix.split('/').every((part) => /^[A-Za-z0-9!_.'()-]+$/.test(part) && !/^\.+$/.test(part)))
    throw wrong('the prefix of an s3:// address has letters, digits and strokes')
  return { kind: 's3', bucket: hostname, prefix }
}
