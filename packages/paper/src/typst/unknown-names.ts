import { readFileSync } from 'node:fs'
import type { NamedKind } from '../inventory/inventory'
import type { Use } from '../inventory/uses'
import type { Typst } from './compiler'
import type { Diagnostic, Frame } from './diagnostics'
import { parseUnknown, type Gaps } from './helper-source'
import { replaceLiteral } from './source-text'

/** A place where the text names what does not exist. */
export interface UnknownUse extends Use {
  /** Where the name is written, or put together; without a frame Typst could not say. */
  readonly frame?: Frame | undefined
  /** When the name is put together in a function: where the text calls it. */
  readonly caller?: Frame | undefined
}

/** What the search needs of a paper. */
export interface Search {
  readonly typst: Typst
  /** Absolute path of the file that is compiled. */
  readonly main: string
  /** Absolute path of the generated helper. */
  readonly helper: string
  /** The helper's text with these gaps. */
  readonly helperWith: (gaps: Gaps) => string
  /** Whether the author writes this file (generated ones are left alone). */
  readonly isOwn: (file: string) => boolean
}

/** More unknown names than anyone wants to read: the search ends here. */
const MOST = 500

/**
 * Finds every place where the text names an unknown fact, figure, table or claim, whether or not Typst would stop at an earlier one.
 *
 * Typst stops at the first error of a file. So whenever it does because of a name, that one literal is replaced in memory by a
 * stand-in of the same length, which the helper lets pass as a gap, and Typst is asked again (about a millisecond each time). Only
 * what the compiler really reaches is found, in included files, loops and functions too, and positions stay as they are on disk.
 */
export function findUnknownNames(search: Search): UnknownUse[] {
  const { typst, main, helper, helperWith, isOwn } = search
  const found: UnknownUse[] = []
  const gaps: Record<NamedKind, Set<string>> = {
    fact: new Set(),
    figure: new Set(),
    table: new Set(),
    claim: new Set(),
  }
  const sources = new Map<string, string>()
  const sourceOf = (file: string): string => sources.get(file) ?? readFileSync(file, 'utf8')

  const letPass = (use: Use, trace: readonly Frame[]): Pick<UnknownUse, 'frame' | 'caller'> => {
    const standIn = standInFor(use.name, found.length)
    for (const frame of trace) {
      const replaced = frame.range && replaceLiteral(sourceOf(frame.path), frame.range, use.name, standIn)
      if (replaced === null || replaced === undefined) continue
      sources.set(frame.path, replaced)
      typst.shadow(frame.path, replaced)
      gaps[use.kind].add(standIn)
      return { frame }
    }
    gaps[use.kind].add(use.name)
    return { frame: trace[0], caller: trace.length > 1 ? trace.at(-1) : undefined }
  }

  for (let news = true; news && found.length < MOST;) {
    news = false
    typst.shadow(helper, helperWith(gaps))
    for (const error of typst.compile(main).errors) {
      const use = unknownUse(error, helper)
      if (use === undefined || gaps[use.kind].has(use.name)) continue
      const trace = error.trace.filter(({ path }) => isOwn(path))
      found.push({ ...use, ...letPass(use, trace) })
      news = true
    }
  }
  for (const file of sources.keys()) typst.unshadow(file)
  return inOrderOfText(found)
}

/** The unknown name an error is about, if it is one that the helper raised. */
export function unknownUse(error: Diagnostic, helper: string): Use | undefined {
  return error.path === helper ? parseUnknown(error.message) : undefined
}

/** As many private-use characters as the name has characters, different for every `index`: no name that anybody writes. */
function standInFor(name: string, index: number): string {
  return String.fromCodePoint(0xe000 + index) + '\uf8ff'.repeat(Math.max(0, [...name].length - 1))
}

/** Files as they were first met, the lines of each in order. */
function inOrderOfText(uses: readonly UnknownUse[]): UnknownUse[] {
  const files = [...new Set(uses.map(({ frame }) => frame?.path))]
  const order = ({ frame }: UnknownUse): [number, number, number] => {
    return [files.indexOf(frame?.path), frame?.range?.start.line ?? 0, frame?.range?.start.character ?? 0]
  }
  return [...uses].sort((a, b) => {
    const [x, y] = [order(a), order(b)]
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2]
  })
}
