import type { Manifest } from './evidence'
import { licencesIn } from './spdx'

/** Somebody of `author` and `contributors` in a package.json. */
interface Person {
  readonly name: string
  readonly email?: string
}

/** The people of a package.json: as objects, or as `Ada Lovelace <ada@example.org> (https://…)`. */
export function peopleOf({ author, contributors = [] }: Manifest): Person[] {
  return [author, ...contributors].flatMap((one): Person[] => {
    if (typeof one === 'string') {
      const [, name = '', email] = /^([^<(]*)(?:<([^>]*)>)?/.exec(one) ?? []
      return name.trim() === '' ? [] : [{ name: name.trim(), ...(email ? { email } : {}) }]
    }
    const { name, email } = Object(one) as { name?: unknown; email?: unknown }
    return typeof name === 'string' ? [{ name, ...(typeof email === 'string' ? { email } : {}) }] : []
  })
}

/** A CITATION.cff (Citation File Format 1.2.0) of what package.json says; what it does not say is left out. The last word of a name is taken for the family name. */
export function citation(manifest: Manifest): string {
  const { name = 'Untitled', description, version, license, repository } = manifest
  const url = addressOf(typeof repository === 'string' ? repository : repository?.url)
  const licences = licencesIn(license)
  // Strings of JSON are strings of YAML.
  const line = (key: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`]
  return [
    'cff-version: 1.2.0',
    'message: "If you use this work, please cite it as below."',
    'type: software',
    ...line('title', description ?? name),
    'authors:',
    ...peopleOf(manifest).map(({ name: person }) => {
      const words = person.split(/\s+/)
      const given = words.slice(0, -1).join(' ')
      const family = `family-names: ${JSON.stringify(words.at(-1))}`
      return `  - ${family}${given === '' ? '' : `\n    given-names: ${JSON.stringify(given)}`}`
    }),
    ...line('version', version),
    // One of several may be taken.
    ...(licences.length > 1 ? ['license:', ...licences.map((id) => `  - ${id}`)] : line('license', licences[0])),
    ...line('repository-code', url),
    '',
  ].join('\n')
}

/** Where a repository can be looked at; npm takes `owner/name` and `github:owner/name` for one of GitHub. */
function addressOf(repository: string | undefined): string | undefined {
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(repository ?? '')
  const hosts = { github: 'github.com', gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' } as const
  if (short) return `https://${hosts[(short[1] ?? 'github') as keyof typeof hosts]}/${short[2]}`
  const url = repository?.replace(/^git\+/, '').replace(/\.git$/, '')
  return url !== undefined && /^https?:\/\//.test(url) ? url : undefined
}
