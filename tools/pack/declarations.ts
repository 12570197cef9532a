import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'
import { packageName } from '../../packages/nx/src/plan/packages/package-folder'

export interface Declarations {
  /** npm packages that the declarations of each package mention: by name of the folder of the package. */
  readonly packages: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Writes the declarations of source files and of what their types come from, for all packages in one go.
 *
 * @param packagesFolder the folder that holds the packages; `into` gets the same layout.
 * @throws Error with TypeScript's own words when the types are wrong.
 */
export function writeDeclarations(
  root: string,
  packagesFolder: string,
  files: readonly string[],
  into: string,
): Declarations {
  const options: ts.CompilerOptions = {
    ...readOptions(root),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: packagesFolder,
    outDir: into,
    newLine: ts.NewLineKind.LineFeed,
  }
  const program = ts.createProgram([...files], options)
  const packages = new Map<string, Set<string>>()
  const { diagnostics } = program.emit(
    undefined,
    (file, text) => {
      const path = relative(into, file).split(sep)
      // Of the sources of other folders, only their types were needed.
      if (path[0] === '..' || path[1] !== 'src') return
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
      const mentioned = packages.get(path[0]!) ?? new Set()
      packages.set(path[0]!, mentioned)
      for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles)
        if (!/^(\.|node:)/.test(fileName)) mentioned.add(packageName(fileName))
    },
    undefined,
    true,
  )
  const wrong = [...ts.getPreEmitDiagnostics(program), ...diagnostics]
  if (wrong.length > 0) throw new Error(ts.formatDiagnostics(wrong, host(root)))
  copyHandWritten(program, packagesFolder, into)
  return { packages }
}

/** TypeScript takes hand-written declarations as they are, and leaves them where they are. */
function copyHandWritten(program: ts.Program, packagesFolder: string, into: string): void {
  for (const { fileName, isDeclarationFile } of program.getSourceFiles()) {
    const path = relative(packagesFolder, fileName)
    if (!isDeclarationFile || path.startsWith('..') || path.split(sep).includes('node_modules')) continue
    mkdirSync(dirname(join(into, path)), { recursive: true })
    writeFileSync(join(into, path), readFileSync(fileName))
  }
}

function readOptions(root: string): ts.CompilerOptions {
  const file = join(root, 'tsconfig.base.json')
  const { config, error } = ts.readConfigFile(file, (path) => ts.sys.readFile(path))
  if (error) throw new Error(ts.formatDiagnostic(error, host(root)))
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root).options
}

const host = (root: string): ts.FormatDiagnosticsHost => ({
  getCurrentDirectory: () => root,
  getCanonicalFileName: (file) => file,
  getNewLine: () => '\n',
})
