import type { NxResult } from './nx'

/** The projects that nx says it runs the asked target for, sorted. */
export function selected({ output }: NxResult): string[] {
  const [, list = ''] = /Running target \S+ for [^\n]*:\n\n((?:- .*\n)*)/.exec(output) ?? []
  return list
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2))
    .sort()
}

/** The tasks of a target that were executed and not answered by Nx's cache, sorted: `alpha:figures`. */
export function executed({ output }: NxResult, target: string): string[] {
  const done = [...output.matchAll(/^[✔✖]\s+nx run (\S+?)(\s+\[.*\])?$/gm)]
  return done
    .filter(([, task, cached]) => task!.endsWith(`:${target}`) && cached === undefined)
    .map(([, task]) => task!)
    .sort()
}

/** The result, or an error with all that nx said. */
export function successful(result: NxResult): NxResult {
  if (result.code !== 0) throw new Error(`nx ended with exit code ${result.code}:\n${result.output}`)
  return result
}
