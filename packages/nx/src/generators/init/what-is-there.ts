import type { Layout } from 'bocas/internal'
import type { Commands } from '../shared/package-manager'

interface Outcome {
  readonly commands: Commands
  /** What existed and is as it was. */
  readonly left: readonly string[]
  /** What became of git, where it was asked for. */
  readonly git?: string | undefined
  /** The folder to go to first. */
  readonly cd?: string | undefined
  /** Where the workspace lies in its git repository, if in one. */
  readonly below?: string | undefined
  readonly example?: string | undefined
  readonly hasPaper: boolean
  readonly hasWorkflow: boolean
  readonly layout: Layout
}

/** What a person is told at the end: what was left alone, and what to type next. */
export function whatIsThere({
  commands,
  left,
  git,
  cd,
  below,
  example,
  hasPaper,
  hasWorkflow,
  layout,
}: Outcome): string {
  const { nx, script } = commands
  const next: readonly (readonly [string, string])[] = [
    ...(cd === undefined ? [] : [[`cd ${quoted(cd)}`, ''] as const]),
    ...(example === undefined ? [[`${nx} g @bocas/nx:task my-task`, 'a task that works as it is'] as const] : []),
    ...(example !== undefined && hasPaper ? [[script('paper'), 'train, draw, build the paper'] as const] : []),
    ...(example !== undefined ? [[`${nx} run ${example}:figures`, 'only its runs and figures'] as const] : []),
    ...(hasPaper ? [] : [[`${nx} g @bocas/nx:paper`, 'a text about what is drawn'] as const]),
    ...(example !== undefined && hasPaper
      ? [[script('check'), 'types, and the text against the results'] as const]
      : []),
  ]
  const width = Math.max(...next.map(([command]) => command.length)) + 4
  return [
    '',
    ...(left.length > 0 ? ['These existed and are as they were:', ...left.map((name) => `  ${name}`), ''] : []),
    ...(git === undefined ? [] : [`${git}.`, '']),
    ...(hasWorkflow && below !== undefined && below !== ''
      ? [`GitHub looks for workflows at the top of a repository: move ${below}/.github/workflows/paper.yml there.`, '']
      : []),
    'Next:',
    '',
    ...next.map(([command, why]) => `  ${command.padEnd(why === '' ? 0 : width)}${why}`),
    '',
    example === undefined
      ? 'In a task, sweep.ts says what to compare, run.ts what is computed, and figures.ts what is shown.'
      : `Then make it yours: ${layout.tasks}/${example}/sweep.ts says what to compare, run.ts what is computed, and figures.ts what is shown.`,
  ].join('\n')
}

/** As a shell takes it for one word. */
const quoted = (folder: string): string => (/^[\w./~-]+$/.test(folder) ? folder : `"${folder.replaceAll('"', '\\"')}"`)
