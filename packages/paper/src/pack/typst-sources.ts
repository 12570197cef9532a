import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { GENERATED, slashes } from '../paper-paths'
import { PaperError } from '../problems'
import type { Produced } from '../produce'
import { carriedNote } from '../links/carried'
import { openTypst } from '../typst/compiler'
import { toProblem } from '../typst/diagnostics'
import { helperSource } from '../typst/helper-source'
import { sayingInDocument } from '../typst/said-in-document'
import type { Sources } from './latex-sources'
import { usedInventory } from './used-inventory'

/**
 * The author's files that the paper does not come out the same without, and what the text uses. Typst tells of no file what it is read for, so each is left
 * out once: what is not missed stays out.
 */
export function typstSources({ request, made }: Produced): Sources {
  const { paperDir, main, inventory, origins } = request
  const used = usedInventory(inventory, made.uses)
  const files = new Map<string, Uint8Array>()
  const add = (file: string): void => void files.set(slashes(path.relative(paperDir, file)), readFileSync(file))
  const helper = path.join(paperDir, 'build', 'bocas.typ')
  for (const file of [...used.figure.values(), ...used.table.values()]) add(file)
  files.set('build/bocas.typ', Buffer.from(helperSource(used, helper, undefined, origins)))
  const optional = authored(paperDir).filter((file) => file !== main)
  for (const file of [main, ...optional]) add(file)
  const note = carriedNote(origins.carried, made.uses)
  if (note !== undefined) {
    const text = sayingInDocument(readFileSync(main, 'utf8'), note)
    files.set(slashes(path.relative(paperDir, main)), Buffer.from(text))
  }

  const place = mkdtempSync(path.join(os.tmpdir(), 'bocas-pack-'))
  const folder = path.join(place, path.basename(paperDir))
  const isEnough = (): boolean => {
    rmSync(folder, { recursive: true, force: true })
    for (const [name, bytes] of files) write(path.join(folder, name), bytes)
    const typst = openTypst(folder)
    const { document } = typst.compile(path.join(folder, path.relative(paperDir, main)))
    return document !== undefined && Buffer.compare(typst.pdf(document), made.bytes) === 0
  }
  try {
    if (!isEnough()) return { files, warnings: [] }
    for (const file of optional) {
      const name = slashes(path.relative(paperDir, file))
      const bytes = files.get(name)!
      files.delete(name)
      if (!isEnough()) files.set(name, bytes)
    }
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

function authored(paperDir: string): string[] {
  return readdirSync(paperDir, { withFileTypes: true })
    .filter(
      ({ name }) =>
        !name.startsWith('.') &&
        !GENERATED.has(name) &&
        name !== 'node_modules' &&
        name !== 'figures.ts' &&
        name !== 'project.json' &&
        name !== 'provenance.json',
    )
    .flatMap((entry) => {
      const here = path.join(paperDir, entry.name)
      if (entry.isFile()) return [here]
      if (!entry.isDirectory()) return []
      const inner = readdirSync(here, { withFileTypes: true, recursive: true })
      return inner.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name))
    })
    .sort()
}

function write(file: string, bytes: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, bytes)
}
