/**
 * What libraries of tables would add to the report page, and whether they keep to its policy: `npx tsx tools/bench/page/table-libraries.ts <folder>`, in a folder where
 * `npm install --ignore-scripts @tanstack/table-core tabulator-tables gridjs simple-datatables datatables.net ag-grid-community` was called.
 *
 * Sizes are those of a bundle that makes one table, minified and packed by gzip. Violations are counted in Chromium without a head, under the policy of the page.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { bundlePage } from '../../../packages/nx/src/report/write/page-code'

const [folder = ''] = process.argv.slice(2)
const RUNS = 1_000
const REPORT = join(__dirname, '../../../packages/nx/src/report')

/** Each makes a table of `rows` in `place`, sorted by a metric where that is asked for in the call; the first only computes, without a document. */
const CANDIDATES: Readonly<Record<string, string>> = {
  '@tanstack/table-core': `import { constructTable, tableFeatures, rowSortingFeature, columnFilteringFeature, columnGroupingFeature, rowAggregationFeature, rowPaginationFeature,
    createCoreRowModel, createSortedRowModel, createFilteredRowModel, createGroupedRowModel, createPaginatedRowModel } from '@tanstack/table-core'
    globalThis.kept = [constructTable, tableFeatures, rowSortingFeature, columnFilteringFeature, columnGroupingFeature, rowAggregationFeature, rowPaginationFeature,
    createCoreRowModel, createSortedRowModel, createFilteredRowModel, createGroupedRowModel, createPaginatedRowModel]`,
  'datatables.net': `import DataTable from 'datatables.net'
    const table = document.createElement('table'); place.append(table)
    new DataTable(table, { data: rows, columns: Object.keys(rows[0]).map((key) => ({ data: key, title: key })) })`,
  'simple-datatables': `import { DataTable } from 'simple-datatables'
    const table = document.createElement('table'); place.append(table)
    new DataTable(table, { data: { headings: Object.keys(rows[0]), data: rows.map((row) => Object.values(row)) } })`,
  gridjs: `import { Grid } from 'gridjs'
    new Grid({ columns: Object.keys(rows[0]), data: rows.map((row) => Object.values(row)), sort: true, search: true, pagination: true }).render(place)`,
  'tabulator-tables': `import { TabulatorFull } from 'tabulator-tables'
    new TabulatorFull(place, { data: rows, columns: Object.keys(rows[0]).map((key) => ({ field: key, title: key })), height: 300 })`,
  'ag-grid-community': `import { createGrid, ModuleRegistry, AllCommunityModule } from 'ag-grid-community'
    ModuleRegistry.registerModules([AllCommunityModule]); place.style.height = '300px'
    createGrid(place, { rowData: rows, columnDefs: Object.keys(rows[0]).map((field) => ({ field })) })`,
}

const rows = Array.from({ length: RUNS }, (_, run) => ({
  run: `lr=${run}`,
  lr: run / RUNS,
  accuracy: (run * 7) % RUNS,
}))
const packed = (text: string): number => gzipSync(text, { level: 9 }).length
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

async function bundle(contents: string, resolveDir: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: ['es2022'],
    external: ['node:*', 'hyparquet-writer'],
    logLevel: 'error',
  })
  return outputFiles[0]!.text.replaceAll('</script', '<\\/script')
}

/** How often the policy of the page refused something of this script, and what. */
async function refused(script: string): Promise<string> {
  const digest = createHash('sha256').update(script, 'utf8').digest('base64')
  const policy = `default-src 'none'; script-src 'sha256-${digest}' 'strict-dynamic'; style-src 'sha256-x'; img-src data:; base-uri 'none'; form-action 'none'`
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.addInitScript(
      `globalThis.seen = []; document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))`,
    )
    const html = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><main></main><script>${script}</script>`
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: html }))
    await page.goto('http://page.test/')
    await page.waitForTimeout(1_500)
    const seen = await page.evaluate<string[]>('seen')
    const shown = await page.locator('main *').count()
    const kinds = [...new Set(seen)].map((kind) => `${kind} ${seen.filter((one) => one === kind).length} ×`)
    return `${kinds.join(', ') || 'nothing'}${shown === 0 ? '; shows nothing' : ''}`
  } finally {
    await browser.close()
  }
}

async function main(): Promise<void> {
  const { code } = await bundlePage()
  const ours = ['runs-table', 'groups-table', 'table-parts'].map((name) => join(REPORT, 'page', `${name}.ts`))
  const imports = ours.map((file, at) => `import * as part${at} from '${file}'`)
  const table = await bundle(`${imports.join('\n')}\nglobalThis.kept = [part0, part1, part2]`, REPORT)
  const uplot = await bundle(`import uPlot from 'uplot'; globalThis.kept = uPlot`, REPORT)
  console.log('| | version | packed | refused by the policy |\n|---|---|---|---|')
  console.log(`| the whole page | – | ${kB(packed(code.script + code.style))} | nothing |`)
  console.log(`| its tables, with sorting, filters and groups | – | ${kB(packed(table))} | nothing |`)
  console.log(`| uPlot | – | ${kB(packed(uplot))} | nothing |`)
  for (const [name, use] of Object.entries(CANDIDATES)) {
    const given = `const place = document.querySelector('main')!, rows: any = ${JSON.stringify(rows)}\n`
    const imported = use.replace(/^(import[\s\S]*?from '[^']+')/, `$1\n${given}`)
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as {
      version: string
    }
    const size = packed(await bundle(use, folder))
    const found = name === '@tanstack/table-core' ? 'draws nothing' : await refused(await bundle(imported, folder))
    console.log(`| ${name} | ${version} | ${kB(size)} | ${found} |`)
  }
}

void main()
