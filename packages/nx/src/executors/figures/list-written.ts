import { extname } from 'node:path'

/** Written files, a line for each figure or table with all its formats: `paper/figures/mnist/learning.{pdf,png,svg}`. */
export function listWritten(files: readonly string[]): string[] {
  const endings = new Map<string, string[]>()
  for (const file of [...files].sort()) {
    const ending = extname(file).slice(1)
    const stem = ending === '' ? file : file.slice(0, -ending.length - 1)
    endings.set(stem, [...(endings.get(stem) ?? []), ...(ending === '' ? [] : [ending])])
  }
  return [...endings].map(([stem, [first, ...others]]) =>
    first === undefined ? stem : `${stem}.${others.length === 0 ? first : `{${[first, ...others].join(',')}}`}`,
  )
}
