import { sha256 } from '../../keys/canonical-json'

/** No name is longer: it becomes the name of a folder and of a project. */
export const LONGEST_NAME = 100

/** Windows opens a device instead of a file of such a name, whatever follows the first dot. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** What is wrong with a name that an author made, as the end of a sentence; undefined if nothing is. */
export function wrongName(name: unknown): string | undefined {
  if (typeof name !== 'string') return 'is not a string'
  if (name === '') return 'is empty'
  const odd = [...name].find((letter) => !/[A-Za-z0-9=+._-]/.test(letter))
  if (odd !== undefined) return `holds ${JSON.stringify(odd)}; a name is made of letters A to Z, digits and = + . _ -`
  if (name.length > LONGEST_NAME) return `has ${name.length} characters; a name has ${LONGEST_NAME} at most`
  if (/^[-.]/.test(name)) return `begins with "${name[0]}"; a name begins with a letter, a digit, "_", "=" or "+"`
  if (name.endsWith('.')) return 'ends with "."; Windows cannot keep a folder of that name'
  if (RESERVED.test(name)) return 'is a reserved word of Windows'
  return undefined
}

/** A name made of our own segments, made to keep the rules. `digest` (hexadecimal) ends the name if it must be cut. */
export function tameName(name: string, digest: () => string): string {
  const begun = /^[-.]/.test(name) || RESERVED.test(name) ? `_${name}` : name
  const ended = begun.replace(/\.+$/, (dots) => '-'.repeat(dots.length))
  return ended.length > LONGEST_NAME ? withDigest(ended, digest().slice(0, 8)) : ended
}

/** The name ending in `-<digest>`, cut so that it is not too long. */
export const withDigest = (name: string, digest: string): string =>
  `${name.slice(0, LONGEST_NAME - digest.length - 1)}-${digest}`

/** The characters a segment may have: all others become `-`. */
export const tameText = (text: string): string =>
  [...text].map((letter) => (/[A-Za-z0-9=._-]/.test(letter) ? letter : '-')).join('')

/** A tag: as a segment, and cut as a name is. */
export const tameTag = (segment: string): string =>
  segment.length > LONGEST_NAME ? withDigest(segment, sha256(segment).slice(0, 8)) : segment
