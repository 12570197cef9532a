import { existsSync } from 'node:fs'
import path from 'node:path'

/** What a paper can be written in. */
export type Format = 'typst' | 'latex' | 'markdown'

const FORMATS: Readonly<Record<string, Format>> = { '.typ': 'typst', '.tex': 'latex', '.md': 'markdown' }

/** The files that a paper may begin with, in the order in which they are looked for. */
export const MAIN_FILES = ['main.typ', 'main.tex', 'main.md']

/** The format of a main file, by its extension; `undefined` for any other. */
export const formatOf = (main: string): Format | undefined => FORMATS[path.extname(main)]

/** The main file that is there; the first of them when there is none, so that an error can name it. */
export const findMain = (paperDir: string): string =>
  MAIN_FILES.find((main) => existsSync(path.join(paperDir, main))) ?? MAIN_FILES[0]!
