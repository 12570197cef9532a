import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** Finding the fonts of a machine takes a second, so it is done once. */
let compiler: NodeCompiler | undefined

/**
 * What Typst says of a document: the values of all `metadata` with the label `<shown>`.
 *
 * @param files what `include` and `import` find, by name.
 * @throws Error with what Typst finds wrong.
 */
export function askTypst(main: string, files: ReadonlyMap<string, string> = new Map()): unknown[] {
  compiler ??= NodeCompiler.create({ workspace: __dirname })
  for (const [name, text] of files) compiler.mapShadow(`${__dirname}/${name}`, Buffer.from(text))
  const compiled = compiler.compile({ mainFileContent: main })
  const error = compiled.takeError()
  if (error !== null) throw new Error(JSON.stringify(compiler.fetchDiagnostics(error)))
  return compiler.query(compiled.result!, { selector: '<shown>', field: 'value' }) as unknown[]
}
