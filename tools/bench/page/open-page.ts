/**
 * How long a page about many runs takes to open from a file: `npx tsx tools/bench/page/open-page.ts [runs] [steps]`, 10,000 runs with series of 100 steps unless told.
 * From the call to the first rows that can be seen, in Chromium without a head; the median of five, each in a new browser.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { testPage, type TestRun } from '../../../packages/nx/src/report/test-page'
import { pageCode } from '../../../packages/nx/src/report/write/page-code'
import { reportFiles, writeReport } from '../../../packages/nx/src/report/write/write-report'
import { median } from '../median'

const [runs = 10_000, steps = 100] = process.argv.slice(2).map(Number)

/** Eight keys, of which five differ, and ten metrics: a large sweep. */
function made(index: number): TestRun {
  const noise = (salt: number): number => Math.abs(Math.sin(index * 12.9898 + salt * 78.233) * 43758.5453) % 1
  const config = {
    tactic: { name: ['mlp', 'cnn', 'forest'][index % 3]!, hidden: 2 ** (index % 7) },
    optimizer: { name: ['adam', 'momentum'][index % 2]!, lr: 10 ** -(index % 5) },
    batchSize: 32 * (1 + (index % 4)),
    epochs: steps,
    backend: 'wasm',
    seed: index % 20,
  }
  const metrics = Object.fromEntries(
    Array.from({ length: 10 }, (_, metric) => [`part${metric % 2}.metric${metric}`, noise(metric)]),
  )
  const curve = Array.from({ length: steps }, (_, step) => noise(step) / (1 + step))
  return {
    name: `tactic=${config.tactic.name}+hidden=${config.tactic.hidden}+optimizer=${config.optimizer.name}+run=${index}`,
    config,
    seed: config.seed,
    metrics,
    details: { curves: { 'history.loss': curve, 'history.val_loss': curve } },
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  try {
    const code = await pageCode()
    const before = performance.now()
    const page = writeReport(
      folder,
      reportFiles(testPage(Array.from({ length: runs }, (_, index) => made(index))), code, { name: 'page' }),
    )
    const wrote = performance.now() - before
    const beside = readdirSync(folder).includes('page.files') ? readdirSync(join(folder, 'page.files')).length : 0
    const opened: number[] = []
    const changed: number[] = []
    for (let round = 0; round < 5; round++) {
      const executablePath = spawnSync('sh', ['-c', 'command -v chromium']).stdout.toString().trim()
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
      const tab = await browser.newPage()
      const begin = performance.now()
      await tab.goto(pathToFileURL(page).href, { waitUntil: 'commit' })
      await tab
        .locator('#runs tbody tr')
        .nth(Math.min(runs, 100) - 1)
        .waitFor()
      opened.push(performance.now() - begin)
      const then = performance.now()
      await tab.getByRole('button', { name: 'Mean over seeds' }).click()
      await tab.getByRole('button', { name: 'Single runs' }).waitFor()
      changed.push(performance.now() - then)
      await browser.close()
    }
    const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`
    console.log(
      `${runs} runs, ${steps} steps: ${kilobytes(statSync(page).size)} page, ${beside} files beside it, made and written in ${Math.round(wrote)} ms`,
    )
    console.log(`code of the page: ${kilobytes(gzipSync(code.script + code.style, { level: 9 }).length)} packed`)
    console.log(
      `opened in ${Math.round(median(opened))} ms (${opened.map(Math.round).join(', ')}), grouped in ${Math.round(median(changed))} ms`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
