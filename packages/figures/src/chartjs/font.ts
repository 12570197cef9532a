import { readFileSync } from 'node:fs'
import { readCharacters } from './font-characters'

/** The family name under which the font of the npm package is known to the canvas: never the name of a font that a machine may have. */
export const FONT_FAMILY = 'Bocas Sans'

/** Sizes in points: figures are drawn at their printed size, so this is what the reader sees. */
export const FONT_SIZE = { label: 8, tick: 7, note: 7 } as const

const REGULAR = require.resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff')
const BOLD = require.resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-700-normal.woff')

/** The part of @napi-rs/canvas that fonts need. */
interface FontRegistry {
  has(family: string): boolean
  registerFromPath(path: string, family: string): unknown
}

/**
 * Makes the bundled font known. Without it, text is silently left out on machines that have no fonts.
 *
 * @throws Error when the font's files cannot be read.
 */
export function registerFont(fonts: FontRegistry): void {
  if (fonts.has(FONT_FAMILY)) return
  for (const path of [REGULAR, BOLD]) {
    if (!fonts.registerFromPath(path, FONT_FAMILY)) throw new Error(`the figure font could not be read → at ${path}`)
  }
}

let known: ReadonlySet<number> | undefined

/** The characters of a text that the figure font lacks, each once. */
export function missingCharacters(text: string): string[] {
  known ??= readCharacters(readFileSync(REGULAR))
  const characters = known
  return [...new Set(text)].filter((character) => !characters.has(character.codePointAt(0) as number))
}
