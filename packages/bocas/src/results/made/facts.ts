import { readFile } from 'node:fs/promises'
import { ProblemsError } from '../../problems'
import { writeWhole } from '../../files/write-whole'
import { nameInText } from './name-in-text'
import { countWords, measuredWords, type FactWords } from './fact-words'
import { fromForm, toForm, cannotRead } from '../stored/form-file'
import { sortedByName } from '../../collections'
import { FACTS_FORMAT, factsSchema, type Fact, type FactsFile } from './facts-schema'

/**
 * Writes a file of facts: equal facts give equal bytes. It appears whole or not at all.
 *
 * @throws Error that says which fact is not one.
 */
export async function writeFacts(file: string, { task, facts, claims = {} }: Omit<FactsFile, 'format'>): Promise<void> {
  const hasClaims = Object.keys(claims).length > 0
  const given = { format: FACTS_FORMAT, task, facts, ...(hasClaims ? { claims } : {}) }
  const written = toForm(factsSchema, given, file)
  const claimed = written.claims === undefined ? {} : { claims: sortedByName(written.claims) }
  await writeWhole(file, `${JSON.stringify({ ...written, facts: sortedByName(written.facts), ...claimed }, null, 2)}\n`)
}

/**
 * Reads a file of facts. What a fact says is put into words again from its values: a file in which the two differ was edited by hand, and is refused.
 *
 * @throws Error when the file is not there, does not hold facts, or holds one that says something else than its values; it says where, a line for each.
 */
export async function readFacts(file: string): Promise<FactsFile> {
  const { facts, forged } = await loadFacts(file)
  if (forged.length > 0) throw new ProblemsError(forged.map((line) => ({ message: line, path: file })))
  return facts
}

/**
 * The same, for whoever also needs the facts of a file that was edited by hand.
 *
 * @returns the facts, and a line for each that says something else than its values.
 * @throws Error when the file is not there or does not hold facts.
 */
export async function loadFacts(file: string): Promise<{ facts: FactsFile; forged: readonly string[] }> {
  const isNone = 'the facts cannot be read'
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw cannotRead(isNone, error, file)
  }
  const facts = fromForm(factsSchema, text, { file, format: FACTS_FORMAT, isNone })
  const forged = Object.entries(facts.facts).flatMap(([name, fact]) => {
    const problem = wordsProblem(fact)
    return problem === undefined ? [] : [`\`${nameInText('fact', facts.task, name)}\` ${problem}`]
  })
  return { facts, forged }
}

/** How a fact's words differ from what its values say; undefined when they do not. */
export function wordsProblem(fact: Fact): string | undefined {
  const given = wordsOfFact(fact)
  if (given.text !== fact.text) return `says ${fact.text}, its values give ${given.text}`
  const { forms } = fact as { forms?: Readonly<Record<string, string>> }
  if (forms === undefined) return undefined
  const other = [...new Set([...Object.keys(forms), ...Object.keys(given.forms)])].find(
    (form) => forms[form] !== given.forms[form],
  )
  if (other === undefined) return undefined
  return `says ${forms[other] ?? 'nothing'} as its ${other}, its values give ${given.forms[other] ?? 'nothing'}`
}

/** The words that follow from a fact's values; a label is its own word. */
export function wordsOfFact(fact: Fact): FactWords {
  const { text, forms } = plainWords(fact)
  return { text, forms: { ...forms, ...noteForm(fact.said) } }
}

function plainWords(fact: Fact): FactWords {
  if (fact.kind === 'label') return { text: fact.text, forms: {} }
  if (fact.kind === 'count') return countWords(fact.count, fact.of, fact.thousands, fact.language)
  return measuredWords(fact.kind === 'estimate' ? fact : { ...fact, sd: null }, fact)
}

/** What is said of how the runs were chosen, as a form of its own. */
export const noteForm = (notes: readonly string[] = []): { note?: string } =>
  notes.length === 0 ? {} : { note: notes.join('; ') }
