import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { claimWords, judgeClaims, madeDigest, wordsOfFact, type FactsFile, isUnreadable } from 'bocas/internal'

/** A picture that every reader of SVG draws. */
export const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="teal"/></svg>'

/** One grey dot. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

/**
 * Makes a paper folder (named `paper`) in a temporary place, for specs. Keys are paths inside it. Where facts, figures and tables lie without a word of what they
 * were made from, it is written beside them.
 */
export function makePaper(files: Readonly<Record<string, string | Buffer>>): string {
  const paperDir = path.join(mkdtempSync(path.join(os.tmpdir(), 'bocas-paper-')), 'paper')
  mkdirSync(paperDir)
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(paperDir, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, /^facts\/.*\.json$/.test(name) ? completed(text.toString()) : text)
  }
  sealMade(paperDir)
  if (existsSync(path.join(paperDir, 'drafts'))) sealMade(path.join(paperDir, 'drafts'))
  return paperDir
}

/** Writes `provenance/<task>.json` for what lies in the folder now, as the figures would have, except where there is one already. */
export function sealMade(paperDir: string, { again = false }: { readonly again?: boolean } = {}): void {
  const names = (folder: string): string[] =>
    existsSync(path.join(paperDir, folder)) ? readdirSync(path.join(paperDir, folder)).sort() : []
  const tasks = new Set([
    ...names('facts').map((name) => path.basename(name, '.json')),
    ...names('figures'),
    ...names('tables'),
  ])
  for (const task of tasks) {
    const file = path.join(paperDir, 'provenance', `${task}.json`)
    if (existsSync(file) && !again) continue
    const factsOf = path.join(paperDir, 'facts', `${task}.json`)
    const made = [
      ...(existsSync(factsOf) ? [['facts.json', `facts/${task}.json`]] : []),
      ...['figures', 'tables'].flatMap((kind) =>
        names(`${kind}/${task}`).map((name) => [`${kind}/${name}`, `${kind}/${task}/${name}`]),
      ),
    ]
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(
      file,
      JSON.stringify({
        format: 3,
        task,
        files: Object.fromEntries(made.map(([name, place]) => [name, madeDigest(path.join(paperDir, place!))])),
        ...evidenceOf(factsOf),
        figures: {},
        tables: {},
      }),
    )
  }
}

/** Facts with the forms that their values give, and with a run. */
function completed(text: string): string {
  try {
    const file = JSON.parse(text) as FactsFile
    const facts = Object.entries(file.facts).map(([name, fact]) => {
      const forms = fact.kind === 'label' ? {} : { forms: wordsOfFact(fact).forms }
      return [name, { ...fact, ...forms, runs: fact.runs.length > 0 ? fact.runs : [`${file.task}/run`] }]
    })
    return JSON.stringify({ ...file, facts: Object.fromEntries(facts) })
  } catch {
    // Some tests write facts that are none: those stay as they are.
    return text
  }
}

/** Values that give what the facts and the claims say. */
function evidenceOf(file: string): { runs: object; facts: object; claims: object } {
  let facts: FactsFile['facts'] = {}
  let claims: NonNullable<FactsFile['claims']> = {}
  try {
    ;({ facts, claims = {} } = JSON.parse(readFileSync(file, 'utf8')) as FactsFile)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    // No facts, or none that can be read.
  }
  const verdicts = judgeClaims(claims)
  const runs = new Set([...Object.values(facts), ...Object.values(claims)].flatMap((one) => one.runs ?? []))
  return {
    runs: Object.fromEntries([...runs].map((run) => [run, { key: run, config: {} }])),
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, { runs: fact.runs, ...valuesOf(fact) }]),
    ),
    claims: Object.fromEntries(
      Object.entries(claims).map(([name, claim]) => [
        name,
        {
          runs: claim.runs,
          text: claimWords(claim),
          holds: verdicts.get(name)!.holds,
          ...(claim.kind === 'numbers' && {
            terms: claim.numbers.map(({ value }) => ({ name: 'a', runs: claim.runs, values: [value] })),
          }),
        },
      ]),
    ),
  }
}

function valuesOf(fact: FactsFile['facts'][string]): object {
  if (!('mean' in fact)) return { terms: [{ name: 'runs', runs: fact.runs, values: [] }] }
  const runs = fact.runs.slice(0, 1)
  if (fact.kind !== 'estimate') return { terms: [{ name: 'a', runs, values: [fact.mean] }] }
  const half = (fact.sd ?? 0) * Math.sqrt((fact.n - 1) / 2)
  const values =
    fact.n < 2
      ? [fact.mean]
      : [fact.mean - half, fact.mean + half, ...Array.from({ length: fact.n - 2 }, () => fact.mean)]
  return { terms: values.map((value) => ({ name: 'run', runs, values: [value] })) }
}

/** The text of a facts file with these labels. */
export function factsFile(task: string, facts: Readonly<Record<string, string>>): string {
  const entries = Object.entries(facts).map(([name, text]) => [name, { kind: 'label', text, runs: [`${task}/run`] }])
  return JSON.stringify({ format: 3, task, facts: Object.fromEntries(entries) })
}
