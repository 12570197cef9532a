import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { isFile } from 'bocas/internal/made'
import { allowancesIn, fileInComment, reaches, type Allowance } from '../prose-numbers/allowed'
import { GENERATED, isInside, shownPath } from '../shared/paper-paths'
import type { PaperProblem } from '../shared/problems'
import { findData, type DataRead } from '../text/find-data'
import type { PaperText } from '../text/paper-texts'
import { placeAt } from '../text/reading'
import { commented } from './comments'

/** A decimal or a percentage that stands by itself: whole numbers count things or name years, and in versions and addresses there is more around. */
const MEASURED =
  /(?<![\w./-])\d+\.\d+(?:e[+-]?\d+)?(?![\w./-])|(?<![\w./-])\d+\s*%|(?<=^|[;\t])"?\d+,\d+"?(?=$|[;\t])/im

/** What is larger was typed by nobody. */
const MOST = 2 ** 22

/** Files of data that a text reads by itself and that hold numbers: nobody made them, so nobody knows where these are from. */
export function checkData(texts: readonly PaperText[], paperDir: string): PaperProblem[] {
  return texts.flatMap((text) => {
    const { language, reading } = text
    const allowances = allowancesIn(reading).filter(({ files }) => files.length > 0)
    const used = new Set<Allowance>()
    const at = (offset: number) => ({ file: shownPath(text.file, paperDir), ...placeAt(reading.source, offset) })
    const isOpen = ({ name, start }: DataRead): boolean => {
      const allowing = allowances.filter(
        (one) => reaches(one, start) && one.files.some((file) => baseOf(file) === baseOf(name)),
      )
      allowing.forEach((allowance) => used.add(allowance))
      return allowing.length === 0
    }
    const typed = findData(reading, language)
      .map((read) => ({ ...read, file: fileOf(read, text, paperDir) }))
      .filter(({ file }) => isTyped(file, paperDir))
    return [
      ...typed.filter(isOpen).map(({ name, file, start }) => ({
        code: 'typed-number' as const,
        message: `the text shows numbers of ${shownPath(file, paperDir)}, and no run made that file`,
        at: at(start),
        hints: [
          `make them a table or facts in figures.ts; or, when they are no results of runs, allow it: ${commented(language, `bocas: allow ${fileInComment(baseOf(name))}`)}`,
        ],
      })),
      ...allowances
        .filter((allowance) => !used.has(allowance))
        .map(({ comment, files }) => ({
          message: `nothing here has to be allowed: this paragraph shows no numbers of ${files.join(' and ')}`,
          at: at(comment.start),
          hints: ['remove it'],
        })),
    ]
  })
}

const baseOf = (name: string): string => path.posix.basename(name)

/** TeX looks from where it was started; Typst from the file, and from the root for a leading stroke. */
const fileOf = ({ name }: DataRead, { file, language }: PaperText, paperDir: string): string =>
  path.join(language === 'tex' || name.startsWith('/') ? paperDir : path.dirname(file), name)

function isTyped(file: string, paperDir: string): boolean {
  if (!isInside(file, paperDir) || GENERATED.has(path.relative(paperDir, file).split(path.sep)[0]!)) return false
  return isFile(file) && statSync(file).size <= MOST && MEASURED.test(readFileSync(file, 'utf8'))
}
