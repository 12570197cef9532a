import { ProblemsError, type Language } from 'bocas/internal'
import { readFileSync } from 'node:fs'
import type { FontChoice, Typography } from '../../figure/frame'
import { hasMaths, splitMaths } from '../../figure/maths'
import { readCharacters } from './font-characters'
import { ownFont } from './own-font'

const SANS = require.resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff')

/**
 * The files of the families, regular and bold; under names that no font of a machine has. Libertinus comes in parts, and a canvas takes one file for a weight
 * of a family: each part is a family, and a text is set in the first that has the character. (Paths are written out, for bundlers.)
 */
export const FONT_FILES: readonly { readonly family: string; readonly path: string }[] = [
  {
    family: 'Bocas Serif',
    path: require.resolve('@fontsource/libertinus-serif/files/libertinus-serif-latin-400-normal.woff'),
  },
  {
    family: 'Bocas Serif',
    path: require.resolve('@fontsource/libertinus-serif/files/libertinus-serif-latin-700-normal.woff'),
  },
  {
    family: 'Bocas Serif Extended',
    path: require.resolve('@fontsource/libertinus-serif/files/libertinus-serif-latin-ext-400-normal.woff'),
  },
  {
    family: 'Bocas Serif Extended',
    path: require.resolve('@fontsource/libertinus-serif/files/libertinus-serif-latin-ext-700-normal.woff'),
  },
  {
    family: 'Bocas Serif Greek',
    path: require.resolve('@fontsource/libertinus-serif/files/libertinus-serif-greek-400-normal.woff'),
  },
  {
    family: 'Bocas Serif Greek',
    path: require.resolve('@fontsource/libertinus-serif/files/libertinus-serif-greek-700-normal.woff'),
  },
  {
    family: 'Bocas Serif Cyrillic',
    path: require.resolve('@fontsource/libertinus-serif/files/libertinus-serif-cyrillic-400-normal.woff'),
  },
  {
    family: 'Bocas Serif Cyrillic',
    path: require.resolve('@fontsource/libertinus-serif/files/libertinus-serif-cyrillic-700-normal.woff'),
  },
  { family: 'Bocas Sans', path: SANS },
  { family: 'Bocas Sans', path: require.resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-700-normal.woff') },
]

/** The families of each choice, the first that has a character first. DejaVu Sans has the mathematics that Libertinus' text faces lack. */
const FAMILIES: Record<FontChoice, readonly string[]> = {
  serif: ['Bocas Serif', 'Bocas Serif Extended', 'Bocas Serif Greek', 'Bocas Serif Cyrillic', 'Bocas Sans'],
  sans: ['Bocas Sans'],
}

/** Sizes in points; figures are drawn at their printed size, so this is what the reader sees. */
export interface FontSizes {
  readonly label: number
  readonly tick: number
  readonly note: number
}

/** Libertinus at the size of a caption (8.5 pt); DejaVu Sans is set smaller, because its letters are larger than their size says. */
export const FONT_SIZES: Record<FontChoice, FontSizes> = {
  serif: { label: 8.5, tick: 8, note: 8 },
  sans: { label: 7.5, tick: 7, note: 7 },
}

/** A choice of font as the canvas takes it. */
export interface Face {
  readonly sizes: FontSizes
  /** In which numbers and our own words are. */
  readonly language: Language
  /** The CSS font of a size in points. */
  font(size: number, weight?: 'bold'): string
}

/** The face of a choice, with the fonts of an author for what it lacks. */
export function faceOf(typography: Typography): Face {
  return {
    sizes: FONT_SIZES[typography.font ?? 'serif'],
    language: typography.language ?? 'en',
    font: (size, weight) => `${weight === undefined ? '' : `${weight} `}${size}px ${fontFamily(typography)}`,
  }
}

/** The CSS list of families of a choice: those of an author come last, so that they change nothing that the others have. */
export function fontFamily({ font = 'serif', fonts = [] }: Typography): string {
  return [...FAMILIES[font], ...fonts.map((path) => ownFont(path).family)].map((family) => `"${family}"`).join(', ')
}

/** The part of @napi-rs/canvas that fonts need. */
interface FontRegistry {
  has(family: string): boolean
  registerFromPath(path: string, family: string): unknown
}

/**
 * Makes the bundled fonts known. Without them, text is silently left out on machines that have no fonts.
 *
 * @throws ProblemsError when a font's file cannot be read.
 */
export function registerFonts(fonts: FontRegistry): void {
  if (fonts.has(FAMILIES.sans[0] as string)) return
  for (const { family, path } of FONT_FILES) {
    if (!fonts.registerFromPath(path, family))
      throw new ProblemsError({ message: 'the font of figures cannot be read', path })
  }
}

/** Makes the fonts of an author known, each once. @throws Error when a file is no font. */
export function registerOwnFonts(registry: FontRegistry, { fonts = [] }: Typography): void {
  for (const path of fonts) {
    const { family } = ownFont(path)
    if (!registry.has(family) && !registry.registerFromPath(path, family))
      throw new Error(`the canvas cannot read the font ${path}`)
  }
}

let known: ReadonlySet<number> | undefined

/** The characters of a text that no font of a figure has, each once. */
export function missingCharacters(text: string, { fonts = [] }: Typography = {}): string[] {
  known ??= readCharacters(readFileSync(SANS))
  const all = [known, ...fonts.map((path) => ownFont(path).characters)]
  const set = hasMaths(text)
    ? splitMaths(text)
        .map((part) => part.text)
        .join('')
    : text
  return [...new Set(set)].filter((character) => !all.some((one) => one.has(character.codePointAt(0) as number)))
}

/** What to say of each character that no font of a figure has, with the text that would lose it. */
export function missingWords(text: string, typography: Typography): string[] {
  return missingCharacters(text, typography).map((character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    const which = (typography.fonts ?? []).length > 0 ? 'no font of the figure has' : 'the figure font has no'
    return `${which} "${character}" (U+${code}): it would be left out of "${text}"`
  })
}

/** What to do about characters that are missing. */
export const MISSING_HINTS = [
  "give it other words: labels: { '<value>': '<words>' }",
  "or a font that has them: defineFigures(…, { fonts: ['../../fonts/NotoSansSC-Regular.otf'] })",
]
