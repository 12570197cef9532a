import fs, { writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { pathToFileURL } from 'node:url'
import { planSweeps } from 'bocas/core'

/**
 * Evaluates one sweep module in a process of its own: `node sweep-worker <bundle> <answer file>`. The answer is written, not printed,
 * because a sweep may print what it likes.
 */
async function main([bundle, answer]: string[]): Promise<void> {
  // A sweep that differs from call to call would name other runs in each process that asks.
  Math.random = () => {
    throw new Error('Math.random() in a sweep gives other runs on every call: write the values out, or use seeds(n)')
  }
  refuseReading()
  const module = (await import(pathToFileURL(bundle!).href)) as Record<string, unknown>
  writeFileSync(answer!, JSON.stringify({ plan: planSweeps({ ...module }) }))
}

/** The answer is remembered by the sweep's code, so files that it reads would be looked at once and never again. */
function refuseReading(): void {
  const names = ['readFileSync', 'readFile', 'readdirSync', 'readdir', 'createReadStream', 'openSync', 'open'] as const
  const own = fs as unknown as Record<string, (path: unknown, ...rest: unknown[]) => unknown>
  const promised = fs.promises as unknown as typeof own
  for (const functions of [own, promised]) {
    for (const name of names) {
      const read = functions[name]
      if (read === undefined) continue
      functions[name] = (path, ...rest) => {
        const place = String(path)
        if (typeof path === 'number' || /[\\/](node_modules|\.bocas)[\\/]/.test(place)) return read(path, ...rest)
        throw new Error(
          `a sweep reads no files (${place}), because it is not evaluated again when they change: import JSON, or write the values out`,
        )
      }
    }
  }
  syncBuiltinESMExports()
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  writeFileSync(process.argv[3]!, JSON.stringify({ thrown: { message, stack } }))
})
