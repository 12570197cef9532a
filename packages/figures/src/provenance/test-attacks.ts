import { madeDigest, type MadePlaces } from 'bocas/internal'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What an attacker may write has no form. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = Record<string, any>

/** What a person could do to the files behind our back. */
export function attacksOn(places: MadePlaces) {
  const edit = (file: string, change: (json: Json) => void) => (): void => {
    const json = JSON.parse(readFileSync(file, 'utf8')) as Json
    change(json)
    writeFileSync(file, JSON.stringify(json))
  }
  const figure = (name: string) => join(places.figures, name)
  const facts = (change: (facts: Json) => void) => edit(places.facts, ({ facts: all }) => change(all as Json))
  const claims = (change: (claims: Json) => void) => edit(places.facts, ({ claims: all }) => change(all as Json))
  const provenance = (change: (provenance: Json) => void) => edit(places.provenance, change)
  const seal = (): void => {
    const digest = madeDigest(places.facts)
    provenance((read) => ((read.files as Json)['facts.json'] = digest))()
  }
  return {
    figure,
    table: (name: string) => join(places.tables, name),
    facts,
    claims,
    provenance,
    /** The claims, what they were made from, and the digest of their file. */
    sealedClaims: (change: (claims: Json, provenance: Json) => void) => (): void => {
      claims((all) => provenance((read) => change(all, read))())()
      seal()
    },
    /** The facts, and the digest of their file as well. */
    both: (change: (facts: Json, provenance: Json) => void) => (): void => {
      facts((all) => provenance((read) => change(all, read))())()
      seal()
    },
  }
}
