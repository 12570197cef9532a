import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { type ExpectedRun, type ProvenanceFile } from 'bocas/internal'
import { defineFigures } from '../define-figures'
import { type Kit } from '../kit/types'
import { digestsOf, testFolder, testJob, type run, writeResults } from '../test-results'

type ToyKit = Kit<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

jest.setTimeout(60_000)

let folder: string
let runs: ExpectedRun[]
beforeAll(async () => {
  folder = await testFolder()
  runs = await writeResults(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const drawn = (draw: (kit: ToyKit) => void | Promise<void>, change: Parameters<typeof testJob>[2] = {}) =>
  defineFigures<typeof run>(draw).render(testJob(folder, runs, change))
const refusal = (draw: (kit: ToyKit) => void): Promise<string> =>
  drawn(draw).then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  )
const place = (name: string): string => join(folder, 'figures', name)
const alt = 'A red disc.'

const svgOf = (inside: string, head = ''): string =>
  `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="96" height="48">\n${inside}\n</svg>\n`
const DISC = svgOf('<circle cx="24" cy="24" r="20" fill="#ff0000"/>')
const pdfOf = (objects: string): Buffer => Buffer.from(`%PDF-1.4\n${objects}\ntrailer\n<<>>\n%%EOF\n`, 'latin1')
const PDF = pdfOf('1 0 obj\n<< /CreationDate (D:20261128162011Z) /Type /Catalog >>\nendobj')
const png = () => createCanvas(4, 2).toBuffer('image/png')

describe('a picture that other code has made', () => {
  it('is kept as it is, with its data, its words and its runs; of an SVG alone a PNG is made', async () => {
    const { notes } = await drawn(({ runs, figureFile }) =>
      figureFile('disc', { runs: runs.only({ optimizer: 'sgd' }), svg: DISC, alt, data: [{ x: 1, y: 2 }] }),
    )
    expect(readFileSync(place('disc.svg'), 'utf8')).toBe(DISC)
    expect(readFileSync(place('disc.csv'), 'utf8')).toBe('x,y\r\n1,2\r\n')
    expect(readFileSync(place('disc.alt.txt'), 'utf8')).toBe(`${alt}\n`)
    const image = await loadImage(readFileSync(place('disc.png')))
    expect([image.width, image.height]).toEqual([288, 144])
    const context = createCanvas(288, 144).getContext('2d')
    context.drawImage(image, 0, 0)
    expect([...context.getImageData(72, 72, 1, 1).data]).toEqual([255, 0, 0, 255])
    expect([...context.getImageData(280, 72, 1, 1).data]).toEqual([255, 255, 255, 255])
    expect(notes).toEqual([
      'a paper in LaTeX takes no SVG, so it has a PNG of 288 dots per inch; give a `pdf` as well to have it sharp → in figure disc',
    ])
    const { figures } = JSON.parse(readFileSync(join(folder, 'provenance', 'toy.json'), 'utf8')) as ProvenanceFile
    expect(figures.disc).toMatchObject({
      runs: expect.arrayContaining([expect.stringContaining('sgd')]) as unknown,
      cells: [],
    })
    expect(figures.disc!.runs).toHaveLength(12)
  })

  it('is the same bytes every time, whenever its PDF was made', async () => {
    const draw = (pdf: Buffer) =>
      drawn(({ runs, figureFile }) => figureFile('x', { runs, pdf, svg: DISC, png: png(), alt }))
    const first = await digestsOf((await draw(PDF)).written)
    const later = Buffer.from(PDF.toString('latin1').replace('20261128', '20270101'), 'latin1')
    expect(await digestsOf((await draw(later)).written)).toEqual(first)
  })

  it('says which papers cannot show it, and that it comes without data', async () => {
    const { notes } = await drawn(({ runs, figureFile }) => figureFile('x', { runs, pdf: PDF, alt }))
    expect(notes).toEqual([
      'a paper in Markdown cannot show a PDF; give an `svg` or `png` as well → in figure x',
      'it comes without its data; give it for a CSV: data: [{ … }] → in figure x',
    ])
    expect(existsSync(place('x.svg'))).toBe(false)
  })

  it('may lie in the folder of the job, which is removed', async () => {
    let dir = ''
    await drawn(async (kit) => {
      dir = kit.dir
      writeFileSync(join(kit.dir, 'a.svg'), DISC)
      kit.figureFile('x', { runs: kit.runs, svg: join(kit.dir, 'a.svg'), alt })
    })
    expect(readFileSync(place('x.svg'), 'utf8')).toBe(DISC)
    expect(existsSync(dir)).toBe(false)
  })

  it('may be declared data, and lies nowhere else', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'bocas-elsewhere-'))
    const there = join(elsewhere, 'a.svg')
    writeFileSync(there, DISC)
    try {
      const data = { 'a.svg': there }
      await drawn(({ runs, figureFile, input }) => figureFile('x', { runs, svg: input('a.svg'), alt }), { data })
      expect(await refusal(({ runs, figureFile }) => figureFile('x', { runs, svg: there, alt }))).toContain(
        `${there} is neither below \`dir\` nor declared data, so the figure would stay as it is when the file changes (at figure x, svg)`,
      )
      expect(
        await refusal((kit) => {
          symlinkSync(there, join(kit.dir, 'link.svg'))
          kit.figureFile('x', { runs: kit.runs, svg: join(kit.dir, 'link.svg'), alt })
        }),
      ).toContain('is neither below `dir` nor declared data')
    } finally {
      rmSync(elsewhere, { recursive: true, force: true })
    }
  })

  it('says in its words that it is of a draft, and to its author that it has no mark', async () => {
    const { notes } = await drawn(({ runs, figureFile }) => figureFile('x', { runs, svg: DISC, alt, data: [] }), {
      draft: true,
    })
    expect(readFileSync(place('x.alt.txt'), 'utf8')).toBe(`${alt} Draft of 24 of 24 runs.\n`)
    expect(notes.join('\n')).toContain('has no mark of a draft')
  })
})

