import os from 'node:os'
import { NodeCompiler, type NodeError, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gatherDiagnostics, type Diagnostic, type RawDiagnostic } from './diagnostics'

/** What a compilation gave: a document unless there are errors. */
export interface Compiled {
  readonly document: NodeTypstDocument | undefined
  readonly errors: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
}

/** A Typst compiler that reads one folder. */
export interface Typst {
  /** From now on `file` (absolute, inside the folder) has this text, whatever the disk says. */
  shadow(file: string, text: string): void
  /** From now on `file` is what the disk says. */
  unshadow(file: string): void
  compile(main: string): Compiled
  /** The body of the document in HTML, unless there are errors. What Typst cannot yet say in HTML is left out. */
  html(main: string): { readonly html: string | undefined; readonly errors: readonly Diagnostic[] }
  /** The bytes of the PDF; equal documents give equal bytes. */
  pdf(document: NodeTypstDocument): Uint8Array
  /** The values of all `metadata` with a label, in document order. */
  labelled(document: NodeTypstDocument, label: string): unknown[]
}

/**
 * Opens Typst on `root`: it reads no file outside it (Typst's own rule) and no font of this machine. Fonts are those Typst brings
 * (Libertinus Serif, New Computer Modern, DejaVu Sans Mono) and those in `<root>/fonts`.
 */
export function openTypst(root: string): Typst {
  const fonts = path.join(root, 'fonts')
  const fontArgs = existsSync(fonts) ? [{ fontPaths: [fonts] }] : []
  const compiler = withoutSystemFonts(() => NodeCompiler.create({ workspace: root, fontArgs }))
  const gather = (report: NodeError | null): Diagnostic[] => {
    return report ? gatherDiagnostics(compiler.fetchDiagnostics(report) as RawDiagnostic[]) : []
  }
  return {
    shadow: (file, text) => compiler.mapShadow(file, Buffer.from(text)),
    unshadow: (file) => compiler.unmapShadow(file),
    compile(main) {
      const compiled = compiler.compile({ mainFilePath: main })
      const document = compiled.result ?? undefined
      return { document, errors: gather(compiled.takeError()), warnings: gather(compiled.takeWarnings()) }
    },
    html(main) {
      const compiled = compiler.compileHtml({ mainFilePath: main })
      const errors = gather(compiled.takeError())
      return {
        html: compiled.result ? (compiler.tryHtml(compiled.result).result?.body() ?? undefined) : undefined,
        errors,
      }
    },
    // Without the time of day in it, the same text is the same file.
    pdf: (document) => compiler.pdf(document, { creationTimestamp: 0 }),
    labelled: (document, label) => compiler.query(document, { selector: `<${label}>`, field: 'value' }) as unknown[],
  }
}

/** One folder that does not exist: with none at all the search falls back to the usual places. */
const NO_FONTS = '<?xml version="1.0"?>\n<fontconfig><dir>/nonexistent/no-system-fonts</dir></fontconfig>\n'

/**
 * Runs `open` while the machine seems to have no fonts, so that a paper looks the same everywhere.
 *
 * The compiler has no setting for this; on Linux its search for fonts follows `FONTCONFIG_FILE`, read at the time it is created. On
 * macOS and Windows nothing can be set and system fonts stay visible to a paper that asks for them by name.
 */
export function withoutSystemFonts<T>(open: () => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bocas-fonts-'))
  const before = process.env.FONTCONFIG_FILE
  try {
    const config = path.join(folder, 'fonts.conf')
    writeFileSync(config, NO_FONTS)
    process.env.FONTCONFIG_FILE = config
    return open()
  } finally {
    if (before === undefined) delete process.env.FONTCONFIG_FILE
    else process.env.FONTCONFIG_FILE = before
    rmSync(folder, { recursive: true, force: true })
  }
}
