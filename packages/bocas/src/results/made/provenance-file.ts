import { readFile } from 'node:fs/promises'
import { canonicalJson } from '../../keys/canonical-json'
import { writeWhole } from '../../files/write-whole'
import { fromForm, toForm, cannotRead } from '../stored/form-file'
import { sortedByName } from '../../collections'
import type { Criterion } from '../runs/choice'
import { PROVENANCE_FORMAT, provenanceSchema, type ProvenanceFile } from './provenance-schema'

/**
 * Writes which runs made what. Equal provenance give equal bytes: nothing of time, place or machine is in it. It appears whole or not at all.
 *
 * @throws Error that says what does not fit the form.
 */
export async function writeProvenance(file: string, provenance: Omit<ProvenanceFile, 'format'>): Promise<void> {
  const { runs } = provenance
  // There are thousands of runs, and nothing of them is written in another form.
  const written = toForm(provenanceSchema, { format: PROVENANCE_FORMAT, ...provenance, runs: {} }, file)
  const { files, ties = [], chosen = [], facts, claims = {}, figures, tables, ...head } = written
  const claimed = Object.keys(claims).length === 0 ? {} : { claims: sortedByName(claims) }
  const made = {
    facts: sortedByName(facts),
    ...claimed,
    figures: sortedByName(figures),
    tables: sortedByName(tables),
  }
  const body = {
    ...head,
    files: sortedByName(files),
    runs: sortedByName(runs),
    ...(ties.length === 0 ? {} : { ties: [...ties].sort() }),
    ...(chosen.length === 0 ? {} : { chosen: criteriaOnce(chosen) }),
    ...made,
  }
  await writeWhole(file, `${JSON.stringify(body, null, 1)}\n`)
}

/** By what settings were chosen, each once, in the same order whatever was shown first: of one file, and of all that were read. */
export const criteriaOnce = (chosen: readonly Criterion[]): Criterion[] =>
  Object.values(sortedByName(Object.fromEntries(chosen.map((one) => [canonicalJson(one), one]))))

/**
 * Reads which runs made what.
 *
 * @throws Error when the file is not there or has another form; it says where.
 */
export async function readProvenance(file: string): Promise<ProvenanceFile> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw cannotRead('nothing says which runs made these', error, file)
  }
  return parseProvenance(text, file)
}

/**
 * Reads the text of such a file, wherever it came from.
 *
 * @throws Error when it has another form; it says where.
 */
export const parseProvenance = (text: string, file: string): ProvenanceFile =>
  fromForm(provenanceSchema, text, { file, format: PROVENANCE_FORMAT, isNone: 'this is no JSON' })
