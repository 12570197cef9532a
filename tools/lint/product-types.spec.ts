import { join } from 'node:path'
import ts from 'typescript'

const REPOSITORY = join(__dirname, '../..')

/** A configuration of the compiler, with the files that it is for. */
function configured(name: string): ts.ParsedCommandLine {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined }
  return ts.getParsedCommandLineOfConfigFile(join(REPOSITORY, name), {}, host)!
}

/** What the compiler says of one file of code under such a configuration. */
function refused(name: string, code: string): string[] {
  const { options } = configured(name)
  const file = join(REPOSITORY, 'packages/bocas/src/x.ts')
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = (path) => (path === file ? code : readFile(path))
  host.fileExists = (path) => path === file || fileExists(path)
  const read = host.getSourceFile
  host.getSourceFile = (path, ...how) =>
    path === file ? ts.createSourceFile(path, code, ts.ScriptTarget.ES2022) : read(path, ...how)
  const program = ts.createProgram([file], { ...options, noEmit: true }, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

const TEST = "describe('a test', () => it('holds', () => expect(1).toBe(1)))"

it('product code knows no globals of tests, and tests do', () => {
  expect(refused('tsconfig.product.json', TEST)).toHaveLength(3)
  expect(refused('tsconfig.json', TEST)).toEqual([])
})

it('product code is all code of the packages but its tests', () => {
  const { fileNames } = configured('tsconfig.product.json')
  expect(fileNames.filter((file) => /\.(?:spec|e2e)\.ts$|\/test-[^/]*\.ts$/.test(file))).toEqual([])
  expect(fileNames.length).toBeGreaterThan(900)
})
