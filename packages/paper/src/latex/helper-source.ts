import {
  escapeLatex,
  escapeLatexAddress,
  escapeLatexAnywhere,
  escapeLatexPlain,
  type Language,
  posixRelative,
  wordsIn,
} from 'bocas/internal/made'
import { readFileSync } from 'node:fs'
import type { Inventory, NamedKind } from '../inventory/inventory'
import type { FactsProvenance } from '../links/provenance'
import { baseName } from '../inventory/uses'
import { gapWords } from '../shared/holes'

/** What the log says of a draft's pages, so that they can be counted. */
export const DRAFT_PAGE = 'bocas: a page of a draft'

/**
 * The text of `build/bocas.tex`: the commands and what they can name. The same inventory gives the same text.
 *
 * It needs packages that every TeX distribution has and nothing of ours: files are named relative to the paper's folder, so the folder works wherever it is
 * compiled. The commands say in the log what they use, and stop at an unknown name with an error of a package, as TeX authors know it.
 *
 * @param draft names that do not exist become gaps, every page says DRAFT, and these holes are listed at the end.
 * @param note what the metadata of the PDF says.
 */
export function latexHelpers(
  inventory: Inventory,
  paperDir: string,
  { addresses, language }: FactsProvenance,
  { draft, note }: { readonly draft?: { readonly holes: readonly string[] }; readonly note?: string | undefined } = {},
): string {
  const words = wordsIn(language).results.paper
  const relative = (file: string): string => posixRelative(paperDir, file)
  const linked = (name: string, text: string): string => {
    const address = addresses.get(baseName('fact', name))
    return address === undefined ? text : `\\bocas@link{${escapeLatexAddress(address)}}{${text}}`
  }
  const entries = [
    ...lines(
      inventory,
      'fact',
      (text, name) => `{${linked(name, escapeLatexAnywhere(text))}}{${escapeLatexPlain(text)}}`,
    ),
    ...lines(inventory, 'figure', (file) => `{${relative(file)}}{}`),
    ...lines(inventory, 'table', (file) => `{${relative(file)}}{}`),
    ...lines(inventory, 'claim', (wrong) => (wrong === '' ? '{}{}' : '{wrong}{}')),
  ]
  const packages = [...new Set(['graphicx', 'booktabs', ...packagesOf(inventory)])]
  return `% Made by @bocas/paper from the facts, figures and tables of this paper's tasks. Do not edit: the next build overwrites it.
%
%   \\input{build/bocas}                     in the preamble
%   \\fact{mnist.adam.accuracy}              a number, count or label
%   \\fact{mnist.adam.accuracy:mean}         a part of it; so are number, error, n and full
%   \\fig{mnist/curves}                     inside a figure environment; options are those of \\includegraphics
%   \\tab{mnist/sensitivity}                 inside a table environment
%   \\claim{mnist.adam-wins}{Adam is ahead.} a sentence, and the claim in figures.ts that every build checks
%
% Where another package has taken one of these names: \\bocasfact, \\bocasfig, \\bocastab, \\bocasclaim.
\\makeatletter
${packages.map((name) => `\\RequirePackage{${name}}`).join('\n')}
\\newcommand\\bocas@set[4]{%
  \\expandafter\\def\\csname bocas@#1@\\detokenize{#2}\\endcsname{#3}%
  \\expandafter\\def\\csname bocas@plain@#1@\\detokenize{#2}\\endcsname{#4}}
${draft ? DRAFT_UNKNOWN : STRICT_UNKNOWN}
% #1 kind, #2 name, #3 what to do with the entry.
\\newcommand\\bocas@use[3]{%
  \\begingroup
  \\protected@edef\\bocas@name{#2}%
  \\edef\\bocas@name{\\detokenize\\expandafter{\\bocas@name}}%
  \\expandafter\\endgroup\\expandafter\\bocas@look\\expandafter{\\bocas@name}{#1}{#3}}
\\newcommand\\bocas@look[3]{%
  \\ifcsname bocas@#2@\\detokenize{#1}\\endcsname
    \\immediate\\write-1{bocas: use #2 \\detokenize{#1}}%
    \\expandafter\\@firstoftwo
  \\else
    \\expandafter\\@secondoftwo
  \\fi
  {\\expandafter\\bocas@hand\\csname bocas@#2@\\detokenize{#1}\\endcsname{#3}}%
  {\\bocas@unknown{#2}{#1}}}
\\newcommand\\bocas@hand[2]{\\expandafter\\bocas@do\\expandafter{#1}{#2}}
\\newcommand\\bocas@do[2]{#2{#1}}
${Object.entries(gapWords(language))
  .map(([kind, gap]) => `\\@namedef{bocas@no@${kind}}{${escapeLatex(gap)}}\n`)
  .join(
    '',
  )}\\newcommand\\bocas@gap[2]{\\mbox{\\fboxsep1pt\\fbox{\\normalfont\\footnotesize \\@nameuse{bocas@no@#1} \\texttt{\\detokenize{#2}}}}}
\\DeclareRobustCommand\\bocasfact[1]{\\bocas@use{fact}{#1}{\\@firstofone}}
% Without options as wide as it was drawn, and never more than the line.
\\newsavebox\\bocas@drawn
\\newcommand\\bocas@picture[2]{\\if\\relax\\detokenize{#1}\\relax
    \\sbox\\bocas@drawn{\\includegraphics{#2}}%
    \\ifdim\\wd\\bocas@drawn>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox\\bocas@drawn}\\else\\usebox\\bocas@drawn\\fi
  \\else\\includegraphics[{#1}]{#2}\\fi}
\\DeclareRobustCommand\\bocasfig[2][]{\\bocas@use{figure}{#2}{\\bocas@picture{#1}}}
\\DeclareRobustCommand\\bocastab[1]{\\bocas@use{table}{#1}{\\input}}
\\newcommand\\bocas@mark[1]{\\if\\relax\\detokenize{#1}\\relax\\else
    \\color[rgb]{0.8,0,0}\\def\\bocas@after{\\textsuperscript{${escapeLatex(words.brokenClaim)}}}\\fi}
\\DeclareRobustCommand\\bocasclaim[2]{%
  \\begingroup\\let\\bocas@after\\@empty\\bocas@use{claim}{#1}{\\bocas@mark}#2\\bocas@after\\endgroup}
\\newcommand\\bocas@short[2]{%
  \\@ifundefined{#1}{\\expandafter\\let\\csname #1\\endcsname#2}{%
    \\PackageWarningNoLine{bocas}{\\@backslashchar #1 is taken by another package: write \\string#2}}}
\\bocas@short{fact}\\bocasfact
\\bocas@short{fig}\\bocasfig
\\bocas@short{tab}\\bocastab
${inventory.claim.size > 0 ? SHORT_CLAIM : SHORT_CLAIM_OR_NOTHING}\\newcommand\\bocas@plain[2]{\\ifcsname bocas@plain@#1@\\detokenize{#2}\\endcsname\\csname bocas@plain@#1@\\detokenize{#2}\\endcsname\\fi}
\\AtBeginDocument{\\@ifundefined{pdfstringdefDisableCommands}{}{\\pdfstringdefDisableCommands{%
  \\expandafter\\def\\csname bocasfact \\endcsname{\\bocas@plain{fact}}%
  \\expandafter\\let\\csname bocasclaim \\endcsname\\@secondoftwo}}}
${addresses.size > 0 ? LINKS : ''}${note === undefined ? '' : metadata(note)}${draft ? draftPages(draft.holes, language) : ''}${entries.join('\n')}
\\makeatother
\\endinput
`
}

