import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { isBlock, type Problem, problemsBelow, ProblemsError, readCsv } from 'bocas/internal'
import { FIGURE_FORMATS } from '../renderer'
import type { FigureFileOptions } from './picture'

/** What a program that draws has left, as it is named there. */
export interface ProgramOutput {
  /** By name, what `figureFile` takes. */
  readonly figures: ReadonlyMap<string, Omit<FigureFileOptions, 'runs'>>
  /** By name, fields of CSV. */
  readonly tables: ReadonlyMap<string, readonly (readonly string[])[]>
  /** By name, the words of a fact. */
  readonly facts: ReadonlyMap<string, string>
}

/** Text at most: words, data and tables of a figure. */
const MOST_TEXT = 16 * 1024 * 1024
const FACTS = 'facts.json'
/** What the program says it has read, and the folders of what it has drawn. */
const EXPECTED = /^(?:figures|tables|facts\.json|reads-.*\.txt|stopped)$/

/**
 * Reads the result folder of a program that draws: `figures/<name>.{pdf,svg,png}` with `<name>.alt.txt` and `<name>.csv`, `tables/<name>.csv`, `facts.json`.
 *
 * @throws Error with everything there that is not of this form.
 */
export function readProgramOutput(folder: string): ProgramOutput {
  const problems: Problem[] = []
  const attempt = <T>(where: string, read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      problems.push(...problemsBelow(where, error))
      return undefined
    }
  }
  const instead = oddity(folder, 'folder')
  if (instead !== undefined) throw new ProblemsError({ message: instead, path: 'BOCAS_RESULT' })
  for (const name of namesIn(folder).filter((one) => !EXPECTED.test(one)))
    problems.push({
      message: `the program left \`${name}\`, which has no meaning there`,
      hint: 'figures go into the folder figures, tables into tables, facts into facts.json; what is for the program alone into BOCAS_DIR',
    })
  const figures = new Map<string, Omit<FigureFileOptions, 'runs'>>()
  for (const [name, files] of byName(join(folder, 'figures'), problems)) {
    const found = attempt(`figures/${name}`, () => figureOf(files))
    if (found !== undefined) figures.set(name, found)
  }
  const tables = new Map<string, readonly (readonly string[])[]>()
  for (const [name, files] of byName(join(folder, 'tables'), problems)) {
    const file = files.get('.csv')
    if (file === undefined || files.size > 1)
      problems.push({
        message: 'a table is left as CSV, from which it is set for each language',
        path: `tables/${name}`,
      })
    else {
      const read = attempt(`tables/${name}`, () =>
        readCsv(textOf(file)).map((line) => line.map((field) => field ?? '')),
      )
      if (read !== undefined) tables.set(name, read)
    }
  }
  const facts = attempt(FACTS, () => factsIn(join(folder, FACTS))) ?? new Map<string, string>()
  if (problems.length === 0 && figures.size + tables.size + facts.size === 0)
    problems.push({
      message: 'the program ended well but left nothing',
      hint: 'write figures/<name>.pdf and figures/<name>.alt.txt, tables/<name>.csv or facts.json into the folder BOCAS_RESULT',
    })
  if (problems.length > 0) throw new ProblemsError(problems)
  return { figures, tables, facts }
}

/** The files of a folder by the name that they share, and their endings. */
function byName(folder: string, problems: Problem[]): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>()
  const odd = oddity(folder, 'folder')
  if (odd !== undefined) problems.push({ message: odd, path: basename(folder) })
  for (const file of odd === undefined ? namesIn(folder).sort() : []) {
    const path = join(folder, file)
    const ending = file.endsWith('.alt.txt') ? '.alt.txt' : extname(file)
    const other = oddity(path, 'file')
    if (other !== undefined) problems.push({ message: other, path: `${basename(folder)}/${file}` })
    else {
      const name = file.slice(0, file.length - ending.length)
      all.set(name, (all.get(name) ?? new Map<string, string>()).set(ending, path))
    }
  }
  return all
}

/** A folder that the program has removed has nothing in it. */
const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : [])

/** What stands in place of a file or folder. A link is neither: what it names may lie elsewhere, and change without the figures. */
function oddity(path: string, wanted: 'file' | 'folder'): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined || (wanted === 'file' ? found.isFile() : found.isDirectory())) return undefined
  const kind = found.isSymbolicLink()
    ? 'a link'
    : found.isDirectory()
      ? 'a folder'
      : found.isFile()
        ? 'a file'
        : 'no file'
  return `it is ${kind}, and a ${wanted} belongs there`
}

function figureOf(files: ReadonlyMap<string, string>): Omit<FigureFileOptions, 'runs'> {
  const known = [...FIGURE_FORMATS.map((format) => `.${format}`), '.csv', '.alt.txt']
  const odd = [...files.keys()].filter((ending) => !known.includes(ending))
  if (odd.length > 0)
    throw new ProblemsError(`a figure has files that end in ${known.join(', ')}, not in ${odd.join(', ')}`)
  const [alt, csv] = [files.get('.alt.txt'), files.get('.csv')]
  if (alt === undefined)
    throw new ProblemsError({
      code: 'no-alternative-text',
      message: 'it has no alternative text, and nobody but its author can say what it shows',
      hint: 'write it beside the figure, as figures/<name>.alt.txt; in Python: figure(name, fig, alt="…")',
    })
  const pictures = FIGURE_FORMATS.flatMap((format) => {
    const file = files.get(`.${format}`)
    return file === undefined ? [] : [[format, file] as const]
  })
  return {
    ...Object.fromEntries(pictures),
    alt: textOf(alt).trim(),
    ...(csv === undefined ? {} : { data: recordsIn(textOf(csv)) }),
  }
}

function recordsIn(text: string): Readonly<Record<string, string>>[] {
  const [heads = [], ...lines] = readCsv(text)
  return lines.map((line) => Object.fromEntries(heads.map((head, at) => [head ?? '', line[at] ?? ''])))
}

function factsIn(file: string): Map<string, string> {
  const odd = oddity(file, 'file')
  if (odd !== undefined) throw new ProblemsError(odd)
  if (!existsSync(file)) return new Map()
  let json: unknown
  try {
    json = JSON.parse(textOf(file))
  } catch (error) {
    throw new ProblemsError(`this is no JSON: ${(error as Error).message}`)
  }
  if (!isBlock(json)) throw new ProblemsError('it holds words by name, such as { "best": "the CNN", "slope": "−0.31" }')
  const entries = Object.entries<unknown>(json)
  const wrong = entries.filter(([, value]) => typeof value !== 'string' || value.trim() === '')
  if (wrong.length > 0)
    throw new ProblemsError(
      wrong.map(([name]) => ({
        message: 'a fact of a program is the words that the text quotes, a number rounded as it is to be read: "−0.31"',
        path: name,
      })),
    )
  return new Map((entries as [string, string][]).map(([name, words]) => [name, readable(words)]))
}

/** A number has the minus sign of print. */
const readable = (words: string): string => (/^-[\d.]+$/.test(words) ? `−${words.slice(1)}` : words)

function textOf(file: string): string {
  if (lstatSync(file).size > MOST_TEXT) throw new ProblemsError(`it has more than ${MOST_TEXT / 1024 / 1024} MB`)
  return readFileSync(file, 'utf8')
}
