import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An option of a target or generator, as its JSON schema has it. */
interface Option {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly items?: { readonly type?: string | readonly string[] }
  readonly default?: unknown
  readonly description?: string
  readonly 'x-priority'?: string
}

interface Schema {
  readonly title: string
  readonly description?: string
  readonly properties: Readonly<Record<string, Option>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly examples?: readonly { readonly command: string; readonly description: string }[]
}

interface Entry {
  readonly schema: string
  readonly description: string
}

const PACKAGE = join(__dirname, '..', '..', 'packages', 'nx')
const read = (file: string): unknown => JSON.parse(readFileSync(join(PACKAGE, file), 'utf8'))

/** Executors that are another one by a further name, for Nx to tell batches apart by. */
const SAME = /^run-/

const HEAD = `# Targets and generators

<!-- Written by \`npm run targets\` from the JSON schemas of packages/nx; not edited by hand. -->

All options of the generators and of the executors behind the targets, from their JSON schemas. \`--help\` prints them in the terminal:
\`npx nx g @bocas/nx:task --help\`, \`npx nx run paper:build --help\`. What to type for what is in [Commands](commands.md); the options of the plugin are in
[Terminal output](output.md#options-of-the-plugin).
`

const ABOUT_EXECUTORS = `## Executors of targets

The plugin makes the targets and gives them most of their options: you type \`nx run <project>:<target>\`. An option in \`project.json\` or as a flag takes precedence, as with
every target of Nx.
`

/** `docs/targets.md`. */
export function targetsPage(): string {
  const { generators } = read('generators.json') as { generators: Record<string, Entry> }
  const { executors } = read('executors.json') as { executors: Record<string, Entry> }
  const parts = (entries: Record<string, Entry>): string[] =>
    Object.entries(entries)
      .filter(([name]) => !SAME.test(name))
      .map(([name, { schema, description }]) => section(name, description, read(schema) as Schema))
  return [HEAD, '## Generators\n', ...parts(generators), ABOUT_EXECUTORS, ...parts(executors)].join('\n')
}

function section(name: string, description: string, schema: Schema): string {
  const required = new Set(schema.required)
  const rows = Object.entries(schema.properties).map(
    ([option, said]) =>
      `| \`${option}\`${required.has(option) ? ' (required)' : ''} | ${typeOf(said)} | ${defaultOf(said)} | ${cell(said.description ?? '')} |`,
  )
  const examples = (schema.examples ?? []).map(({ command, description: does }) => `\`npx ${command}\`: ${does}.`)
  return [
    `### @bocas/nx:${name}`,
    '',
    description,
    '',
    '| option | type | default | says |',
    '|---|---|---|---|',
    ...rows,
    '',
    ...examples.flatMap((line) => [line, '']),
  ].join('\n')
}

function typeOf({ type, enum: values, items }: Option): string {
  if (values) return values.map((value) => `\`${value}\``).join(', ')
  if (type === 'array') return `list of ${[items?.type ?? 'any'].flat().join(' or ')}`
  return type ?? 'any'
}

const defaultOf = (said: Option): string => ('default' in said ? `\`${JSON.stringify(said.default)}\`` : '–')

/** Words as a cell of a table; no part of them is a tag, a mark or a link. */
const cell = (words: string): string => words.replace(/[|<>*_#]/g, String.raw`\$&`)
