const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Chinese, Japanese, Korean and emoji: twice as wide as a letter, and a line may break between any two of them. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u

const charactersOf = (text: string): string[] => [...graphemes.segment(text)].map(({ segment }) => segment)

/** About how wide a text is, in letters. */
export function widthOf(text: string): number {
  return charactersOf(text).reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0)
}

/** A piece of text that stays together, and what joins it to the one before. */
interface Piece {
  readonly text: string
  readonly joint: ' ' | ''
  readonly width: number
}

interface Line {
  readonly text: string
  readonly width: number
}

/**
 * Text in lines of at most about `most` letters, joined by line feeds; of all ways to need as few lines the one with the shortest longest line. Lines break at
 * spaces; words that are too long break after punctuation (`a_long_/name`), and where there is none, anywhere.
 */
export function wrapText(text: string, most: number): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (widthOf(plain) <= most) return plain
  const pieces = piecesOf(plain, most)
  const fewest = fill(pieces, most)
  let lines = fewest
  for (let width = most - 1; width > 0; width--) {
    const narrower = fill(pieces, width)
    if (narrower.length > fewest.length || narrower.some((line) => line.width > width)) break
    lines = narrower
  }
  return lines.map((line) => line.text).join('\n')
}

function fill(pieces: readonly Piece[], most: number): Line[] {
  const lines: Line[] = []
  for (const { text, joint, width } of pieces) {
    const line = lines.at(-1)
    const longer = (line?.width ?? 0) + joint.length + width
    if (line !== undefined && longer <= most)
      lines[lines.length - 1] = { text: line.text + joint + text, width: longer }
    else lines.push({ text, width })
  }
  return lines
}

function piecesOf(text: string, most: number): Piece[] {
  return text.split(' ').flatMap((word) => {
    const parts = widthOf(word) <= most && !WIDE.test(word) ? [word] : partsOf(word, most)
    return parts.map((part, index): Piece => ({ text: part, joint: index === 0 ? ' ' : '', width: widthOf(part) }))
  })
}

/** The parts of a long word between which a line may break. */
function partsOf(word: string, most: number): string[] {
  const atPunctuation = word.match(/[^-_/.=+:,]*[-_/.=+:,]+|[^-_/.=+:,]+/g) ?? [word]
  return atPunctuation.flatMap((part) => {
    const characters = charactersOf(part)
    if (characters.some((character) => WIDE.test(character))) return characters
    const count = Math.ceil(characters.length / most)
    const size = Math.ceil(characters.length / count)
    return Array.from({ length: count }, (_, index) => characters.slice(index * size, (index + 1) * size).join(''))
  })
}
