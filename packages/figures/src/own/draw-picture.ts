import { problemsIn, ProblemsError } from 'bocas/internal'
import { loadCanvas } from '../chartjs/surface/canvas'
import { withDensity } from '../chartjs/surface/metadata'
import { PNG_PIXELS_PER_POINT } from '../chartjs/surface/surfaces'
import { altFile } from './files'
import { type DrawnOwn, type OwnPicture } from './own-figure'

/** CSS pixels are 1/96 inch, points 1/72. */
const POINTS_PER_PIXEL = 72 / 96
/** Pixels of one side of a made PNG at most. */
const MOST_SIDE = 8000

/**
 * The files of a picture that is kept. Of an SVG alone a PNG is made, for papers in LaTeX, which take no SVG. What no other file can be made of is kept as it is,
 * and it is said which papers cannot show it.
 */
export async function drawPicture(picture: OwnPicture): Promise<DrawnOwn> {
  const { name, files, csv, draft } = picture
  const all = new Map<string, string | Uint8Array>()
  for (const [format, bytes] of files) all.set(`${name}.${format}`, bytes)
  const notes: string[] = []
  const svg = files.get('svg')
  if (svg !== undefined && !files.has('png')) {
    all.set(`${name}.png`, await pngOf(svg))
    if (!files.has('pdf'))
      notes.push(
        'a paper in LaTeX takes no SVG, so it has a PNG of 288 dots per inch; give a `pdf` as well to have it sharp',
      )
  }
  if (svg === undefined && !files.has('png'))
    notes.push('a paper in Markdown cannot show a PDF; give an `svg` or `png` as well')
  if (csv === undefined) notes.push('it comes without its data; give it for a CSV: data: [{ … }]')
  if (draft !== undefined) notes.push(`it is of ${draft} and has no mark of a draft, which only who draws it can add`)
  if (csv !== undefined) all.set(`${name}.csv`, csv)
  altFile(all, picture)
  return { files: all, notes }
}

/** @throws Error when the SVG cannot be drawn. */
async function pngOf(svg: Uint8Array): Promise<Uint8Array> {
  const canvas = loadCanvas()
  try {
    const image = await canvas.loadImage(Buffer.from(inOurFonts(Buffer.from(svg).toString('utf8'))))
    const scale = Math.min(
      PNG_PIXELS_PER_POINT * POINTS_PER_PIXEL,
      MOST_SIDE / Math.max(image.naturalWidth, image.naturalHeight),
    )
    const [width, height] = [Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale)]
    if (!(width > 0 && height > 0)) throw new Error('it has no size: give <svg> a width and a height')
    // A canvas makes pixels of an SVG in the size that is said before it is drawn.
    image.width = width
    image.height = height
    const page = canvas.createCanvas(width, height)
    const context = page.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
    context.drawImage(image, 0, 0, width, height)
    return withDensity(await page.encode('png'), PNG_PIXELS_PER_POINT * 72)
  } catch (error) {
    throw new ProblemsError(
      problemsIn(error).map(({ message }) => ({ message: `no PNG can be made of the SVG: ${message}`, path: 'svg' })),
    )
  }
}

/** In the fonts that come along: those of a machine would make another picture of it on the next. */
const inOurFonts = (svg: string): string =>
  svg
    .replace(
      /(\bfont-family\s*=\s*)("[^"]*"|'[^']*')/gi,
      (_, head: string, value: string) => `${head}"${ourFace(value)}"`,
    )
    .replace(/(\bfont-family\s*:\s*)([^;}"]+)/gi, (_, head: string, value: string) => `${head}${ourFace(value)}`)
    .replace(
      /(\bfont\s*:\s*[^;}"]*?[\d.]+(?:px|pt|em|%)?)\s+([^;}"\d][^;}"]*)/gi,
      (_, head: string, value: string) => `${head} ${ourFace(value)}`,
    )

const ourFace = (family: string): string =>
  /serif|times|georgia|libertinus|palatino|garamond|roman/i.test(family.replace(/sans-serif/gi, ''))
    ? 'Bocas Serif'
    : 'Bocas Sans'
