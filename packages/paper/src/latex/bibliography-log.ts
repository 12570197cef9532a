import type { PaperProblem } from '../shared/problems'
import type { Source } from './places'

/** What BibTeX (or Biber) has found wrong with the bibliography. An entry that is cited and not there is left to TeX, which says so as well. */
export function bibliographyProblems(log: string, sources: readonly Source[]): PaperProblem[] {
  const problems: PaperProblem[] = []
  for (const [, file] of log.matchAll(/^I couldn't open (?:database|style) file (.*)$/gm)) {
    problems.push({ message: `there is no bibliography file ${file}`, hints: ["it must lie in the paper's folder"] })
  }
  for (const [, message, line, file] of log.matchAll(/^(.*)---line (\d+) of file (.*)$/gm)) {
    if (/^Warning--/.test(message!)) continue
    problems.push({ message: message!.trim(), at: { file: shownBeside(file!, sources), line: Number(line) } })
  }
  for (const [, message] of log.matchAll(/^(?:\[\d+\].*> )?ERROR - (.*)$/gm)) problems.push({ message: message! })
  return problems
}

/** BibTeX names files as the text does, relative to the paper's folder. */
function shownBeside(file: string, sources: readonly Source[]): string {
  const folder = sources[0]?.shown.split('/')[0]
  return folder === undefined ? file : `${folder}/${file.replace(/^\.\//, '')}`
}
