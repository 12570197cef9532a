import type { Manifest } from './evidence'

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
  const { name = '', description, version, license, repository } = manifest
  const url = (typeof repository === 'string' ? repository : repository?.url)
    ?.replace(/^git\+/, '')
    .replace(/\.git$/, '')
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
    ...line('license', license),
    ...line('repository-code', url?.startsWith('http') === true ? url : undefined),
    '',
  ].join('\n')
}
