/** A word of a filter. */
export interface FilterWord {
  /** As it reads without its quotes. */
  readonly text: string
  /** Of `key=value`: what stands before the sign, the sign, and the values between commas. */
  readonly condition?: { readonly id: string; readonly sign: string; readonly values: readonly FilterValue[] }
}

/** A value that is asked for. In quotes it is that text; without them, nothing stands for what there is not. */
export interface FilterValue {
  readonly text: string
  readonly isQuoted: boolean
}

/** A letter of a word; in quotes it is text, whatever it is. A quote that holds something together is itself an empty text. */
interface Letter {
  readonly letter: string
  readonly isText: boolean
}

/** The words of a filter. Quotes hold together what has spaces, commas or signs in it; a quote within them is written twice, as in CSV. */
export function filterWords(filter: string): FilterWord[] {
  const words: Letter[][] = [[]]
  let isText = false
  for (let at = 0; at < filter.length; at++) {
    const letter = filter[at]!
    const word = words.at(-1)!
    if (letter === '"' && isText && filter[at + 1] === '"') {
      word.push({ letter, isText })
      at++
    } else if (letter === '"') {
      isText = !isText
      word.push({ letter: '', isText: true })
    } else if (!isText && /\s/.test(letter)) words.push([])
    else word.push({ letter, isText })
  }
  return words.filter((word) => word.length > 0).map(wordOf)
}

const textOf = (letters: readonly Letter[]): string => letters.map(({ letter }) => letter).join('')

function wordOf(word: readonly Letter[]): FilterWord {
  const text = textOf(word)
  // Quotes around the whole of it hold it together, and no more: `"lr=0.1"`.
  const letters = word.every(({ isText }) => isText) ? word.map(({ letter }) => ({ letter, isText: false })) : word
  // One letter for each: what is text is no sign.
  const plain = letters.map(({ letter, isText }) => (isText ? '\u0000' : letter || '\u0000')).join('')
  const { index = 0, 0: sign = '' } = /!=|>=|<=|=|>|</.exec(plain) ?? {}
  const rest = plain.slice(index + sign.length)
  // The name of a run has signs too: `lr=0.1+seed=3`.
  if (index === 0 || rest.includes('=')) return { text }
  const values: Letter[][] = [[]]
  for (const one of letters.slice(index + sign.length)) {
    if (one.letter === ',' && !one.isText) values.push([])
    else values.at(-1)!.push(one)
  }
  return {
    text,
    condition: {
      id: textOf(letters.slice(0, index)),
      sign,
      values: values.map((value) => ({ text: textOf(value), isQuoted: value.some(({ isText }) => isText) })),
    },
  }
}

/** A word that leaves what has this value in a column, whatever either is called. */
export const filterWord = (id: string, value: string): string => `${quoted(id)}=${quoted(value)}`

const quoted = (text: string): string =>
  text === '' || /[\s",=<>!]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
