import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/** The modules that an entry point loads, directly or not; types are none. */
function loadedBy(entry: string): string[] {
  const found = new Set<string>()
  const follow = (file: string): void => {
    if (found.has(file)) return
    found.add(file)
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    })
    for (const [, path] of outputText.matchAll(/(?:from|import) '(\.[^']+)'/g)) {
      const target = join(dirname(file), path!)
      follow(existsSync(`${target}.ts`) ? `${target}.ts` : join(target, 'index.ts'))
    }
  }
  follow(join(__dirname, entry))
  return [...found].map((file) => relative(__dirname, file))
}

const HEAVY =
  /^(statistics|artifacts.kinds|results.(comparison|pivot|rows|statistic)|results.runs.runs|results.made.(claims|figure-files))/

it('a paper that is built after an edit of its text loads neither tables of results nor what runs need', () => {
  const loaded = loadedBy('internal-made.ts')
  expect(loaded).toContain(join('results', 'made', 'evidence.ts'))
  const needless = /^(artifacts.kinds|results.(pivot|read|rows|items|runs.runs)|run.context|sweep.read.check)/
  expect(loaded.filter((file) => needless.test(file))).toEqual([])
  expect(loadedBy('internal.ts').filter((file) => needless.test(file)).length).toBeGreaterThan(10)
})

it('what every call of nx waits for loads neither statistics nor kinds of artifacts nor what figures ask results for', () => {
  const loaded = loadedBy('internal-store.ts')
  expect(loaded).toContain(join('store', 'result-view.ts'))
  expect(loaded.filter((file) => HEAVY.test(file))).toEqual([])
  expect(loadedBy('internal.ts').filter((file) => HEAVY.test(file)).length).toBeGreaterThan(10)
})
