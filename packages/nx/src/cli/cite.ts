import { join } from 'node:path'
import { readJson } from '../shared/read-json'
import { citation, peopleOf, unknownLicences } from './archives/citation'
import type { Manifest } from './archives/evidence'
import { CommandError, EXIT, type CliCommand } from './command'

export const cite: CliCommand = {
  name: 'cite',
  summary: 'prints a CITATION.cff, made from package.json',
  usage: '> CITATION.cff',
  details: `Title, authors, version, licence and address are those of the package.json of the workspace. Fields that it does not have are left out.`,
  options: {},
  words: [0, 0],
  run(_, { root, print, complain }) {
    const manifest = readJson<Manifest>(join(root, 'package.json')) ?? {}
    if (peopleOf(manifest).length === 0)
      throw new CommandError([
        {
          message: 'package.json names no author, and a citation has one',
          hint: '"author": "Ada Lovelace", and the others as "contributors": ["…"]',
        },
      ])
    const unknown = unknownLicences(manifest)
    if (unknown.length > 0)
      complain(`⚠ the Citation File Format 1.2.0 has no word for the licence ${unknown.join(', ')}: it is left out`)
    print(citation(manifest).trimEnd())
    return Promise.resolve(EXIT.ok)
  },
}
