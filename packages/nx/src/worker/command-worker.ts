import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { declarationOf } from 'bocas/internal'

/**
 * Looks whether a `run.ts` exports a program, and what it declares: `node command-worker <bundle> <answer file>`. The code is imported in
 * this process of its own, and its `run` is not called. The answer is written, not printed, because an import may print what it likes.
 */
async function main([bundle, answer]: string[]): Promise<void> {
  const { run } = (await import(pathToFileURL(bundle!).href)) as { run?: unknown }
  writeFileSync(answer!, JSON.stringify({ declaration: declarationOf(run) ?? null }))
  // Imported code may have left something running.
  process.exit(0)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  writeFileSync(process.argv[3]!, JSON.stringify({ thrown: { message, stack } }))
  process.exit(0)
})
