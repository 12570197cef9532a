import { FORM, type NamedKind } from '../inventory/inventory'
import { placeAt, type MarkupLanguage, type Reading } from './reading'

/** A place where a text names a fact, a figure, a table or a claim. */
export interface TextUse {
  readonly kind: NamedKind
  /** As the inventory has it: `mnist.adam.accuracy`, `mnist/curves`. */
  readonly name: string
  /** The part of a fact that is named: `n` in `gain:n`. */
  readonly form?: string
  /** Offset in the source. */
  readonly start: number
  /** Both from 1. */
  readonly line: number
  readonly column: number
}

/** What a text names. */
export interface UsesInText {
  readonly uses: readonly TextUse[]
  /** Places where a name is put together by code, so that reading the text does not tell it. */
  readonly computed: readonly { readonly kind: NamedKind; readonly line: number; readonly column: number }[]
}

const KINDS = { fact: 'fact', fig: 'figure', tab: 'table', claim: 'claim' } as const
type Call = keyof typeof KINDS
interface Groups {
  readonly call: Call
  readonly name: string
  readonly other: string
}

const CALLS: Readonly<Record<MarkupLanguage, RegExp>> = {
  typ: /(?<![\p{L}\p{N}_.-])(?<call>fact|fig|tab|claim)\(\s*(?:"(?<name>(?:[^"\\]|\\.)*)"\s*(?=[,)])|(?<other>[^)\s]))/gu,
  tex: /\\(?:bocas)?(?<call>fact|fig|tab|claim)(?![a-zA-Z])(?:\[[^\]]*\])?\{\s*(?<name>[^{}\\]*?)\s*\}/gu,
  md: /\{\{\s*(?<name>[^\s{}<>%]+)\s*\}\}|(?<=\]\(\s*<?)(?<call>fig|tab|claim):(?<other>[^\s()<>]+)/gu,
}

/** Files of figures and tables that are named by their path: `figures/mnist/curves.pdf`. */
const FILES =
  /(?<![\p{L}\p{N}_-])(?<call>figures|tables)\/(?<name>[A-Za-z0-9][A-Za-z0-9=+_.-]*\/[A-Za-z0-9][A-Za-z0-9=+_.-]*)/gu
const ENDING = /\.(?:pdf|svg|png|typ|tex|md|html|csv)$/

/** Finds the names by reading; nothing is executed. */
export function findUses({ live, source }: Reading, language: MarkupLanguage): UsesInText {
  const uses: TextUse[] = []
  const computed: UsesInText['computed'][number][] = []
  for (const match of live.matchAll(CALLS[language])) {
    const { call = 'fact', other, name = language === 'md' ? other : undefined } = match.groups as Partial<Groups>
    const start = language === 'md' && call === 'claim' ? openingBefore(live, match.index) : match.index
    const place = placeAt(source, start)
    // The definition of a helper is no use of it.
    if (language === 'typ' && /#?let\s+$/.test(live.slice(0, match.index))) continue
    if (name === undefined) computed.push({ kind: KINDS[call], ...place })
    else uses.push({ kind: KINDS[call], ...nameAndForm(KINDS[call], name), start, ...place })
  }
  for (const match of live.matchAll(FILES)) {
    const { call, name } = match.groups as { call: 'figures' | 'tables'; name: string }
    const kind = call === 'figures' ? 'figure' : 'table'
    uses.push({
      kind,
      ...nameAndForm(kind, name.replace(ENDING, '')),
      start: match.index,
      ...placeAt(source, match.index),
    })
  }
  return { uses: uses.sort((a, b) => a.start - b.start), computed }
}

/** Where the words begin of which `](claim:` is the end. */
function openingBefore(text: string, at: number): number {
  let depth = 0
  for (let i = at - 1; i >= 0; i--) {
    if (text[i - 1] === '\\') continue
    if (text[i] === ']') depth++
    if (text[i] === '[' && --depth === 0) return i
  }
  return at
}

/** `name:n` is a part of the fact `name`; what belongs to the paper as a whole is named without its folder. */
function nameAndForm(kind: NamedKind, name: string): { name: string; form?: string } {
  if (kind !== 'fact') return { name: kind === 'claim' ? name : name.replace(/^paper\//, '') }
  const [base = '', form] = name.split(FORM)
  return { name: base, ...(form === undefined ? {} : { form }) }
}
