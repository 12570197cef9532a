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
  const { opened, document } = compiled(main, files)
  return opened.query(document, { selector: '<shown>', field: 'value' }) as unknown[]
}

/** The pages of a document as SVG. @throws Error with what Typst finds wrong. */
export function drawnByTypst(main: string): string {
  const { opened, document } = compiled(main, new Map())
  return opened.svg(document)
}

function compiled(main: string, files: ReadonlyMap<string, string>) {
  const opened = (compiler ??= NodeCompiler.create({ workspace: __dirname }))
  for (const [name, text] of files) opened.mapShadow(`${__dirname}/${name}`, Buffer.from(text))
  const answer = opened.compile({ mainFileContent: main })
  const error = answer.takeError()
  if (error !== null) throw new Error(JSON.stringify(opened.fetchDiagnostics(error)))
  return { opened, document: answer.result! }
}
