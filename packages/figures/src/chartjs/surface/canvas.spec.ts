import type * as Canvas from '@napi-rs/canvas'
import { readFileSync } from 'node:fs'
import { EMPTY_IMAGE } from '../../empty-image'
import type * as Surface from './canvas'

/** The module as a process has it that has drawn nothing yet, with this as its canvas library. */
function fresh(library: () => object): typeof Surface {
  jest.resetModules()
  jest.doMock('@napi-rs/canvas', library)
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./canvas') as typeof Surface
}

/** A library that keeps what its images are asked to open. */
function recording() {
  const opened: string[] = []
  class Image {
    onerror: unknown
    set src(path: string) {
      opened.push(path)
    }
    decode = () => Promise.reject(new Error('it cannot be decoded'))
  }
  return { opened, library: () => ({ Image, GlobalFonts: { has: () => true } }) }
}

describe('what makes the canvas ready beforehand', () => {
  afterEach(() => {
    delete process.env.FREETYPE_PROPERTIES
    jest.dontMock('@napi-rs/canvas')
  })

  it('opens an image that a package has, and nothing of it is an error', async () => {
    const { opened, library } = recording()
    fresh(library).prepareCanvas()
    await new Promise(setImmediate)
    expect(opened.map((path) => readFileSync(path, 'utf8'))).toEqual([
      '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>\n',
    ])
  })

  it('is not done where settings of FreeType would reach the figures, nor once the canvas is loaded', () => {
    const { opened, library } = recording()
    const { loadCanvas, prepareCanvas } = fresh(library)
    process.env.FREETYPE_PROPERTIES = 'truetype:interpreter-version=35'
    prepareCanvas()
    delete process.env.FREETYPE_PROPERTIES
    loadCanvas()
    prepareCanvas()
    expect(opened).toEqual([])
  })

  it('leaves it to the drawing to say what is wrong with the library', () => {
    const { loadCanvas, prepareCanvas } = fresh(() => {
      throw new Error('no binary for this machine')
    })
    expect(() => prepareCanvas()).not.toThrow()
    expect(() => loadCanvas()).toThrow('no binary for this machine')
  })

  it('is an image that the library itself can open', async () => {
    const { Image } = jest.requireActual<typeof Canvas>('@napi-rs/canvas')
    const image = new Image()
    image.src = EMPTY_IMAGE
    await image.decode()
    expect([image.width, image.height]).toEqual([1, 1])
  })
})
