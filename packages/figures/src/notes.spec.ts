import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { LANGUAGES, type Language, unbroken } from 'bocas/internal'
import { drawingOf } from './chartjs/chartjs-renderer'
import { type Figure } from './figure/figure'
import { everythingWith } from './test-figures'
import { testFolder, testJob, writeResults } from './test-results'

/** How a format writes a space at which no line ends. */
const NO_BREAK: Readonly<Record<string, string>> = { '.tex': '~', '.typ': '\u00a0', '.md': '\u00a0', '.html': '&#160;' }

/** Every figure and table of the tests in a language: figures as data, tables as they are written, by the end of their names. */
async function madeIn(language: Language): Promise<{ figures: Figure[]; tables: [string, string][] }> {
  const folder = await testFolder()
  const figures: Figure[] = []
  const renderer = { name: 'keeper', render: async (figure: Figure) => (figures.push(figure), new Uint8Array([1])) }
  const { written } = await everythingWith({ renderer, language }).render(testJob(folder, await writeResults(folder)))
  const tables = written.filter((file) => file.includes('/tables/') && extname(file) in NO_BREAK)
  return { figures, tables: tables.map((file) => [extname(file), readFileSync(file, 'utf8')]) }
}

/** The lines of the note as they are drawn; those of panels too. */
function noteLines(figure: Figure): string[] {
  const notes = (figure.kind === 'panels' ? figure.panels.map((panel) => panel.figure) : [figure]).map(
    ({ note = '' }) => unbroken(note),
  )
  return drawingOf(figure).texts.flatMap(({ text }) => (notes.some((note) => note.includes(text)) ? [text] : []))
}

describe.each(LANGUAGES)('a note in language %s', (language) => {
  it('of a figure never ends a line between a sign and its number', async () => {
    const { figures } = await madeIn(language)
    const lines = figures.flatMap(noteLines)
    expect(lines.filter((line) => /n\u00a0=\u00a0\d/.test(line)).length).toBeGreaterThan(10)
    expect(lines.filter((line) => / [=<>≤≥±×÷/]+ | [%;:!?»]|« /.test(line))).toEqual([])
    expect(lines.filter((line) => /^[=<>≤≥±×÷%;:!?»]|[=<>≤≥±×÷«]$/.test(line))).toEqual([])
  })

  it('of a table has spaces at which no line ends, in every format', async () => {
    const { tables } = await madeIn(language)
    expect(new Set(tables.map(([format]) => format)).size).toBe(4)
    for (const [format, text] of tables) {
      const space = NO_BREAK[format]!
      expect(text).toContain(`n${space}=${space}4`)
      expect(text).not.toMatch(/n = \d|\d [%]| ± sd/)
    }
  })
})