describe('a picture that is none, or does something, is refused', () => {
  const wrong: [string, { svg?: string | Buffer; pdf?: Buffer; png?: Buffer }, string][] = [
    ['no SVG', { svg: '<html></html>' }, 'it is no SVG: its first element is not <svg> (at figure x, svg)'],
    ['a cut SVG', { svg: '<svg><g>' }, 'it is cut off'],
    ['no XML', { svg: svgOf('a < b') }, 'a "<" begins no element: it is no XML (at figure x, svg, line 2)'],
    ['UTF-16', { svg: Buffer.from(DISC, 'utf16le') }, 'it is no'],
    [
      'a script',
      { svg: svgOf('\n<script>alert(1)</script>') },
      '<script> is a script, which a figure has no use for (at figure x, svg, line 3)',
    ],
    ['a prefixed script', { svg: svgOf('<s:script xmlns:s="http://www.w3.org/2000/svg"/>') }, '<script> is a script'],
    ['a handler', { svg: svgOf('<g onload="alert(1)"/>') }, 'onload is a script'],
    ['HTML inside', { svg: svgOf('<foreignObject/>') }, '<foreignobject> is a document of another kind'],
    ['a picture from elsewhere', { svg: svgOf('<image href="http://x.org/a.png"/>') }, 'it loads http://x.org/a.png'],
    ['a file', { svg: svgOf('<image xlink:href="file:///etc/passwd"/>') }, 'it loads file:///etc/passwd'],
    ['a hidden reference', { svg: svgOf('<use href="&#104;ttp://x.org/a.svg#b"/>') }, 'it loads http://x.org/a.svg#b'],
    [
      'an SVG inside',
      { svg: svgOf('<image href="data:image/svg+xml;base64,PHN2Zz4="/>') },
      'it loads data:image/svg+xml',
    ],
    ['a link that runs', { svg: svgOf('<a href="javascript:alert(1)"/>') }, 'it loads javascript:alert(1)'],
    [
      'a style from elsewhere',
      { svg: svgOf('<style>@import "a.css"; rect { fill: url(http://x.org/#a) }</style>') },
      'it imports a style sheet',
    ],
    ['an escaped style', { svg: svgOf('<rect style="fill:u\\72l(http://x.org/#a)"/>') }, 'its style has escapes'],
    ['a fill from elsewhere', { svg: svgOf('<rect fill="url(a.svg#b)"/>') }, 'it loads a.svg#b'],
    ['entities', { svg: svgOf('&a;', '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>') }, 'it'],
    [
      'a style sheet',
      { svg: svgOf('', '<?xml version="1.0"?>').replace('\n', '\n<?xml-stylesheet href="a.css"?>') },
      'it loads a style sheet',
    ],
    ['an animation', { svg: svgOf('<set attributeName="href" to="x"/>') }, '<set> is an animation'],
    ['no PDF', { pdf: Buffer.from('hello') }, 'these bytes are no PDF'],
    ['a cut PDF', { pdf: PDF.subarray(0, 20) }, 'the PDF is cut off'],
    [
      'a PDF with a script',
      { pdf: pdfOf('1 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj') },
      'the PDF holds a script',
    ],
    ['a PDF with a hidden script', { pdf: pdfOf('1 0 obj\n<< /S /J#61vaScript >>\nendobj') }, 'the PDF holds a script'],
    [
      'a PDF with a packed script',
      {
        pdf: pdfOf(
          `1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n${deflateSync('<< /S /JavaScript >>').toString('latin1')}\nendstream\nendobj`,
        ),
      },
      'the PDF holds a script',
    ],
    [
      'a PDF that starts something',
      { pdf: pdfOf('1 0 obj\n<< /S /Launch >>\nendobj') },
      'the PDF holds a program to be started',
    ],
    ['no PNG', { png: Buffer.from(DISC) }, 'these bytes are no PNG file (at figure x, png)'],
    ['a cut PNG', { png: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAE=', 'base64') }, 'PNG'],
    ['nothing', {}, 'no picture is given'],
  ]
  it.each(wrong)('%s', async (_, files, expected) => {
    expect(await refusal(({ runs, figureFile }) => figureFile('x', { runs, alt, ...files }))).toContain(expected)
  })

  it('all of them at once, and a missing text or missing runs as well', async () => {
    const message = await refusal(({ runs, figureFile }) => {
      figureFile('a', { runs, svg: '<p/>', pdf: Buffer.from('x'), png: Buffer.from('x'), alt })
      figureFile('b', { runs, svg: DISC } as never)
      figureFile('c', { svg: DISC, alt } as never)
    })
    for (const where of ['figure a, svg', 'figure a, pdf', 'figure a, png', 'figure b', 'figure c'])
      expect(message).toContain(`(at ${where})`)
  })

  it.each([
    ['a picture inside', '<image href="data:image/png;base64,iVBORw0KGgo="/>'],
    [
      'a part of itself',
      '<defs><g id="a"/></defs><use xlink:href="#a"/><rect fill="url(#a)" style="clip-path: url(\'#a\')"/>',
    ],
    ['a style of its own', '<style type="text/css"><![CDATA[ .a { fill: #ff0000 } ]]></style>'],
    ['a link', '<a href="https://x.org/"><text>on and on</text></a>'],
    ['words about scripts', '<text>&lt;script&gt; onload="x"</text><!-- <script> -->'],
  ])('but not %s', async (_, inside) => {
    const head =
      '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    await drawn(({ runs, figureFile }) => figureFile('x', { runs, svg: svgOf(inside, head), png: png(), alt }))
    expect(existsSync(place('x.svg'))).toBe(true)
  })
})
