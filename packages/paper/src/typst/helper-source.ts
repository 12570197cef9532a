import { wordsIn } from 'bocas/internal/made'
import type { Inventory, NamedKind } from '../inventory/inventory'
import type { Carried } from '../links/carried'
import { shortKeys } from '../links/fact-links'
import { NO_PROVENANCE, type FactsProvenance } from '../links/provenance'
import type { Use } from '../inventory/uses'
import { gapWords } from '../shared/holes'
import { parseLiteral, stringLiteral, typstPath } from './source-text'

/** The label under which every use of a fact, figure, table or claim is kept in the document, for whoever asks what a paper uses. */
export const USE_LABEL = 'bocas-use'

/** Names that do not exist and yet must not stop the compiler: they come out as visible gaps. */
export type Gaps = Readonly<Record<NamedKind, ReadonlySet<string>>>

/**
 * The text of `build/bocas.typ`: the helpers and what they can name. The same inventory gives the same text.
 *
 * Files are named relative to the helper, so that an editor's preview finds them too, whatever it takes for the root.
 *
 * @param helperFile where the text will lie (absolute).
 * @param provenance from which runs facts were made, and where they link to.
 */
export function typstHelpers(
  inventory: Inventory,
  helperFile: string,
  gaps?: Gaps,
  { facts, addresses, carried, toAppendix, language }: FactsProvenance = NO_PROVENANCE,
): string {
  const words = wordsIn(language).results.paper
  const fileEntry = (file: string): string => typstPath(helperFile, file)
  const known = <T>(of: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...of].filter(([name]) => inventory.fact.has(name)))
  const gapsOf = (kind: NamedKind): string => array([...(gaps?.[kind] ?? [])])
  return `// Made by @bocas/paper from the facts, figures and tables of this paper's tasks. Do not edit: the next build overwrites it.
//
//   #import "build/bocas.typ": fact, fig, tab, claim
//   #fact("mnist.adam.accuracy")                        a number, count or label
//   #fact("mnist.adam.accuracy:mean")                   a part of it; so are number, error, n and full
//   #fig("mnist/curves", caption: [Validation loss.])   a figure; width, alt and what Typst's figure takes may follow
//   #tab("mnist/sensitivity", caption: [Accuracy.])     a table; what Typst's figure takes may follow
//   #claim("mnist.adam-wins")[Adam is ahead.]           a sentence, and the claim in figures.ts that every build checks
//   #sources()                                          a table of the facts in the text and the runs that they come from
//
// Typst takes a semicolon right after a call for the end of the call: write \`#fact("x")\\;\` to see one.

#let _facts = ${dictionary(inventory.fact, (text) => text)}
#let _figures = ${dictionary(inventory.figure, fileEntry)}
#let _tables = ${dictionary(inventory.table, fileEntry)}
#let _claims = ${dictionary(inventory.claim, (wrong) => wrong)}
#let _sources = ${dictionary(known(facts), (fact) => [String(fact.runs.length), shortKeys(fact)])}
#let _carried = ${dictionary(carriedFacts(inventory, carried), (results) => results)}
#let _links = ${dictionary(known(addresses), (address) => address)}
#let _missing = (${Object.entries(gapWords(language))
    .map(([kind, gap]) => `${kind}: ${stringLiteral(gap)}`)
    .join(', ')})
#let _gaps = (fact: ${gapsOf('fact')}, figure: ${gapsOf('figure')}, table: ${gapsOf('table')}, claim: ${gapsOf('claim')})

// Either what \`found\` makes of the entry called \`name\`, or an error that says which name is unknown.
#let _use(kind, entries, name, found) = {
  if type(name) != str { panic("a " + kind + " is named by a string, not by a value of type " + str(type(name))) }
  if name in _gaps.at(kind) {
    box(stroke: 0.5pt + red, inset: (x: 2pt), outset: (y: 2pt), text(fill: red, _missing.at(kind) + " " + name))
  } else if name not in entries {
    panic("unknown " + kind + " " + repr(name))
  } else {
    [#metadata((kind: kind, name: name))<${USE_LABEL}>]
    found(entries.at(name))
  }
}

#let _anchor(name) = label("bocas-source " + name)

#let _linked(name, body) = {
  let base = name.split(":").first()
  if base in _links { link(_links.at(base), body) } else { ${toAppendix ? TO_APPENDIX : 'body'} }
}

#let fact(name) = _use("fact", _facts, name, text => _linked(name, text))

#let sources() = context {
  set par(justify: false, first-line-indent: 0pt)
  let uses = query(<${USE_LABEL}>).map(use => use.value).filter(use => use.kind == "fact")
  let names = uses.map(use => use.name.split(":").first()).dedup()
  let row(name) = {
    let (runs, keys) = _sources.at(name, default: ("?", ${stringLiteral(words.notRecorded)}))
    // A long name breaks at its points.
    ([#metadata(name)#_anchor(name)#raw(name.replace(".", ".\\u{200b}"))#if name in _carried [#super[†]]], _facts.at(name, default: ""), runs, raw(keys))
  }
  table(
    columns: (5fr, 4fr, auto, auto), stroke: none, align: (left, left, right, left),
    table.hline(stroke: 0.8pt),
    table.header([${words.fact}], [${words.says}], [${words.runs}], [${words.keys}]),
    table.hline(stroke: 0.5pt),
    ..names.map(row).flatten(),
    table.hline(stroke: 0.8pt),
  )
  let carried = names.map(name => _carried.at(name, default: ())).flatten().dedup()
  if carried.len() > 0 {
    let reasons = carried.map(one => one.slice(one.position(" ") + 1)).dedup().sorted()
    let results = if carried.len() == 1 [${words.oneCarried}] else [${words.carried('#carried.len()')}]
    par[#super[†] #results #reasons.join("; ")]
  }
}

#let claim(name, ..words) = {
  _use("claim", _claims, name, wrong => none)
  let said = words.pos().join()
  if _claims.at(name, default: "") == "" { said } else {
    text(fill: red, said)
    super(text(fill: red)[${words.brokenClaim}])
  }
}

// By itself as wide as it was drawn, and never more than the column.
#let fig(name, caption: none, width: auto, alt: none, ..options) = figure(
  _use("figure", _figures, name, file => image(file, width: width, alt: alt)),
  kind: image,
  caption: caption,
  ..options,
)

#let tab(name, caption: none, ..options) = figure(
  _use("table", _tables, name, file => include file),
  kind: table,
  caption: caption,
  ..options,
)
`
}

