import type { Span } from '../text/find-tables'

/** A word of the text, in small letters, and where it stands. */
export interface SpokenWord {
  readonly word: string
  readonly at: number
}

/** A part of the text, and what it says. */
export interface Spoken {
  readonly words: readonly SpokenWord[]
  /** Whether it says a word of a name, in its own or in other words. */
  says(word: string): boolean
  /** Whether it says the word itself. */
  saysItself(word: string): boolean
}

export type SpokenIn = (span: Span) => Spoken

/** Many numbers share a sentence, and many facts ask for the same words: each part is read once, and each word looked for once in it. */
export function spokenIn(prose: string): SpokenIn {
  const known = new Map<string, Spoken>()
  return ({ start, end }) => {
    const id = `${start} ${end}`
    const found = known.get(id) ?? spokenOf(wordsOf(prose.slice(start, end), start))
    known.set(id, found)
    return found
  }
}

/** Words, wherever they stand. */
export function spokenOf(words: readonly SpokenWord[]): Spoken {
  const distinct = [...new Set(words.map(({ word }) => word))]
  const remembered = (test: (spoken: string, word: string) => boolean): ((word: string) => boolean) => {
    const answers = new Map<string, boolean>()
    return (word) => {
      const answer = answers.get(word) ?? distinct.some((spoken) => test(spoken, word))
      answers.set(word, answer)
      return answer
    }
  }
  return { words, says: remembered(isWord), saysItself: remembered(isSame) }
}

/** `forest.macroF1` → forest, macro, f1. */
export const wordsOf = (text: string, start = 0): SpokenWord[] =>
  [...text.matchAll(/\p{L}[\p{L}\p{N}]*/gu)].map(({ index, 0: word }) => ({
    word: word.toLowerCase(),
    at: start + index,
  }))

/** Other words for what facts are called. A table of the commonest: what is not in it is found by its own name alone. */
const SYNONYMS: Readonly<Record<string, RegExp>> = {
  accuracy: /^(?:accura|correct|classif|recogni|genauigk|korrekt|exactitu|justesse|precisión|acierto)/,
  error: /^(?:err|wrong|mistake|misclassif|fehler)/,
  errors: /^(?:err|wrong|mistake|misclassif|fehler)/,
  gap: /^(?:ahead|behind|lead|better|worse|differ|advantage|margin|exceed|beat|outperform|higher|lower|gain|vorsprung|abstand|besser|schlechter|écart|meilleur|ventaja|mejor|diferenc|différ)/,
  gain: /^(?:ahead|better|improv|increas|exceed|beat|outperform|higher|gap)/,
  difference: /^(?:ahead|behind|better|worse|gap|margin|exceed|higher|lower)/,
  speedup: /^(?:faster|quicker|slower)/,
  slowdown: /^(?:slower|faster|longer)/,
  seconds: /^(?:time|second|took|takes)$/,
  neighbours: /^(?:neighbo|knn)/,
  loss: /^(?:verlust|perte|pérdida)/,
  mlp: /^perceptron/,
  cnn: /^convolution/,
}

/** Whether a word of the text is a word of a name, one or many of them. */
export function isSame(spoken: string, word: string): boolean {
  const [a, b] = [spoken.replace(/s$/, ''), word.replace(/s$/, '')]
  return a === b || (b.length >= 4 && a.startsWith(b)) || (a.length >= 4 && b.startsWith(a))
}

/** Whether it is that, or another word for it. */
export const isWord = (spoken: string, word: string): boolean =>
  isSame(spoken, word) || (Object.hasOwn(SYNONYMS, word) && SYNONYMS[word]!.test(spoken))
