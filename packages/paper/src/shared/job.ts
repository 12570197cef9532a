import type { Roots } from '../inventory/inventory'
import type { PaperProblem } from './problems'

/** Which paper to build, and from what. */
export interface PaperJob {
  /** The paper's folder (absolute). What lies outside it is not read, as far as the typesetter can be kept from it. */
  readonly paperDir: string
  /** The text, relative to the paper's folder: `main.typ`, `main.tex` or `main.md`. Default: the one that is there. */
  readonly main?: string | undefined
  /** The tasks whose facts, figures and tables the text may use; `paper` stands for those of the `figures.ts` beside the text. */
  readonly tasks: readonly string[]
  /** The folder of tasks as messages say it; `tasks` unless given. */
  readonly tasksDir?: string | undefined
  /** Where the paper goes (absolute): a PDF, or HTML when it is written in Markdown. */
  readonly out: string
  /** Names that do not exist become visible gaps instead of errors, and every page says DRAFT. */
  readonly draft?: boolean | undefined
  /** The runs that a draft lacks: listed on its last page. */
  readonly draftHoles?: readonly DraftHole[] | undefined
  /** Findings are errors: no paper is written while there is one. */
  readonly strict?: boolean | undefined
  /**
   * Where facts link to: `appendix`, the table that `#sources()` prints in a paper in Typst, or the template of an address, in which
   * `{name}`, `{task}`, `{run}` and `{key}` stand for those of the fact and of its first run. Nowhere by default.
   */
  readonly links?: string | undefined
  /** Other folders to read from (absolute, or relative to the paper's folder, inside it). Default `facts`, `figures`, `tables`. */
  readonly roots?: Partial<Roots> | undefined
}

/** A run without a result that can be used, as `task/run`. */
export interface DraftHole {
  readonly run: string
  /** What is wrong with the result; `awaited`: which runs there are is not known yet. */
  readonly why: 'missing' | 'damaged' | 'other-key' | 'awaited'
}

/** Names by kind, each once. */
export interface Names {
  readonly facts: readonly string[]
  readonly figures: readonly string[]
  readonly tables: readonly string[]
  readonly claims: readonly string[]
}

/** A paper that was built. What the text uses is in the order of the text; a form of a fact (`gain:n`) counts as the fact. */
export interface BuiltPaper extends Names {
  /** Absolute path of the paper. */
  readonly file: string
  /** `null` where there are none, in HTML. */
  readonly pages: number | null
  /** What exists and is not in the text, sorted: that is no mistake, but may be an oversight. */
  readonly unused: Names
  /** What the author should look at; `formatPaperProblem(warning, '⚠')` says one. In a draft the names that do not exist are here. */
  readonly warnings: readonly PaperProblem[]
  /** What the text says and the results do not: claims that do not hold, typed numbers; NaN and infinities in the results behind it. With `strict` there are none. */
  readonly findings: readonly PaperProblem[]
}
