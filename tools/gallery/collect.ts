import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { KEPT, TASKS, type KeptRun } from './kept-results'

const ROOT = join(__dirname, '..', '..')

/** Keeps the results of the repository's own tasks for the gallery: run it after `nx run-many -t experiment`. */
function collect(): void {
  const runs = TASKS.flatMap((task) => {
    const folder = join(ROOT, 'paper', 'artifacts', task)
    return readdirSync(folder)
      .sort()
      .map((name): KeptRun => {
        const files = readdirSync(join(folder, name)).sort()
        return {
          task,
          name,
          files: Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, name, file), 'utf8')])),
        }
      })
  })
  writeFileSync(KEPT, brotliCompressSync(JSON.stringify(runs)))
  console.log(`${runs.length} results kept in ${KEPT}`)
}

collect()
