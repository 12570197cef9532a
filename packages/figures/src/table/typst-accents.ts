/**
 * Marks as they stand by themselves, as every font of text has them. Where Unicode has no character for a letter with its mark (`f̂`), fonts put the mark where it would be
 * over an x, across a taller letter; and Typst's own `accent` takes the marks of mathematics, which are others than those of `â` beside it. Of vectors alone there is no other.
 */
const ALONE: Readonly<Record<string, string>> = {
  '\u0302': 'ˆ',
  '\u0303': '˜',
  '\u0304': '¯',
  '\u0307': '˙',
  '\u0308': '¨',
  '\u030c': 'ˇ',
  '\u20d7': '→',
}

const ACCENTED = new RegExp(`([^\\s\\p{M}][${Object.keys(ALONE).join('')}](?!\\p{M}))`, 'u')

/** How Typst is told a text in which marks may stand over letters that have none in Unicode; {@link withOver} says how they are set. */
export const withAccents =
  (escape: (text: string) => string) =>
  (text: string): string =>
    text
      .normalize('NFC')
      .split(ACCENTED)
      .map((part, at) => {
        if (at % 2 === 0) return part === '' ? '' : escape(part)
        const mark = part.at(-1)!
        return `#over[${escape(part.slice(0, -1))}][${ALONE[mark]!}];`
      })
      .join('')

/** A mark over a letter: raised by as much as the letter is taller than an x. */
const OVER = [
  '#let over(letter, mark) = context {',
  '  let inked(it) = text(top-edge: "bounds", bottom-edge: "baseline", it)',
  '  let ink(it) = measure(inked(it)).height',
  '  if mark == [→] {',
  '    let (font, weight) = (text.font, text.weight)',
  '    math.equation(math.accent(box(text(font: font, weight: weight, inked(letter))), "→"))',
  '  } else {',
  '    box({',
  '      letter',
  '      place(bottom + center, dy: -calc.max(0pt, ink(letter) - ink[x]), mark)',
  '    })',
  '  }',
  '}',
]

/** The source with what its marks need, if it has any. */
export const withOver = (source: string): string => (source.includes('#over[') ? [...OVER, source].join('\n') : source)
