import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import figures from './figures'
import { writeGalleryResults } from './results'

const DOCS = join(__dirname, '..', '..', 'docs')

/** The page and the pictures (PNG) by their path below `docs/`. */
export async function drawGallery(): Promise<{ page: string; pictures: ReadonlyMap<string, Buffer> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bocas-gallery-'))
  try {
    const into = {
      figures: join(folder, 'figures'),
      tables: join(folder, 'tables'),
      facts: join(folder, 'facts', 'gallery.json'),
      provenance: join(folder, 'facts', 'gallery.provenance.json'),
    }
    const runs = await writeGalleryResults(join(folder, 'runs'))
    const { written } = await figures.render({ task: 'gallery', runs, sweeps: {}, into, draft: false })
    const pictures = new Map<string, Buffer>()
    for (const file of written.filter((name) => name.endsWith('.png'))) {
      pictures.set(`gallery/${basename(file)}`, await readFile(file))
    }
    const alt = async (name: string) => (await readFile(join(into.figures, `${name}.alt.txt`), 'utf8')).trim()
    return { page: await pageOf(await readFile(join(__dirname, 'figures.ts'), 'utf8'), alt), pictures }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const HEAD = `# Gallery

Every kind of figure that \`@bocas/figures\` draws, from made-up results: no model was trained for them. \`npm run gallery\` makes this page and its pictures from
\`tools/gallery/figures.ts\`, and a test fails when they differ from what the code draws. Beside its pictures (PDF, SVG, PNG) a figure writes its data as CSV and
the text that describes it to those who cannot see it, as it describes each picture here.
`

/** The page: for every figure in the source, its title, what is said about it, its picture and its code. */
async function pageOf(source: string, alt: (name: string) => Promise<string>): Promise<string> {
  const sections = source.split(/^ {2}\/\/ # /m).slice(1)
  const parts = sections.map(async (section) => {
    const [title = '', ...lines] = section.split('\n')
    const isComment = (line: string) => line.startsWith('  // ')
    const words = lines.filter(isComment).map((line) => line.slice(5))
    const code = lines.filter((line) => !isComment(line) && line !== '})')
    const name = /'([^']+)'/.exec(code[0] ?? '')?.[1] ?? ''
    const text = (await alt(name)).replaceAll('[', '(').replaceAll(']', ')')
    return [
      `## ${title}\n\n${words.join('\n')}\n\n![${text}](gallery/${name}.png)\n`,
      `<!-- from tools/gallery/figures.ts -->\n\`\`\`ts\n${code.join('\n').trimEnd()}\n\`\`\`\n`,
    ].join('\n')
  })
  return [HEAD, ...(await Promise.all(parts))].join('\n')
}

/** Writes the gallery into `docs/`. */
export async function writeGallery(): Promise<void> {
  const { page, pictures } = await drawGallery()
  await rm(join(DOCS, 'gallery'), { recursive: true, force: true })
  await mkdir(join(DOCS, 'gallery'), { recursive: true })
  await writeFile(join(DOCS, 'gallery.md'), page)
  for (const [path, picture] of pictures) await writeFile(join(DOCS, path), picture)
  console.log(`docs/gallery.md with ${pictures.size} pictures`)
}