/** Only when the document begins, so that a preamble may still name a theorem so. */
const SHORT_CLAIM = '\\AtBeginDocument{\\bocas@short{claim}\\bocasclaim}\n'

/** A paper without claims does not care who has the name. */
const SHORT_CLAIM_OR_NOTHING = '\\AtBeginDocument{\\@ifundefined{claim}{\\let\\claim\\bocasclaim}{}}\n'

const STRICT_UNKNOWN = `\\newcommand\\bocas@unknown[2]{%
  \\bocas@gap{#1}{#2}%
  \\PackageError{bocas}{unknown #1 "\\detokenize{#2}"}{What exists is listed in build/bocas.tex.}}`

const DRAFT_UNKNOWN = `\\newcommand\\bocas@unknown[2]{%
  \\bocas@gap{#1}{#2}%
  \\immediate\\write-1{bocas: unknown #1 \\detokenize{#2}}}`

/** Links need hyperref; and entries of lists such as the table of contents, which take facts along, are links already. */
const LINKS = `\\edef\\bocas@and{\\string&}
\\let\\bocas@link\\@secondoftwo
\\AtBeginDocument{\\@ifundefined{href}{%
    \\PackageWarningNoLine{bocas}{facts link nowhere: that takes \\string\\usepackage{hyperref}}}{%
    \\def\\bocas@link{\\ifmmode\\expandafter\\@secondoftwo\\else\\expandafter\\href\\fi}%
    \\let\\bocas@list\\@starttoc
    \\def\\@starttoc#1{\\begingroup\\let\\bocas@link\\@secondoftwo\\bocas@list{#1}\\endgroup}}}
`

