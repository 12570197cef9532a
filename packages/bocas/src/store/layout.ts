import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isSyntaxError, isSystemError } from '../files/expected-errors'
import type { Problem } from '../problems'
import { nearest } from '../suggest'

/** A folder with the text of a paper, and all that is made for it. */
export interface PaperFolder {
  /** Of its Nx project: the last part of the folder. */
  readonly name: string
  /** Workspace-relative, with `/`. */
  readonly folder: string
  /** What it is about; without it all tasks. */
  readonly tasks?: readonly string[]
}

/** Which folders of a workspace hold what, workspace-relative: what the options of the plugin in nx.json say. */
export interface Layout {
  readonly tasks: string
  /** One at least. What belongs to no paper in particular lies in the first. */
  readonly papers: readonly PaperFolder[]
  /** What runs have given, as Nx and people see it. */
  readonly artifacts: string
}

/** What becomes of wrong types when runs are executed: said as warnings, refused, or not looked for. */
export const TYPECHECKS = ['warn', 'error', 'off'] as const
export type Typecheck = (typeof TYPECHECKS)[number]

const OPTIONS = ['tasksDir', 'paperDir', 'artifactsDir', 'typecheck'] as const

/** What the options of the plugin say, and what is wrong with them. */
export interface PluginOptions {
  readonly layout: Layout
  readonly typecheck: Typecheck
  readonly problems: readonly Problem[]
}

/** What the options of the plugin say, and all that is wrong with them. With problems the layout is the one without options. */
export function layoutOf(given: unknown): PluginOptions {
  if (given === undefined || given === null) return { layout: USUAL, typecheck: 'warn', problems: [] }
  if (typeof given !== 'object' || Array.isArray(given))
    return refused([{ message: 'the options of @bocas/nx are no object', hint: 'write { … }' }])
  const { tasksDir, paperDir, artifactsDir, typecheck } = given as Record<string, unknown>
  const problems = [
    ...Object.keys(given).flatMap(unknownOption),
    ...(tasksDir === undefined ? [] : folderProblems('tasksDir', tasksDir)),
    ...(paperDir === undefined ? [] : paperProblems(paperDir)),
    ...(artifactsDir === undefined ? [] : folderProblems('artifactsDir', artifactsDir)),
    ...(typecheck === undefined || TYPECHECKS.includes(typecheck as Typecheck)
      ? []
      : [
          {
            code: 'wrong-folder' as const,
            message: `\`typecheck\` is ${JSON.stringify(typecheck)}`,
            hint: `write one of ${listed(TYPECHECKS)}`,
          },
        ]),
  ]
  if (problems.length > 0) return refused(problems)
  const layout = layoutFrom({ tasksDir, paperDir, artifactsDir } as Given)
  const overlaps = overlapProblems(layout)
  return overlaps.length > 0
    ? refused(overlaps)
    : { layout, typecheck: (typecheck ?? 'warn') as Typecheck, problems: [] }
}

const refused = (problems: readonly Problem[]): PluginOptions => ({ layout: USUAL, typecheck: 'warn', problems })

type GivenPapers = string | readonly string[] | Readonly<Record<string, readonly string[] | '*'>>

interface Given {
  readonly tasksDir?: string
  readonly paperDir?: GivenPapers
  readonly artifactsDir?: string
}

function layoutFrom({ tasksDir = 'tasks', paperDir = 'paper', artifactsDir }: Given): Layout {
  const papers = entriesOf(paperDir).map(([folder, tasks]): PaperFolder => {
    const bare = withoutSlash(folder)
    return { name: bare.split('/').at(-1)!, folder: bare, ...(tasks === '*' ? {} : { tasks }) }
  })
  const artifacts = artifactsDir === undefined ? `${papers[0]!.folder}/artifacts` : withoutSlash(artifactsDir)
  return { tasks: withoutSlash(tasksDir), papers, artifacts }
}

const entriesOf = (papers: GivenPapers): readonly (readonly [string, readonly string[] | '*'])[] =>
  typeof papers === 'string'
    ? [[papers, '*']]
    : Array.isArray(papers)
      ? (papers as readonly string[]).map((folder) => [folder, '*'])
      : Object.entries(papers)

const withoutSlash = (folder: string): string => folder.replace(/\/$/, '')

