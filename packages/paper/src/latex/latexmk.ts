import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { PaperError } from '../shared/problems'

/** What latexmk is to compile. */
export interface Compilation {
  /** TeX reads this folder and what is installed, and nothing else. */
  readonly folder: string
  /** Relative to the folder. */
  readonly main: string
  /** Where everything that is made goes; relative to the folder. */
  readonly out: string
  /** A folder that is searched before the paper's own; relative to it. */
  readonly first?: string | undefined
  /** Compile although nothing seems to have changed. */
  readonly force?: boolean
}

const ENGINES: Readonly<Record<string, string>> = { pdflatex: '-pdf', lualatex: '-lualatex', xelatex: '-xelatex' }

/** The engine that the first lines of the text ask for as editors know it: `% !TEX program = lualatex`. */
export function engineOf(source: string): string {
  const [, asked] = /^%\s*!\s*TEX\s+(?:TS-)?program\s*=\s*(\w+)\s*$/im.exec(source.split('\n', 20).join('\n')) ?? []
  const engine = asked?.toLowerCase() ?? 'pdflatex'
  return engine in ENGINES ? engine : 'pdflatex'
}

/**
 * Runs latexmk until references and bibliography have settled. What it says is in its log; only that it is missing is told here.
 *
 * @returns whether it says that all went well, and what it printed.
 * @throws PaperError when latexmk is not installed.
 */
export function latexmk({
  folder,
  main,
  out,
  first,
  force = false,
}: Compilation): Promise<{ ok: boolean; printed: string }> {
  const engine = engineOf(readFileSync(path.join(folder, main), 'utf8'))
  const args = [
    // Settings of the machine or the folder are programs, and would make the paper depend on where it is built.
    '-norc',
    ENGINES[engine]!,
    ...(force ? ['-g'] : []),
    '-interaction=nonstopmode',
    '-file-line-error',
    '-latexoption=-no-shell-escape',
    `-outdir=${out}`,
    main,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn('latexmk', args, { cwd: folder, env: environment(first), stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += text))
    child.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? NOT_INSTALLED : error))
    child.on('close', (code) => resolve({ ok: code === 0, printed }))
  })
}

const NOT_INSTALLED = new PaperError([
  {
    code: 'no-latexmk',
    message: 'latexmk is not installed, and a paper in LaTeX is set with it',
    hints: [
      'Debian and Ubuntu: apt-get install latexmk texlive-latex-recommended texlive-latex-extra',
      'macOS: MacTeX; Windows: MiKTeX and Perl',
      'or write the paper in main.typ: Typst comes with @bocas/paper',
    ],
  },
])

/** The environment of TeX: no other place to search, no time of day, nothing read or written outside the folder, lines of the log unbroken. */
function environment(first: string | undefined): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(TEX|BIB|BST|LUA|MF|MP)INPUTS|^(open(in|out)_any|shell_escape)/i.test(name),
  )
  const search = first === undefined ? {} : { TEXINPUTS: [`./${first}`, '.', ''].join(path.delimiter) }
  return {
    ...Object.fromEntries(own),
    ...search,
    SOURCE_DATE_EPOCH: '0',
    FORCE_SOURCE_DATE: '1',
    TZ: 'UTC',
    LC_ALL: 'C',
    // p for paranoid: no absolute paths, no parent folders, no hidden files.
    openin_any: 'p',
    openout_any: 'p',
    shell_escape: 'f',
    max_print_line: '100000',
    error_line: '254',
    half_error_line: '238',
  }
}
