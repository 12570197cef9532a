import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { where } from '../jest/where'

/** `describe` where pdfLaTeX is installed. */
export const withLatex = where('pdflatex').describe

/** Compiles a document. @returns what is wrong with it, by TeX's log: errors, missing glyphs, text that sticks out. */
export function compile(document: string, files: ReadonlyMap<string, string> = new Map()): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-latex-'))
  for (const [name, text] of new Map([...files, ['document.tex', document]])) writeFileSync(join(folder, name), text)
  try {
    execFileSync('pdflatex', ['-interaction=nonstopmode', 'document.tex'], { cwd: folder, stdio: 'ignore' })
  } catch {
    // The log says why.
  }
  const log = readFileSync(join(folder, 'document.log'), 'latin1').split('\n')
  return log.filter((line) => /^(!|Missing character|Overfull \\hbox)/.test(line))
}