/**
 * A note in the metadata of the PDF: under a name that nothing else uses, with every engine; and where readers show it, among the keywords, or with hyperref in
 * the first of keywords and subject that the text leaves free.
 */
function metadata(note: string): string {
  // As a string of PDF in UTF-16, which no engine changes and in which nothing needs to be escaped.
  const hex = Buffer.from(`\uFEFF${note}`, 'utf16le').swap16().toString('hex').toUpperCase()
  const text = escapeLatexAnywhere(note)
  return `\\newcommand\\bocas@info[1]{%
  \\ifdefined\\pdfinfo\\pdfinfo{#1}\\else\\ifdefined\\pdfextension\\pdfextension info{#1}\\else
    \\AtBeginDvi{\\special{pdf:docinfo << #1 >>}}\\fi\\fi}
\\AtBeginDocument{\\bocas@info{/CarriedOver <${hex}>}%
  \\@ifundefined{hypersetup}{\\bocas@info{/Keywords <${hex}>}}{%
    \\ifx\\@pdfkeywords\\@empty\\hypersetup{pdfkeywords={${text}}}\\else
      \\ifx\\@pdfsubject\\@empty\\hypersetup{pdfsubject={${text}}}\\fi\\fi}}
`
}

/** The mark of a draft across every page, and a last page with what is missing. */
function draftPages(holes: readonly string[], language: Language | undefined): string {
  const { draft, results } = wordsIn(language)
  const words = results.paper.draft
  const list = holes.map((hole) => `    \\item ${escapeLatexAnywhere(hole)}\n`).join('')
  return `\\AtBeginDocument{\\RequirePackage{color}}
\\AddToHook{shipout/background}{%
  \\immediate\\write-1{${DRAFT_PAGE}}%
  \\put(0.5\\paperwidth,-0.5\\paperheight){\\makebox(0,0){\\rotatebox{45}{\\resizebox{0.7\\paperwidth}{!}{%
    \\normalfont\\sffamily\\bfseries\\color[rgb]{1,0.85,0.85}${draft.mark}}}}}}
\\AtEndDocument{\\clearpage\\section*{${escapeLatex(words.title)}}%
${holes.length === 0 ? `  ${escapeLatex(words.nothing)}` : `  ${escapeLatex(words.holes(holes.length))}\n  \\begin{itemize}\n${list}  \\end{itemize}`}
  \\clearpage}
`
}

function lines(inventory: Inventory, kind: NamedKind, values: (value: string, name: string) => string): string[] {
  return [...inventory[kind]]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `\\bocas@set{${kind}}{${name}}${values(value, name)}`)
}

/** The packages that the tables ask for, in lines like `% needs \usepackage{booktabs}`. */
function packagesOf({ table }: Inventory): string[] {
  return [...table.values()].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^% needs (?:\\usepackage\{[\w,-]+\}(?:, | and )?)+/gm)].flatMap(([line]) =>
      [...line.matchAll(/\{([\w,-]+)\}/g)].flatMap(([, names]) => names!.split(',')),
    ),
  )
}
