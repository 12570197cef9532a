import { CODES, EXPLAINED, type ErrorCode } from '../../packages/bocas/src/errors/codes'

/** What people are told, by what they did: `said.json`. */
export type Said = Readonly<Record<string, { readonly code: ErrorCode; readonly text: string }>>

const HEAD = `# Errors by code

<!-- Written by \`npm run errors\`; the texts are those that tools/errors and tools/e2e/mistakes.e2e.ts get when they make each mistake. -->

A message says what is wrong, where, what is allowed and what to do next, and ends with its codes: \`npx bocas explain <code>\` says in the
terminal what stands here.
`

const OF_NX = `
## What Nx says in its own words

Some mistakes end before any code of ours is asked. They have no code of ours.

| Nx says | what it means here | what to do |
|---|---|---|
| \`Cannot find project 'my-task'\` | no folder \`tasks/my-task\` with a \`sweep.ts\`; or \`nx.json\` lacks \`"plugins": ["@bocas/nx"]\`; for \`paper\`: no \`paper/main.typ\`, \`.tex\` or \`.md\`. A folder that was renamed is another project | \`npx nx show projects\` lists those that are there; \`npx nx g @bocas/nx:init\` enters the plugin |
| \`Cannot find target 'experimnt'\` with a proposal | the target is misspelt | take the proposal |
| \`No tasks were run\`, exit code 0 | \`run-many -t\` or a tag selects nothing: a misspelt target or tag | \`npx nx show project "<task>/<run>"\` lists the tags of a run |
| \`The value of "setMaxListeners" is out of range … Received NaN\` | \`--parallel\` is no number | \`--parallel=4\` |
| \`'template' is not found in schema\` | a generator or target takes no such option | \`npx nx g @bocas/nx:task --help\` |
| \`Could not find Nx modules\`, \`npx canceled due to missing packages\` | nothing is installed | \`npm ci\` |
| \`NX Permission denied (os error 13)\` | a folder belongs to another user | \`sudo chown -R "$(id -u):$(id -g)" .\` |
| \`Failed to load plugin\`, with a stack of \`require\` | a plugin in \`nx.json\` is misspelt or not installed | \`"@bocas/nx"\`; \`npm install --save-dev @bocas/nx\` |
| \`Cannot find configuration for task\` | the name of a run was not quoted, or the run is none of the sweep any more | \`npx bocas plan <task> --json\` lists the names |

Line ends of Windows are no mistake in code: keys are of what the compiler reads. In declared data they are other bytes, and another key:
\`* -text\` in \`.gitattributes\` keeps git from changing them.
`

/** `docs/errors.md`. */
export function errorsPage(said: Said): string {
  const parts = [...CODES].sort().map((code) => {
    const { means, next } = EXPLAINED[code]
    const texts = Object.entries(said).filter(([, one]) => one.code === code)
    const examples = texts.map(
      ([did, { text }]) => `${did[0]!.toUpperCase()}${did.slice(1)}:\n\n\`\`\`text\n${text}\n\`\`\`\n`,
    )
    return `## bocas/${code}\n\n${means}\n\n→ ${next}\n\n${examples.join('\n')}`
  })
  return `${HEAD}\n${parts.join('\n')}${OF_NX}`
}
