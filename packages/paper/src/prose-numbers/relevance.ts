import { leastOf } from 'bocas/internal/light'
import type { ProseNumber } from './prose-number'
import type { SaidFact } from './said-fact'
import { isWord, spokenOf, wordsOf, type Spoken, type SpokenIn } from './spoken'

/** How surely the text speaks of a fact where it types a number. */
export interface Relevance {
  /** The more, the surer. */
  readonly score: number
  /** Whether the sentence says all words of its name, in its own or in other words; one, or the task, literally. */
  readonly all: boolean
  /** Whether its paragraph says all of them; one of them, literally. */
  readonly around: boolean
  readonly some: boolean
}

/** A word that stands so many words away from the number counts half of what its nearness adds. */
const HALF = 6
const IN_PARAGRAPH = 0.3
const IN_HEAD = 2
const UNSAID = -0.5

/** What stands around a number, from the nearest on. */
interface Surroundings {
  readonly sentence: Spoken
  /** The head of its column, or the name that code gives it. */
  readonly heads: readonly Spoken[]
  readonly paragraph: Spoken
  readonly heading: Spoken
}

const SILENCE = spokenOf([])

/**
 * How surely the text speaks of a fact. Words of its name in the sentence count most, the nearer to the number the more, and those before it more than those
 * behind; words of the paragraph, of the heading and of what the fact measures count a little; a word of the name that is said nowhere counts against it.
 */
export function relevanceOf(number: ProseNumber, fact: SaidFact, spoken: SpokenIn): Relevance {
  const { words, task } = fact
  const around = surroundingsOf(number, spoken)
  const { sentence, heads, paragraph, heading } = around
  const inSentence = (word: string): boolean => sentence.says(word) || heads.some((head) => head.says(word))
  const isLiteral = [...words, ...task].some((word) =>
    [sentence, heading, ...heads].some((part) => part.saysItself(word)),
  )
  return {
    score: scoreOf(number, fact, around),
    all: words.length > 0 && isLiteral && words.every(inSentence),
    around: words.length > 0 && words.every((word) => inSentence(word) || paragraph.says(word)),
    some: words.some((word) => [sentence, paragraph, ...heads].some((part) => part.saysItself(word))),
  }
}

function surroundingsOf(number: ProseNumber, spoken: SpokenIn): Surroundings {
  const named = number.named?.replace(/([a-z])([A-Z])/g, '$1 $2')
  return {
    sentence: spoken(number.sentence),
    heads: [...number.heads.map(spoken), ...(named === undefined ? [] : [spokenOf(wordsOf(named))])],
    paragraph: spoken(number.paragraph),
    heading: number.heading === undefined ? SILENCE : spoken(number.heading),
  }
}

function scoreOf(number: ProseNumber, { words, task, metric }: SaidFact, around: Surroundings): number {
  const { sentence, heads, paragraph, heading } = around
  const inHeads = (word: string): boolean => heads.some((head) => head.says(word))
  const isAround = (word: string): boolean => paragraph.says(word) || heading.says(word)
  const ofWord = (word: string): number => {
    if (inHeads(word)) return IN_HEAD
    if (sentence.says(word)) return 1 + HALF / (HALF + distanceTo(word, number, sentence))
    return isAround(word) ? IN_PARAGRAPH : UNSAID
  }
  /** What belongs to the fact and not to its name. */
  const ofContext = (context: readonly string[], near: number, far: number): number =>
    context.some((word) => sentence.says(word) || inHeads(word)) ? near : context.some(isAround) ? far : 0
  const measured = metric.filter((word) => !words.includes(word))
  return words.reduce((sum, word) => sum + ofWord(word), 0) + ofContext(task, 0.8, 0.4) + ofContext(measured, 0.5, 0.1)
}

/** How many words are between the number and the nearest one that is meant; those behind the number are further. */
function distanceTo(word: string, { start }: ProseNumber, { words }: Spoken): number {
  const before = words.filter(({ at }) => at < start).length
  const distances = words.flatMap((one, index) => {
    if (!isWord(one.word, word)) return []
    return [index < before ? before - index - 1 : (index - before) * 1.5 + 1]
  })
  return leastOf(distances)
}
