import { readFileSync, realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  isSystemError,
  isWithin,
  type Language,
  type Problem,
  ProblemsError,
  problemsIn,
  realPath,
} from 'bocas/internal'
import { withoutDate } from '../chartjs/surface/metadata'
import { FIGURE_FORMATS, type FigureFormat } from '../renderer'
import { checkOwnOptions, type OwnFigureOptions, type RunsRead, toCsvRows } from './options'
import { pdfProblems } from './pdf-problems'
import { pngProblems } from './png-problems'
import type { OwnPicture } from './own-figure'
import { svgProblems } from './svg-problems'

/** What `figureFile` takes: one picture in one format or several, and what it shows. */
export interface FigureFileOptions extends OwnFigureOptions {
  /** The runs whose results the picture shows: one selection, or several. */
  readonly runs: RunsRead
  /** The text of an SVG, or the path of one in the job's own folder `dir`. */
  readonly svg?: string | Uint8Array | undefined
  /** The bytes of a PDF, or its path. */
  readonly pdf?: Uint8Array | string | undefined
  /** The bytes of a PNG, or its path. */
  readonly png?: Uint8Array | string | undefined
}

/** Bytes of a picture at most: what is larger belongs into no paper. */
const MOST_BYTES = 32 * 1024 * 1024

const CHECKS: Record<FigureFormat, (bytes: Uint8Array) => Problem[]> = {
  svg: svgProblems,
  pdf: pdfProblems,
  png: pngProblems,
}

/**
 * A picture that other code has made, with every file checked: it is what its format says, it is no larger than a picture for print has to be, and nothing in
 * it runs or loads anything. It is never executed.
 *
 * @param readable folders and files that a path may name.
 * @throws Error with all that is wrong, each with its format and, in an SVG, the line.
 */
export function makePicture(
  name: string,
  options: FigureFileOptions,
  {
    draft,
    readable,
    language,
  }: {
    readonly draft?: string | undefined
    readonly readable: readonly string[]
    readonly language?: Language | undefined
  },
): OwnPicture {
  checkOwnOptions(options, ['runs', ...FIGURE_FORMATS], 'a picture')
  const given = FIGURE_FORMATS.filter((format) => options[format] !== undefined)
  if (given.length === 0)
    throw new ProblemsError({
      message: 'no picture is given',
      hint: 'give one of `svg`, `pdf` and `png`: the text of an SVG, the bytes of a file, or its path below `dir`',
    })
  const files = new Map<FigureFormat, Uint8Array>()
  const problems: Problem[] = []
  for (const format of given) {
    try {
      const bytes = bytesOf(options[format]!, format, readable)
      if (bytes.length > MOST_BYTES)
        throw new ProblemsError({
          message: `it has ${Math.ceil(bytes.length / 1024 / 1024)} MB, and at most ${MOST_BYTES / 1024 / 1024} MB are kept`,
          hint: 'draw fewer points, or give it as PNG',
        })
      problems.push(...CHECKS[format](bytes).map((problem) => at(format, problem)))
      files.set(format, format === 'pdf' ? withoutDate(bytes) : bytes)
    } catch (error) {
      problems.push(...problemsIn(error).map((problem) => at(format, problem)))
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return {
    kind: 'picture',
    name,
    files,
    alt: options.alt,
    ...(draft === undefined ? {} : { draft }),
    ...(language === undefined ? {} : { language }),
    ...(options.data === undefined ? {} : { csv: toCsvRows(options.data) }),
  }
}

const at = (format: FigureFormat, problem: Problem): Problem => ({
  ...problem,
  path: problem.path === undefined ? format : `${format}, ${problem.path}`,
})

function bytesOf(given: string | Uint8Array, format: FigureFormat, readable: readonly string[]): Uint8Array {
  if (typeof given !== 'string') {
    if (!ArrayBuffer.isView(given))
      throw new ProblemsError(`it is a text, a path or bytes (a Buffer or Uint8Array), not ${typeof given}`)
    return Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  }
  if (format === 'svg' && given.trimStart().startsWith('<')) return Buffer.from(given)
  return readPicture(given, readable)
}

/** @throws Error when the path is neither below the job's own folder nor declared: what lies elsewhere can change, and the figures would not be drawn anew. */
function readPicture(path: string, readable: readonly string[]): Uint8Array {
  try {
    const real = realpathSync.native(resolve(path))
    const isOwn = readable.map(realPath).some((place) => isWithin(place, real))
    if (!isOwn)
      throw new ProblemsError({
        message: `${path} is neither below \`dir\` nor declared data, so the figure would stay as it is when the file changes`,
        hint: "write it into `dir`, the job's own folder, or declare it: defineFigures(…, { data: ['picture.svg'] }) and input('picture.svg')",
      })
    if (statSync(real).size > MOST_BYTES)
      throw new ProblemsError(`${path} has more than ${MOST_BYTES / 1024 / 1024} MB, and so much is kept of no picture`)
    return readFileSync(real)
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new ProblemsError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
