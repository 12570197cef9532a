import { readFileSync } from 'node:fs'
import { describeUnknown, namesThatExist, type UnknownName } from '../inventory/describe-unknown'
import { carriedNote } from '../links/carried'
import type { TypesetPaper, PaperRequest } from '../shared/maker'
import { nearestNames } from '../inventory/nearest-names'
import { holesOf } from '../shared/holes'
import { shownPath } from '../shared/paper-paths'
import { PaperError, type PaperProblem } from '../shared/problems'
import { openTypst } from '../typst/compiler'
import type { Use } from '../inventory/uses'
import { bibliographyFiles, keysOf, setBibliography } from './bibliography'
import { addMarks, CITATION_TOKEN, CLAIM, citedIn, FACT, REFERENCE_TOKEN } from './marks'
import { floatOf } from './floats'
import { openMarkdown, sourceOf, type Token } from './markdown-it'
import { page } from './page'
import { pictureProblem } from './pictures'
import { render, type Contents } from './render'
import { findMarks, type Found } from './walk'

/**
 * Makes one HTML file of a text in Markdown: facts, figures, tables and references are put in, and it needs no other file. Citations and their list are set
 * by the Typst that comes with this package.
 */
export async function buildMarkdown(request: PaperRequest): Promise<TypesetPaper> {
  const { paperDir, main, inventory, problems, tasks, draft, draftHoles, provenance } = request
  const source = readFileSync(main, 'utf8')
  const md = openMarkdown()
  addMarks(md)
  const tokens = md.parse(source, {})
  const found = findMarks(tokens, source, shownPath(main, paperDir))

  const uses = found.flatMap((one) => usesOf(one).map((use): UnknownName => ({ ...use, at: one.at })))
  const unknown = uses.filter(({ kind, name }) => !inventory[kind].has(name))
  const unknownProblems = unknown.map((use) => describeUnknown(use, inventory, tasks))
  const placed = found.filter(({ alone }) => alone).map(({ token }) => sourceOf(token))
  const { problems: bibliographyProblems, ...bibliography } = setCitations(found, paperDir)
  const wrong = [
    ...found.flatMap((one) => misplaced(one, placed)),
    ...found.flatMap(({ token, at }) => (token.type === 'image' ? pictureProblem(token, at, paperDir) : [])),
    ...hiddenFacts(tokens, shownPath(main, paperDir)),
    ...bibliographyProblems,
  ]
  const errors = [...problems, ...(draft ? [] : unknownProblems), ...wrong]
  if (errors.length > 0) throw new PaperError(errors, draft ? [] : namesThatExist(unknown, inventory))

  const { language } = provenance
  const body = render(md, tokens, { inventory, paperDir, addresses: provenance.addresses, language, ...bibliography })
  const isKnown = ({ kind, name }: Use): boolean => inventory[kind].has(name)
  const about = draft
    ? { draft: { holes: [...draftHoles, ...holesOf(unknown, language)] } }
    : { note: carriedNote(provenance.carried, uses.filter(isKnown), provenance.language) }
  const html = page(titleOf(tokens), body, { ...about, language })
  const warnings = draft ? unknownProblems : []
  return { bytes: Buffer.from(html), pages: null, uses: uses.filter(isKnown), warnings }
}

function usesOf({ token }: Found): Use[] {
  if (token.type === FACT) return [{ kind: 'fact', name: token.content }]
  if (token.type === CLAIM) return [{ kind: 'claim', name: token.content }]
  const float = token.type === 'image' ? floatOf(sourceOf(token)) : undefined
  return float === undefined ? [] : [float]
}

/** References to what is nowhere, tables within a line, and floats that are there twice. */
function misplaced({ token, at, alone }: Found, placed: readonly string[]): PaperProblem[] {
  const source = token.type === 'image' ? sourceOf(token) : ''
  if (floatOf(source)?.kind === 'table' && !alone) {
    return [{ message: 'a table stands in a paragraph of its own', at, hints: ['put empty lines around it'] }]
  }
  if (token.type !== REFERENCE_TOKEN) return []
  return citedIn(token)
    .filter(({ key }) => !placed.includes(key))
    .map(({ key }) => {
      const near = nearestNames(key, placed)
      const hint =
        near.length > 0
          ? `did you mean ${near.map((one) => `"${one}"`).join(' or ')}?`
          : `place it: ![its caption](${key})`
      return { message: `the text refers to "${key}" and does not show it`, at, hints: [hint] }
    })
}

/** In raw HTML nothing is put in: a name in braces would be printed as it is. */
function hiddenFacts(tokens: readonly Token[], file: string): PaperProblem[] {
  return tokens
    .filter(({ type, content }) => type === 'html_block' && /\{\{[^{}]+\}\}/.test(content))
    .map(({ map, content }) => ({
      message: `a fact in raw HTML is not put in: ${/\{\{[^{}]+\}\}/.exec(content)![0]}`,
      at: { file, line: (map?.[0] ?? 0) + 1 },
      hints: ['leave an empty line between the HTML and the text'],
    }))
}

interface Citations extends Pick<Contents, 'citations' | 'references'> {
  readonly problems: readonly PaperProblem[]
}

function setCitations(found: readonly Found[], paperDir: string): Citations {
  const groups = found.filter(({ token }) => token.type === CITATION_TOKEN)
  const keys = keysOf(paperDir)
  const files = bibliographyFiles(paperDir)
  const problems = groups.flatMap(({ token, at }) =>
    citedIn(token)
      .filter(({ key }) => !keys.has(key))
      .map(({ key }): PaperProblem => {
        const near = nearestNames(key, keys)
        const where = files.length > 0 ? `it is not in ${files.join(', ')}` : 'there is no .bib file beside the text'
        const hint = near.length > 0 ? `did you mean ${near.map((one) => `"${one}"`).join(' or ')}?` : where
        return { message: `the citation "${key}" is of nothing`, at, hints: [hint] }
      }),
  )
  if (problems.length > 0 || groups.length === 0) return { citations: new Map(), references: '', problems }
  try {
    const set = setBibliography(
      openTypst(paperDir),
      paperDir,
      groups.map(({ token }) => citedIn(token)),
    )
    const citations = new Map(groups.map(({ token }, index) => [token, set.citations[index] ?? '']))
    return { citations, references: set.list, problems }
  } catch (error) {
    const message = `the bibliography: ${(error as Error).message}`
    return { citations: new Map(), references: '', problems: [{ message }] }
  }
}

/** The words of the first heading. */
function titleOf(tokens: readonly Token[]): string {
  const heading = tokens.findIndex(({ type }) => type === 'heading_open')
  const children = heading < 0 ? [] : (tokens[heading + 1]?.children ?? [])
  const words = children.map(({ type, content }) =>
    type === 'softbreak' ? ' ' : type === 'text' || type === 'code_inline' ? content : '',
  )
  return words.join('').trim() || 'Paper'
}
