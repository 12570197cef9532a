import { dirname, join } from 'node:path'
import { posixRelative, type Problem } from 'bocas/internal/light'
import type { DataFile } from '../shared/data-files'
import { findDeclaredData } from './data/declared-data'
import { planProgram, type PlannedProgram } from './program/plan-program'
import { readDeclaration } from './program/read-declaration'
import { digestCommand } from './data/digest-command'
import { seenData } from './data/seen-data'
import type { PlannedCode } from './task-plan'
import type { CodeOutcome } from './plan-code'

/** Data that figures declare, found. */
export interface FiguresData {
  /** Workspace-relative: the folder that names are relative to. */
  readonly folder: string
  readonly declared: readonly string[]
  /** By declared name: what stands for its content in the hash of the target. */
  readonly digests: Readonly<Record<string, string>>
  readonly places: Readonly<Record<string, string>>
  /** Workspace-relative files: inputs of the target. */
  readonly files: readonly string[]
  /** The files in the state in which they were digested. */
  readonly contents: readonly DataFile[]
  /** The command of a `runtime` input that prints what the data is now; none without data. */
  readonly command?: string
}

/** A program that draws, found. */
export interface PlannedFiguresProgram extends PlannedProgram {
  /** The command of a `runtime` input that prints what it is made of now. */
  readonly command: string
}

/** A `figures.ts` and what it is made of. */
export interface PlannedFigures extends PlannedCode {
  readonly data: FiguresData
  readonly program?: PlannedFiguresProgram
}

/** What is known of a `figures.ts`, and what is wrong with it. */
export interface FiguresOutcome extends CodeOutcome {
  readonly planned: PlannedFigures
}

/** Finds the data that a planned `figures.ts` declares; names are relative to its folder, or `npm:<package>/<path>`. */
export async function withFiguresData(root: string, entry: string, outcome: CodeOutcome): Promise<FiguresOutcome> {
  const found = outcome.code?.files.find(({ id }) => id === 'figures.ts')?.figuresData
  const folder = posixRelative(root, dirname(entry))
  const named = found && 'names' in found ? found.names : []
  const declared = [...new Set([...named, ...seenData(root, dirname(entry), outcome.code?.files ?? [])])]
  const { problems, digests, places, files, contents } = await findDeclaredData(
    root,
    dirname(entry),
    declared,
    'figures',
  )
  const computed =
    found && 'computed' in found
      ? [
          {
            message: `the data of figures is computed (\`${found.computed}\`), so nobody knows when to draw them anew`,
            hint: "write the names out: defineFigures(…, { data: ['notes.csv'] })",
          },
        ]
      : []
  const command =
    declared.length > 0 ? await digestCommand(root, 'data-digest', { folder, names: declared }) : undefined
  const { program, problems: ofProgram } = await findProgram(root, folder, outcome)
  const data: FiguresData = { folder, declared, digests, places, files, contents, ...(command && { command }) }
  return {
    ...outcome,
    planned: { ...outcome.planned, data, ...(program && { program }) },
    problems: [...outcome.problems, ...computed, ...problems, ...ofProgram],
  }
}

/** The program that a `figures.ts` names, and what it is made of. */
async function findProgram(
  root: string,
  folder: string,
  { code }: CodeOutcome,
): Promise<{ readonly problems: readonly Problem[]; readonly program?: PlannedFiguresProgram }> {
  if (code === undefined) return { problems: [] }
  const { declaration, problems } = await readDeclaration(root, code, 'figures.ts')
  if (declaration === null) return { problems }
  const found = await planProgram(root, join(root, folder), declaration)
  if (found.program === undefined) return { problems: found.problems }
  const command = await digestCommand(root, 'program-digest', { folder, declaration })
  return { problems: [], program: { ...found.program, command } }
}