/** By the name of a fact: the results behind it that were carried over, as `<key> <reasons>`. */
function carriedFacts(inventory: Inventory, carried: Carried): Map<string, string[]> {
  return new Map(
    [...inventory.fact.keys()].flatMap((name) => {
      const results = [...(carried.get(`fact ${name}`) ?? [])].map(([key, reasons]) => `${key} ${reasons.join('; ')}`)
      return results.length > 0 ? [[name, results] as const] : []
    }),
  )
}

/** A text without the table has nothing to link to. */
const TO_APPENDIX = 'context { if query(_anchor(base)).len() == 1 { link(_anchor(base), body) } else { body } }'

/** The kind and the name of the message that the helpers stop with, if it is one of theirs. */
export function parseUnknown(message: string): Use | undefined {
  const [, kind, literal] = /^unknown (fact|figure|table|claim) (".*")$/su.exec(message) ?? []
  const name = literal === undefined ? undefined : parseLiteral(literal)
  return name === undefined ? undefined : { kind: kind as NamedKind, name }
}

function dictionary<T>(entries: ReadonlyMap<string, T>, valueOf: (value: T) => string | readonly string[]): string {
  if (entries.size === 0) return '(:)'
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
  const written = (value: string | readonly string[]): string =>
    typeof value === 'string' ? stringLiteral(value) : array(value)
  return `(\n${sorted.map(([name, value]) => `  ${stringLiteral(name)}: ${written(valueOf(value))},\n`).join('')})`
}

function array(names: readonly string[]): string {
  return `(${names.map((name) => `${stringLiteral(name)},`).join('')})`
}
