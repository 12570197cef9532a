import { type Language, wordsIn } from 'bocas/internal'
import { type TableCell, missingRuns, type FormattedNumber } from './table'

/** A piece of a cell. Hidden text takes its place and is not seen. */
export interface Ink {
  readonly text: string
  readonly isHidden: boolean
}

/** A cell as pieces, padded with hidden digits, so that decimal points and ± stand one below the other when cells are centred. */
export interface CellInk {
  readonly before: string
  /** What marks apply to. */
  readonly numbers: readonly Ink[]
  readonly signs: string
  /** Hidden: the digits and signs that others have more of at the end. */
  readonly after: string
  readonly afterSigns: string
  /** `(4/5)`, and the same hidden. */
  readonly missing: string
  readonly afterMissing: string
}

/** Numbers between separators: `['', ' ± ', '']` around two numbers. */
interface Shape {
  readonly separators: readonly string[]
  readonly numbers: readonly string[]
}

function shapeOf({ center, error, interval }: FormattedNumber, between: string): Shape {
  if (interval !== null) return { numbers: [center, interval.low, interval.high], separators: ['', ' [', between, ']'] }
  if (error !== null) return { numbers: [center, error], separators: ['', ' ± ', ''] }
  return { numbers: [center], separators: ['', ''] }
}

/** Whether a number can be aligned with others: digits, perhaps with a sign and a point. */
const isPlain = (number: string, mark: string): boolean =>
  /^−?\d+(\.\d+)?$/.test(mark === '.' ? number : number.replaceAll('.', ' ').replace(mark, '.'))

/** A number in front of and behind its decimal mark; the mark is part of what is behind. */
function halves(number: string, mark: string): [string, string] {
  const point = number.indexOf(mark)
  return point < 0 ? [number, ''] : [number.slice(0, point), number.slice(point)]
}

const longest = (texts: readonly string[]): string => texts.reduce((a, b) => (b.length > a.length ? b : a), '')
/** What `text` lacks in comparison with `model`, at its beginning or at its end, as text of that width. */
const lackBefore = (text: string, model: string): string => model.slice(0, Math.max(0, model.length - text.length))
const lackAfter = (text: string, model: string): string => model.slice(text.length)

/** The cells of a column, padded to one width each. */
export function alignColumn(cells: readonly TableCell[], language?: Language): (CellInk | null)[] {
  const { decimalMark: mark, results } = wordsIn(language)
  const shapes = cells.map(({ value }) => (value === null ? null : shapeOf(value.shown, results.between)))
  const aligned = shapes.map((shape, row) =>
    shape !== null && cells[row]!.value!.shown.exponent === 0 && shape.numbers.every((number) => isPlain(number, mark))
      ? shape
      : null,
  )
  const present = aligned.filter((shape) => shape !== null)
  const full = present.reduce((a, b) => (b.numbers.length > a.numbers.length ? b : a), {
    numbers: [],
    separators: [''],
  } as Shape)
  const models = full.numbers.map((_, place) => {
    const all = present.flatMap(({ numbers }) => (numbers[place] === undefined ? [] : [halves(numbers[place], mark)]))
    return [longest(all.map(([front]) => front)), longest(all.map(([, back]) => back))] as const
  })
  const signs = longest(cells.map(({ value }) => value?.signs ?? ''))
  const missing = longest(cells.map(missingRuns))
  return cells.map((cell, row) => {
    const shape = shapes[row]
    if (cell.value === null || shape === null || shape === undefined) return null
    const own = { signs: cell.value.signs, missing: missingRuns(cell) }
    const tail = { afterSigns: lackAfter(own.signs, signs), afterMissing: lackAfter(own.missing, missing) }
    const isAligned = aligned[row] !== null
    return { ...own, ...tail, ...(isAligned ? padded(shape, full, models, mark) : bare(shape)) }
  })
}

function bare({ numbers, separators }: Shape): Pick<CellInk, 'before' | 'numbers' | 'after'> {
  const text = numbers.reduce((all, number, place) => `${all}${number}${separators[place + 1]}`, '')
  return { before: '', numbers: [{ text, isHidden: false }], after: '' }
}

function padded(
  { numbers, separators }: Shape,
  full: Shape,
  models: readonly (readonly [string, string])[],
  mark: string,
): Pick<CellInk, 'before' | 'numbers' | 'after'> {
  const inks: Ink[] = []
  const add = (text: string, isHidden: boolean) => {
    if (text === '') return
    const last = inks.at(-1)
    if (last?.isHidden === isHidden) inks[inks.length - 1] = { text: last.text + text, isHidden }
    else inks.push({ text, isHidden })
  }
  full.numbers.forEach((_, place) => {
    const [front, back] = models[place]!
    const number = numbers[place]
    if (number === undefined) return add(`${full.separators[place]}${front}${back}`, true)
    const [ownFront, ownBack] = halves(number, mark)
    add(separators[place]!, false)
    add(lackBefore(ownFront, front), true)
    add(number, false)
    add(lackAfter(ownBack, back), true)
  })
  add(full.separators.at(-1)!, numbers.length < full.numbers.length)
  const before = inks[0]!.isHidden ? inks.shift()!.text : ''
  const after = inks.at(-1)!.isHidden ? inks.pop()!.text : ''
  return { before, numbers: inks, after }
}
