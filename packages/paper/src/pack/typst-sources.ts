import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { filesBelow, isFile, posixRelative } from 'bocas/internal/made'
import { PaperError } from '../shared/problems'
import type { ProducedPaper } from '../produce'
import { carriedNote } from '../links/carried'
import { openTypst } from '../typst/compiler'
import { toProblem } from '../typst/diagnostics'
import { typstHelpers } from '../typst/helper-source'
import type { Sources } from './latex-sources'
import { usedInventory } from './used-inventory'
import { sayingInDocument } from '../typst/draft'

const MISSING = /^file not found \(searched at (.*)\)$/s

/**
 * What the text uses, and every file that the compiler asks for in an empty place, however its path comes about: included texts, data, pictures, styles,
 * bibliographies, whatever folder of the paper they lie in. Fonts are not asked for: they are in it when the pages are not the same without.
 */
export function typstSources({ request, made }: ProducedPaper): Sources {
  const { paperDir, main, inventory, provenance } = request
  const used = usedInventory(inventory, made.uses)
  const files = new Map<string, Uint8Array>()
  const place = mkdtempSync(path.join(os.tmpdir(), 'bocas-pack-'))
  const folder = path.join(realpathSync(place), path.basename(paperDir))
  const put = (name: string, bytes: Uint8Array): void => {
    files.set(name, bytes)
    write(path.join(folder, name), bytes)
  }
  const add = (file: string): void => put(posixRelative(paperDir, file), readFileSync(file))
  const compile = () => {
    const typst = openTypst(folder)
    const { document, errors } = typst.compile(path.join(folder, path.relative(paperDir, main)))
    return { errors, pdf: document && typst.pdf(document) }
  }
  /** Files that the compiler has looked for in vain, and that are here. */
  const askedFor = (errors: readonly { readonly message: string }[]): string[] =>
    errors.flatMap(({ message }) => {
      const [, searched] = MISSING.exec(message) ?? []
      if (searched === undefined) return []
      const file = path.join(paperDir, path.relative(folder, searched))
      return !files.has(posixRelative(paperDir, file)) && isFile(file) ? [file] : []
    })
  try {
    const note = carriedNote(provenance.carried, made.uses, provenance.language)
    if (note === undefined) add(main)
    else put(posixRelative(paperDir, main), Buffer.from(sayingInDocument(readFileSync(main, 'utf8'), note)))
    for (const file of [...used.figure.values(), ...used.table.values()]) add(file)
    const helper = path.join(paperDir, 'build', 'bocas.typ')
    put('build/bocas.typ', Buffer.from(typstHelpers(used, helper, undefined, provenance)))
    let compiled = compile()
    for (let asked = askedFor(compiled.errors); asked.length > 0; asked = askedFor(compiled.errors)) {
      for (const file of new Set(asked)) add(file)
      compiled = compile()
    }
    if (compiled.pdf !== undefined && Buffer.compare(compiled.pdf, made.bytes) !== 0)
      for (const font of filesBelow(path.join(paperDir, 'fonts')).sort()) add(font)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
  const arxiv =
    'arXiv does not set Typst: hand in paper.pdf; source/ is for who works on the text, with `typst compile main.typ`'
  return { files, warnings: [{ message: arxiv }] }
}

/** Compiles such a folder. @throws PaperError with what Typst says. */
export function setTypstAlone(folder: string, main: string): Uint8Array {
  const typst = openTypst(folder)
  const { document, errors } = typst.compile(path.join(folder, main))
  if (document === undefined) throw new PaperError(errors.map((error) => toProblem(error, folder, new Set())))
  return typst.pdf(document)
}

function write(file: string, bytes: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, bytes)
}
