import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { declarationOf, declarationOfFigures } from 'bocas/internal'

/**
 * Looks whether a `run.ts` exports a program, or the figures of a `figures.ts` name one, and what it declares: `node command-worker <bundle> <answer file>`. The code is imported in
 * this process of its own, and its `run` is not called. The answer is written, not printed, because an import may print what it likes.
 */
async function main([bundle, answer]: string[]): Promise<void> {
  const { run, default: figures } = (await import(pathToFileURL(bundle!).href)) as { run?: unknown; default?: unknown }
  writeFileSync(answer!, JSON.stringify({ declaration: declarationOf(run) ?? declarationOfFigures(figures) ?? null }))
  // Imported code may have left something running.
  process.exit(0)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  writeFileSync(process.argv[3]!, JSON.stringify({ thrown: { message, stack } }))
  process.exit(0)
})
