import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { writeWholeSync } from 'bocas/internal/light'
import type { Collected } from '../collect/collect-report'
import type { DetailsPart, RunDetails } from '../data/page-data'
import { inertJson, pageHtml, type PageCode, type PageContent } from './page-html'

/** Runs whose details are in one file: as many as one waits for when one of them is looked at. */
const PART = 50
/** Characters of details that are put into the page itself; a sweep of a few hundred runs is one file. */
const IN_PAGE = 2_000_000

/** The files of a report by their names, the page first. Equal reports give equal files. */
export function reportFiles(
  { data, details }: Pick<Collected, 'data' | 'details'>,
  code: PageCode,
  {
    name,
    live,
    inPage = IN_PAGE,
  }: { readonly name: string; readonly live?: PageContent['live']; readonly inPage?: number },
): Map<string, string> {
  const parts = partsOf(details)
  const texts = parts.map(inertJson)
  const isInPage = texts.reduce((sum, text) => sum + text.length, 0) <= inPage
  const folder = isInPage ? null : `${name}.files`
  const html = pageHtml(
    { data: { ...data, details: { size: PART, folder } }, parts: isInPage ? parts : [], live },
    code,
  )
  const files = new Map([[`${name}.html`, html]])
  // A page that was opened from a file may load no data but as scripts.
  if (folder !== null)
    texts.forEach((text, index) => files.set(`${folder}/${index}.js`, `bocasPart(${index},${text})\n`))
  return files
}

const partsOf = (details: readonly RunDetails[]): DetailsPart[] =>
  Array.from({ length: Math.ceil(details.length / PART) }, (_, part) => details.slice(part * PART, (part + 1) * PART))

/** Writes them: details before the page that asks for them. Files that an earlier report had and this one has not are removed. */
export function writeReport(folder: string, files: ReadonlyMap<string, string>): string {
  const [page] = files.keys()
  for (const [name, text] of [...files].reverse()) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeWholeSync(join(folder, name), text)
  }
  const own = `${basename(page!, '.html')}.files`
  const there = readdirSync(folder).includes(own) ? readdirSync(join(folder, own)) : []
  for (const name of there) if (!files.has(`${own}/${name}`)) rmSync(join(folder, own, name))
  if (there.length > 0 && ![...files.keys()].some((name) => name.startsWith(`${own}/`)))
    rmSync(join(folder, own), { recursive: true })
  return join(folder, page!)
}
