import type { Manifest } from './evidence'
import { isLicenceOfCitations } from './licences-of-citations'
import { licencesIn } from './spdx'

/** Somebody of `author` and `contributors` in a package.json. */
interface Person {
  readonly name: string
  readonly email?: string
}

/** The people of a package.json: as objects, or as `Ada Lovelace <ada@example.org> (https://…)`. */
export function peopleOf({ author, contributors }: Manifest): Person[] {
  return [author, ...(Array.isArray(contributors) ? (contributors as unknown[]) : [])].flatMap(personIn)
}

function personIn(given: unknown): Person[] {
  const [name, email] =
    typeof given === 'string'
      ? (/^([^<(]*)(?:<([^>]*)>)?/.exec(given)?.slice(1) ?? [])
      : (({ name, email }: { name?: unknown; email?: unknown }) => [name, email])(Object(given) as object)
  if (typeof name !== 'string' || name.trim() === '') return []
  return [{ name: name.trim(), ...(typeof email === 'string' && email !== '' ? { email } : {}) }]
}

/** A CITATION.cff (Citation File Format 1.2.0) of what package.json says; what it does not say is left out. The last word of a name is taken for the family name. */
export function citation(manifest: Manifest): string {
  const { version, license, repository } = manifest
  const url = addressOf(typeof repository === 'string' ? repository : repository?.url)
  const licences = licencesIn(license).filter(isLicenceOfCitations)
  const line = (key: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${key}: ${quoted(value)}`]
  return [
    'cff-version: 1.2.0',
    'message: "If you use this work, please cite it as below."',
    'type: software',
    ...line('title', titleOfWork(manifest) ?? 'Untitled'),
    'authors:',
    ...authorsOf(manifest).map((person) => {
      const words = person.split(' ')
      const given = words.slice(0, -1).join(' ')
      const family = `family-names: ${quoted(words.at(-1)!)}`
      return `  - ${family}${given === '' ? '' : `\n    given-names: ${quoted(given)}`}`
    }),
    ...line('version', textOrNothing(version)),
    // One of several may be taken.
    ...(licences.length > 1 ? ['license:', ...licences.map((id) => `  - ${id}`)] : line('license', licences[0])),
    ...line('repository-code', url),
    '',
  ].join('\n')
}

/** What a work is called. */
export const titleOfWork = ({ description, name }: Manifest): string | undefined =>
  textOrNothing(description) ?? textOrNothing(name)

/** Their names, each once: many an author is named among the contributors as well. */
export const authorsOf = (manifest: Manifest): string[] => [
  ...new Set(peopleOf(manifest).map(({ name }) => name.replace(/\s+/g, ' '))),
]

/** What package.json names for a licence and the format has no word for. */
export const unknownLicences = ({ license }: Manifest): string[] =>
  licencesIn(license).filter((id) => !isLicenceOfCitations(id))

/** The text of a field of package.json, which nobody checks; undefined where it is none, or empty. */
export const textOrNothing = (given: unknown): string | undefined =>
  typeof given === 'string' && given.trim() !== '' ? given : undefined

/** Strings of JSON are strings of YAML, but for characters that JSON leaves as they are and YAML does not take. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Where a repository can be looked at; npm takes `owner/name` and `github:owner/name` for one of GitHub. */
function addressOf(repository: unknown): string | undefined {
  if (typeof repository !== 'string') return undefined
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(repository)
  const hosts = { github: 'github.com', gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' } as const
  if (short) return `https://${hosts[(short[1] ?? 'github') as keyof typeof hosts]}/${short[2]}`
  const address = repository.replace(/^git\+/, '').replace(/\.git$/, '')
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return undefined
  const url = new URL(address)
  // Nobody else's business, and some put a password there.
  url.username = url.password = ''
  return url.href.replace(/\/$/, '')
}
