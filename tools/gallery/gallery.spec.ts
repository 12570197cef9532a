import { createCanvas, loadImage } from '@napi-rs/canvas'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawGallery, PAGE } from './gallery'
import { WRITERS } from './results'

const DOCS = join(__dirname, '..', '..', 'docs')

/** Processors differ in the last bits of the grey beside a line; a letter that differs has many more pixels than these, and darker. */
const FAR = 40
const MOST_PIXELS = 20

/** On a busy machine all figures take minutes. */
jest.setTimeout(400_000)

async function pixelsOf(picture: Buffer) {
  const image = await loadImage(picture)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return { size: [image.width, image.height], data: context.getImageData(0, 0, image.width, image.height).data }
}

/** How many pixels of two pictures differ visibly; all, when they have not the same size. */
async function differing(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = [await pixelsOf(one), await pixelsOf(other)]
  if (a.size.join() !== b.size.join()) return Infinity
  let count = 0
  for (let at = 0; at < a.data.length; at += 4) {
    if ([0, 1, 2].some((channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > FAR)) count++
  }
  return count
}

it('the gallery in docs/ is what its files draw; npm run gallery draws it anew', async () => {
  const { page, pictures } = await drawGallery()
  expect(readFileSync(PAGE, 'utf8')).toBe(page)
  expect(readdirSync(join(DOCS, 'gallery')).sort()).toEqual(
    [...pictures.keys()].map((path) => path.slice('gallery/'.length)).sort(),
  )
  for (const [path, picture] of pictures) {
    expect([path, (await differing(readFileSync(join(DOCS, path)), picture)) <= MOST_PIXELS]).toEqual([path, true])
  }
})

it('every file that draws is on the page', () => {
  const page = readFileSync(PAGE, 'utf8')
  const files = Object.keys(WRITERS).flatMap((folder) =>
    readdirSync(join(__dirname, folder)).map((name) => `tools/gallery/${folder}/${name}`),
  )
  const drawing = files.filter((file) => readFileSync(join(DOCS, '..', file), 'utf8').includes('defineFigures'))
  const quoted = [...page.matchAll(/<!-- from (\S+) -->/g)].map(([, file]) => file)
  expect(quoted.sort()).toEqual(drawing.sort())
})

it('a picture with another letter would be found out', async () => {
  const word = (text: string) => {
    const canvas = createCanvas(60, 60)
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, 60, 60)
    context.fillStyle = '#222222'
    context.fillRect(10, 10, 4, text === 'i' ? 20 : 32)
    return canvas.toBuffer('image/png')
  }
  expect(await differing(word('i'), word('i'))).toBe(0)
  expect(await differing(word('i'), word('l'))).toBeGreaterThan(MOST_PIXELS)
})
