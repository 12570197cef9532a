import { isAbsolute, relative } from 'node:path'

/** Options of Node that give the same code another meaning: what is loaded first, what is found under a name. */
const MEANING =
  /^(-C|--conditions|-r|--require|--import|--loader|--experimental-loader|--preserve-symlinks(-main)?|--experimental-default-type|--experimental-specifier-resolution|--disable-proto)$/
const LOADS = /^(-r|--require|--import)$/

/**
 * Those of the options in `NODE_OPTIONS` that change what the code of runs means, as they stand there. A script from outside the workspace is
 * the machine's: a debugger that wants to be told of processes, say.
 */
export function optionsThatChangeCode(root: string, options = ''): string[] {
  const words = options.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? []
  return words.flatMap((word, at) => {
    const [name, inline] = word.split('=', 2) as [string, string | undefined]
    if (!MEANING.test(name)) return []
    const next = words[at + 1]
    const value = inline ?? (next?.startsWith('-') ? undefined : next)
    if (value !== undefined && LOADS.test(name) && isElsewhere(root, value)) return []
    return [inline === undefined && value !== undefined && !/symlinks/.test(name) ? `${word} ${value}` : word]
  })
}

function isElsewhere(root: string, value: string): boolean {
  const path = value.replace(/^"|"$/g, '').replace(/^file:\/\//, '')
  return isAbsolute(path) && relative(root, path).startsWith('..')
}
