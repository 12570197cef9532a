import { escapeRegExp, jsonIn } from 'bocas/internal/light'

/** Who must not be named, and what becomes of it. */
export interface Identity {
  /** Names of people and organisations, addresses, hosts, folders: all that says who it is, wherever it stands. */
  readonly terms: readonly string[]
  /** Single words that may say it and may be innocent, such as a family name among references: they are told, and left. */
  readonly doubtful: readonly string[]
}

export interface AnonymousFiles {
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Files in which something was masked. */
  readonly masked: readonly string[]
  /** Places with a doubtful word: `paper/references.bib:3 Lovelace`. */
  readonly doubtful: readonly string[]
  /** Names of files and files of bytes that say who it is: nothing can be masked there. */
  readonly refused: readonly string[]
}

/** Files whose purpose is to say who wrote something. */
const LEFT_OUT =
  /^(?:CITATION\.cff|AUTHORS(?:\.\w+)?|CONTRIBUTORS(?:\.\w+)?|\.mailmap|\.zenodo\.json|(?:\.github|docs)?\/?CODEOWNERS)$/i
const PERSONAL = ['author', 'contributors', 'maintainers', 'repository', 'bugs', 'homepage', 'funding']

/** A name on its own: not a part of a longer word. */
const wholeWord = (term: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(term)}(?![\\p{L}\\p{N}])`, 'giu')

export const MASK = 'anonymous'

/** Files without what says who wrote them. Pure: equal files and an equal identity give equal files. */
export function anonymise(given: ReadonlyMap<string, Uint8Array>, { terms, doubtful }: Identity): AnonymousFiles {
  // The longest first: an address is masked whole, and not only the name in it.
  const patterns = [...new Set(terms)]
    .filter((term) => term.length > 2)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map(wholeWord)
  const says = (text: string): boolean => patterns.some((pattern) => text.search(pattern) >= 0)
  const files = new Map<string, Uint8Array>()
  const [masked, places, refused]: [string[], string[], string[]] = [[], [], []]
  for (const [name, bytes] of [...given].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (LEFT_OUT.test(name)) continue
    if (says(name)) refused.push(`${name}: its name says it`)
    const isText = !bytes.includes(0)
    const text = Buffer.from(bytes).toString(isText ? 'utf8' : 'latin1')
    if (!isText || Buffer.from(text, 'utf8').compare(bytes) !== 0) {
      if (says(text)) refused.push(`${name}: a file that is no text says it`)
      files.set(name, bytes)
      continue
    }
    const impersonal = withoutPersons(name, text)
    const clean = patterns.reduce((known, pattern) => known.replace(pattern, MASK), impersonal)
    if (clean !== text) masked.push(name)
    for (const [at, line] of clean.split('\n').entries())
      for (const word of doubtful) if (line.search(wholeWord(word)) >= 0) places.push(`${name}:${at + 1} ${word}`)
    files.set(name, Buffer.from(clean))
  }
  return { files, masked, doubtful: places, refused }
}

/** A package.json without those who made it, and provenance without the hosts on which runs were executed. */
function withoutPersons(name: string, text: string): string {
  const isManifest = /(?:^|\/)package\.json$/.test(name)
  if (!isManifest && !/(?:^|\/)(?:provenance|execution)\.json$/.test(name)) return text
  const json = jsonIn(text)
  if (json === undefined) return text
  const kept = JSON.stringify(
    json,
    function (this: unknown, key: string, value: unknown) {
      const isTop = this === json
      return (isManifest && isTop && PERSONAL.includes(key)) ||
        (!isManifest && key === 'host' && Object.hasOwn(Object(this), 'platform'))
        ? undefined
        : value
    },
    isManifest ? 2 : 1,
  )
  return JSON.stringify(json) === JSON.stringify(JSON.parse(kept)) ? text : `${kept}\n`
}