function unknownOption(name: string): Problem[] {
  if ((OPTIONS as readonly string[]).includes(name)) return []
  const near = nearest(name, OPTIONS)
  return [
    {
      code: 'unknown-option',
      message: `@bocas/nx has no option \`${name}\``,
      hint: `${near === undefined ? '' : `did you mean \`${near}\`? `}There are: ${listed(OPTIONS)}`,
    },
  ]
}

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')

/** Paths go into patterns of Nx, which takes some letters for its own, and into those of every system. */
function folderProblems(option: string, folder: unknown): Problem[] {
  const hint = 'name a folder below the root of the workspace, with /: "research/tasks"'
  if (typeof folder !== 'string' || folder === '')
    return [{ code: 'wrong-folder', message: `\`${option}\` is ${JSON.stringify(folder)}, which is no folder`, hint }]
  const parts = withoutSlash(folder).split('/')
  const wrong = parts.find((part) => part === '' || part.startsWith('.') || part === 'node_modules')
  if (wrong !== undefined || /[\\:]/.test(folder))
    return [
      {
        code: 'wrong-folder',
        message: `\`${option}\` is ${JSON.stringify(folder)}, which is no folder of this workspace`,
        hint,
      },
    ]
  const odd = [...folder].find((letter) => /[{}[\]()*?!@,+|"'<>]/.test(letter))
  if (odd === undefined) return []
  return [
    {
      code: 'wrong-folder',
      message: `\`${option}\` is ${JSON.stringify(folder)}, and Nx takes ${odd} for a pattern`,
      hint,
    },
  ]
}

function paperProblems(given: unknown): Problem[] {
  if (typeof given === 'string') return folderProblems('paperDir', given)
  const hint = 'name one folder, several: ["paper-a", "paper-b"], or the tasks of each: { "paper-a": ["mnist"] }'
  if (typeof given !== 'object' || given === null || Object.keys(given).length === 0)
    return [{ code: 'wrong-folder', message: `\`paperDir\` is ${JSON.stringify(given)}`, hint }]
  if (Array.isArray(given)) return given.flatMap((folder: unknown) => folderProblems('paperDir', folder))
  return Object.entries(given as Record<string, unknown>).flatMap(([folder, tasks]) => [
    ...folderProblems('paperDir', folder),
    ...(tasks === '*' || (Array.isArray(tasks) && tasks.every((task) => typeof task === 'string'))
      ? []
      : [
          {
            code: 'wrong-folder' as const,
            message: `the tasks of the paper ${folder} are ${JSON.stringify(tasks)}`,
            hint,
          },
        ]),
  ])
}

/** What lies in another folder would be taken for a part of it: of a task's code, of a paper's text. */
function overlapProblems({ tasks, papers, artifacts }: Layout): Problem[] {
  const own = papers.map(({ folder }) => `${folder}/artifacts`)
  const folders = [tasks, ...papers.map(({ folder }) => folder), ...(own.includes(artifacts) ? [] : [artifacts])]
  const inside = folders.flatMap((folder, place) =>
    folders.flatMap((other, at) =>
      (folder === other && place < at) || other.startsWith(`${folder}/`)
        ? [
            {
              code: 'wrong-folder' as const,
              message: `${other}/ lies in ${folder}/`,
              hint: 'tasks, papers and artifacts each have a folder apart',
            },
          ]
        : [],
    ),
  )
  const twins = papers.filter(({ name }, place) =>
    papers.some((other, at) => at < place && other.name.toLowerCase() === name.toLowerCase()),
  )
  return [
    ...inside,
    ...(inside.length > 0 ? [] : twins).map(({ name, folder }) => ({
      code: 'wrong-folder' as const,
      message: `two papers are called ${name}, and ${folder} is one of them`,
      hint: 'the last part of its folder is the name of a paper: give one of them another',
    })),
  ]
}

/** Without a word in nx.json. */
const USUAL = layoutFrom({})

/** The options of `{ "plugin": "@bocas/nx", "options": { … } }` in the text of an nx.json. */
export function pluginOptions(text: string): unknown {
  const { plugins = [] } = (parseJson(text) ?? {}) as { plugins?: readonly unknown[] }
  const own = plugins.find((entry) => (entry as { plugin?: unknown } | null)?.plugin === '@bocas/nx')
  return (own as { options?: unknown } | undefined)?.options
}

/** JSON as Nx reads it: with comments, and commas at an end. */
export const parseJson = (text: string): unknown =>
  JSON.parse(
    text
      .replace(/^\uFEFF/, '')
      .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//g, '$1')
      .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, '$1'),
  )

interface Read {
  readonly stamp: string
  readonly options: unknown
  readonly layout: Layout
}

/** By root: every place of bocas is asked for by way of the layout. */
const remembered = new Map<string, Read>()

/** The layout of a workspace. What is wrong with the options is told where the graph is made. */
export const readLayout = (root: string): Layout => read(root)?.layout ?? USUAL

/** What nx.json says to the plugin. Of one that is not there or cannot be read nothing: Nx says what is wrong with it. */
export const readPluginOptions = (root: string): unknown => read(root)?.options

function read(root: string): Read | undefined {
  const file = join(root, 'nx.json')
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  const stamp = `${stat.mtimeMs} ${stat.size} ${stat.ino}`
  const known = remembered.get(root)
  if (known?.stamp === stamp) return known
  const options = optionsIn(file)
  const now = { stamp, options, layout: layoutOf(options).layout }
  remembered.set(root, now)
  return now
}

function optionsIn(file: string): unknown {
  try {
    return pluginOptions(readFileSync(file, 'utf8'))
  } catch (error) {
    if (!isSystemError(error) && !isSyntaxError(error)) throw error
    return undefined
  }
}
