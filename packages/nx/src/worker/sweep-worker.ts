import { writeFileSync } from 'node:fs'
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
  const module = (await import(pathToFileURL(bundle!).href)) as Record<string, unknown>
  writeFileSync(answer!, JSON.stringify({ plan: planSweeps({ ...module }) }))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  writeFileSync(process.argv[3]!, JSON.stringify({ thrown: { message, stack } }))
})
