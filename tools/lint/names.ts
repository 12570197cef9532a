import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { TESTS } from './fences'

/** Names that several files export, each with the reason: what they name is one thing. */
export const ONE_THING: Readonly<Record<string, string>> = {
  main: 'what a program begins with',
  createEngine: 'what every engine exports, by which it is opened',
  configurationProblems: 'what every engine says of its part of a profile',
  GO_ON: 'one exit code: @bocas/slurm has types only of @bocas/nx, and a spec compares the two',
}

const DECLARED = /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm

/** Exported names that are declared in several files of the packages, with these files. What is exported again from elsewhere is declared once. */
export function namesWithSeveralMeanings(repository: string): Map<string, string[]> {
  const files = globSync('packages/*/src/**/*.{ts,mts}', { cwd: repository, ignore: [...TESTS] }).sort()
  return declaredTwice(files.map((file) => [file, readFileSync(join(repository, file), 'utf8')]))
}

export function declaredTwice(sources: readonly (readonly [file: string, text: string])[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const [file, text] of sources)
    for (const [, name = ''] of text.matchAll(DECLARED)) found.set(name, (found.get(name) ?? new Set()).add(file))
  return new Map([...found].flatMap(([name, files]) => (files.size > 1 ? [[name, [...files]] as const] : [])))
}
