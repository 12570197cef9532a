import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { posixPath, posixRelative } from 'bocas/internal/made'
import { carriedNote } from '../links/carried'
import { mirrorFolders } from '../latex/build-latex'
import { DRAFT_PAGE, latexHelpers } from '../latex/helper-source'
import { latexmk } from '../latex/latexmk'
import { readTexLog } from '../latex/log'
import { filesRead } from '../latex/own-sources'
import { isInside, shownPath } from '../shared/paper-paths'
import { PaperError, type PaperProblem } from '../shared/problems'
import type { ProducedPaper } from '../produce'
import { usedInventory } from './used-inventory'

/** Files by path, relative to the paper's folder. */
export interface Sources {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly warnings: readonly PaperProblem[]
}

/** What TeX has read of the paper's folder, the bibliography and what was made of it (arXiv does not run BibTeX on every paper). */
export function latexSources({ request, made }: ProducedPaper): Sources {
  const { paperDir, main, build, inventory, provenance } = request
  const out = path.join(build, 'latex')
  const name = path.basename(main, '.tex')
  const read = filesRead(paperDir, readFileSync(path.join(out, `${name}.fls`), 'utf8'))
  const inFolder = read.filter((file) => isInside(file, paperDir) && !isInside(file, out) && existsSync(file))
  const files = new Map<string, Uint8Array>()
  for (const file of [main, ...inFolder, ...dependencies(paperDir, out, name)]) {
    files.set(posixRelative(paperDir, file), readFileSync(file))
  }
  const set = path.join(out, `${name}.bbl`)
  if (existsSync(set))
    files.set(posixRelative(paperDir, path.join(path.dirname(main), `${name}.bbl`)), readFileSync(set))
  files.set(
    'build/bocas.tex',
    Buffer.from(
      latexHelpers(usedInventory(inventory, made.uses), paperDir, provenance, {
        note: carriedNote(provenance.carried, made.uses, provenance.language),
      }),
    ),
  )
  return { files, warnings: fromElsewhere(read, paperDir) }
}

/** What is read by BibTeX, biber or makeindex and not by TeX, such as bibliographies and styles: latexmk notes it among what the paper depends on. */
function dependencies(paperDir: string, out: string, name: string): string[] {
  const notes = readFileSync(path.join(out, `${name}.fdb_latexmk`), 'utf8')
  return [...notes.matchAll(/^\s+"([^"]+)" \d/gm)]
    .map(([, file]) => path.resolve(paperDir, file!))
    .filter((file) => isInside(file, paperDir) && !isInside(file, out) && existsSync(file))
}

/** What a person has put into a TeX tree of their own is on no other machine. */
function fromElsewhere(read: readonly string[], paperDir: string): PaperProblem[] {
  const { stdout } = spawnSync('kpsewhich', ['-var-value=TEXMFHOME'], { encoding: 'utf8' })
  const homes = (stdout ?? '')
    .trim()
    .split(path.delimiter)
    .filter((folder) => folder !== '')
  return read
    .filter((file) => homes.some((home) => isInside(file, home)))
    .map((file) => ({
      message: `${file} is in a TeX tree of your own and not in the archive`,
      hints: [`put a copy beside the text, in ${path.basename(paperDir)}/`],
    }))
}

/** Compiles such a folder with latexmk alone. @throws PaperError with what TeX says. */
export async function setLatexAlone(folder: string, main: string): Promise<Uint8Array> {
  mirrorFolders(folder, path.join(folder, 'build', 'latex'))
  const { ok, printed } = await latexmk({ folder, main: posixPath(main), out: 'build/latex' })
  const base = path.join(folder, 'build', 'latex', path.basename(main, '.tex'))
  if (ok) return readFileSync(`${base}.pdf`)
  const errors = existsSync(`${base}.log`) ? readTexLog(readFileSync(`${base}.log`, 'utf8'), DRAFT_PAGE).errors : []
  const lead = 'the paper does not compile without what is in its folder and was not read by TeX'
  const places = errors.map(
    ({ message, file, line }) =>
      `${message} (${file === undefined ? '' : shownPath(path.resolve(folder, file), folder)}:${line ?? ''})`,
  )
  throw new PaperError([
    { message: lead, hints: places.length > 0 ? places : printed.trimEnd().split('\n').slice(-12) },
  ])
}
