/* eslint-disable @typescript-eslint/no-require-imports -- A paper has one format, and one that is built and not packed needs neither. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { tar } from 'bocas/internal/made'
import type { Names, PaperJob } from '../shared/job'
import { PaperError, type PaperProblem } from '../shared/problems'
import { producer, type ProducedPaper } from '../produce'
import { namesUsed } from '../inventory/uses'
import type * as Latex from './latex-sources'
import type * as Typst from './typst-sources'

const latex = (): typeof Latex => require('./latex-sources')
const typst = (): typeof Typst => require('./typst-sources')

/** A paper packed for others. The names are those that the text uses, in its order. */
export interface PackedPaper extends Names {
  /** Absolute path of the folder that compiles on its own. */
  readonly folder: string
  /** Absolute path of the archive with the same files. */
  readonly archive: string
  /** Absolute path of the PDF that these files give. */
  readonly pdf: string
  readonly pages: number
  /** What is in it, relative to the folder, sorted. */
  readonly files: readonly string[]
  /** What the author should know. */
  readonly warnings: readonly PaperProblem[]
  /** What the text says and the results do not. */
  readonly findings: readonly PaperProblem[]
}

/**
 * Builds a paper and packs what it is made of: its text, the figures, tables and facts that it uses and no others, its bibliography. Nothing of ours is
 * needed to compile the folder; it is tried here, in an empty place. Equal papers give equal bytes.
 *
 * Writes `source/`, `source.tar.gz` and `paper.pdf` into `into` (absolute; what was in it is gone). Of a paper in LaTeX, the archive is what arXiv takes. arXiv
 * sets no Typst: of such a paper it takes the PDF, and the archive is for whoever works on the text.
 *
 * @throws PaperError when the paper cannot be built, is written in Markdown, or does not compile on its own.
 */
export async function packPaper(job: PaperJob & { readonly into: string }): Promise<PackedPaper> {
  const produced = await producer({ ...job, draft: false })()
  if (produced.format === 'markdown') throw new PaperError([NOT_FROM_MARKDOWN])
  const { files, warnings } =
    produced.format === 'latex' ? latex().latexSources(produced) : typst().typstSources(produced)
  const pdf = await setAlone(files, produced)
  const into = path.resolve(job.into)
  rmSync(into, { recursive: true, force: true })
  const at = (name: string): string => path.join(into, name)
  for (const [name, bytes] of files) {
    mkdirSync(path.dirname(at(`source/${name}`)), { recursive: true })
    writeFileSync(at(`source/${name}`), bytes)
  }
  writeFileSync(at('source.tar.gz'), tarball(files))
  writeFileSync(at('paper.pdf'), pdf)
  return {
    folder: at('source'),
    archive: at('source.tar.gz'),
    pdf: at('paper.pdf'),
    pages: produced.made.pages!,
    ...namesUsed(produced.made.uses),
    files: [...files.keys()].sort(),
    findings: produced.findings,
    warnings: [...produced.made.warnings, ...warnings, ...differences(pdf, produced)],
  }
}

const NOT_FROM_MARKDOWN: PaperProblem = {
  message: 'arXiv takes TeX or a PDF, and a paper in Markdown becomes HTML',
  hints: [
    'that is one file already, which needs no other: paper/build/paper.html',
    'or write the paper in main.tex or main.typ',
  ],
}

/** Compiles the files in an empty place, as the first stranger would. */
async function setAlone(
  files: ReadonlyMap<string, Uint8Array>,
  { format, request }: ProducedPaper,
): Promise<Uint8Array> {
  const place = mkdtempSync(path.join(os.tmpdir(), 'bocas-pack-'))
  const folder = path.join(place, path.basename(request.paperDir))
  try {
    for (const [name, bytes] of files) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), bytes)
    }
    const main = path.relative(request.paperDir, request.main)
    return await (format === 'latex' ? latex().setLatexAlone(folder, main) : typst().setTypstAlone(folder, main))
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const differences = (pdf: Uint8Array, { made }: ProducedPaper): PaperProblem[] =>
  Buffer.compare(pdf, made.bytes) === 0
    ? []
    : [{ message: 'compiled on its own the paper is not the same, byte for byte, as it is here: compare the two' }]

/**
 * An archive (POSIX ustar, gzip) of these files, in the order of their names. Nothing of time, place or person is in it: equal files give equal bytes.
 *
 * @param files contents by path, with `/` between folders.
 * @throws ProblemsError when a path is too long for the format.
 */
export function tarball(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const zipped = gzipSync(tar(files), { level: 9 })
  // The kind of system that made it: 255 for unknown.
  zipped[9] = 255
  return zipped
}
