import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { HOSTILE, testPage } from '../test-page'
import { bundlePage, pageCode, shippedPage } from './page-code'
import { inertJson, pageHtml } from './page-html'
import { reportFiles, writeReport } from './write-report'

const CODE = { script: 'start()', style: 'p{}' }
const RUNS = Array.from({ length: 120 }, (_, run) => ({ name: `lr=${run}`, config: { lr: run } }))

describe('the page', () => {
  it('is the same bytes for the same content', () => {
    const files = (): string[] => [...reportFiles(testPage(RUNS), CODE, { name: 'toy' })].flat()
    expect(files()).toEqual(files())
  })

  it('lets only its own script and style in, by their digests, and asks for nothing else', () => {
    const html = pageHtml({ data: { ...testPage(RUNS).data, details: { size: 50, folder: null } }, parts: [] }, CODE)
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)![1]!
    const digest = (text: string): string => createHash('sha256').update(text).digest('base64')
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${digest(CODE.script)}' 'strict-dynamic'`,
      `style-src 'sha256-${digest(CODE.style)}'`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(html).not.toMatch(/\b(?:src|href)=/)
  })

  it.each(HOSTILE)('holds %j as data that no parser of HTML takes for markup', (text) => {
    const { data, details } = testPage([{ name: text, config: { [text]: text }, details: { log: { text, cut: 0 } } }], {
      title: text,
      notes: { 0: text },
      tasks: [{ task: text, notes: [text] }],
    })
    const [[, html] = []] = reportFiles({ data, details }, CODE, { name: 'toy' })
    const elements = html!.match(/<\/?[a-z!][^>]*>/gi)!
    const plain = [...reportFiles(testPage([{ name: 'x', config: {} }]), CODE, { name: 'toy' }).values()][0]!
    const tags = (found: readonly string[]): string[] => found.map((tag) => tag.split(/[\s>]/)[0]!)
    expect(tags(elements)).toEqual(tags(plain.match(/<\/?[a-z!][^>]*>/gi)!))
    expect(JSON.parse(inertJson([text]))).toEqual([text])
  })
})

describe('the files of a report', () => {
  it('are one where the details of runs are few, else the details lie beside it in parts', () => {
    expect([...reportFiles(testPage(RUNS), CODE, { name: 'toy' }).keys()]).toEqual(['toy.html'])
    const files = reportFiles(testPage(RUNS), CODE, { name: 'toy', inPage: 0 })
    expect([...files.keys()]).toEqual(['toy.html', 'toy.files/0.js', 'toy.files/1.js', 'toy.files/2.js'])
    const given: unknown[] = []
    new Function('bocasPart', [...files.values()].slice(1).join(''))((part: number, details: unknown[]) =>
      given.push([part, details.length]),
    )
    expect(given).toEqual([
      [0, 50],
      [1, 50],
      [2, 20],
    ])
  })

  it('take the place of those of an earlier report, and touch nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'))
    try {
      writeReport(folder, reportFiles(testPage(RUNS), CODE, { name: 'other', inPage: 0 }))
      writeReport(folder, reportFiles(testPage(RUNS), CODE, { name: 'toy', inPage: 0 }))
      writeReport(folder, reportFiles(testPage(RUNS.slice(0, 60)), CODE, { name: 'toy', inPage: 0 }))
      expect(readdirSync(join(folder, 'toy.files'))).toEqual(['0.js', '1.js'])
      const page = writeReport(folder, reportFiles(testPage(RUNS), CODE, { name: 'toy' }))
      expect(readdirSync(folder).sort()).toEqual(['other.files', 'other.html', 'toy.html'])
      expect(readFileSync(page, 'utf8')).toContain('"lr=119"')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('of no runs are a page too', () => {
    expect([...reportFiles(testPage([]), CODE, { name: 'toy' }).keys()]).toEqual(['toy.html'])
  })
})

describe('the code of the page', () => {
  it('is at most 120 kB when packed, imports nothing of Node, and cannot end the element that it stands in', async () => {
    const { code } = await bundlePage()
    expect(gzipSync(code.script + code.style, { level: 9 }).length).toBeLessThanOrEqual(120_000)
    expect(code.script).not.toMatch(/\brequire\(|node:/)
    expect(code.script + code.style).not.toMatch(/<\/(?:script|style)|<!--/i)
    expect(code.script + code.style).not.toMatch(/https?:\/\/(?!www\.w3\.org\/|github\.com\/leeoniya)/)
  })

  it('is shipped in a file whose name says what is in it', async () => {
    const code = await pageCode()
    const { file, text } = shippedPage(code)
    expect(file).toMatch(/^page-[0-9a-f]{64}\.json$/)
    expect(JSON.parse(text)).toEqual(code)
  })
})
