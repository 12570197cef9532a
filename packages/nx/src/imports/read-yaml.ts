import type { Problem } from 'bocas/internal'
import { LARGEST_YAML, readSourceText } from './read-source'

/** How scalars are read: every one as its text, or as Python reads them. */
export type YamlScalars = 'texts' | 'python'

/**
 * Reads a YAML file as data. Anchors, aliases and tags are refused: the files of trackers have none, and they are how small files become large or name code.
 *
 * @returns the data, whole numbers as bigints where Python reads them, or what is wrong with it.
 */
export async function readYaml(
  file: string,
  shown: string,
  scalars: YamlScalars,
): Promise<{ readonly data: unknown } | { readonly problem: Problem }> {
  const source = readSourceText(file, LARGEST_YAML)
  if ('problem' in source) return { problem: { ...source.problem, path: shown } }
  const read = await readPlain(source.content, scalars).catch((error: unknown) => {
    // The library calls itself for each level.
    if (!(error instanceof RangeError)) throw error
    return { wrong: 'this is no plain YAML: it is nested too deeply' }
  })
  if ('data' in read) return read
  const hint = 'write the values out, or leave the folder of this run out'
  return { problem: { code: 'damaged-import', message: read.wrong, path: shown, hint } }
}

async function readPlain(
  text: string,
  scalars: YamlScalars,
): Promise<{ readonly data: unknown } | { readonly wrong: string }> {
  // Loaded when it is needed: no other command waits for it.
  const { isScalar, parseDocument, visit } = await import('yaml')
  const document = parseDocument(text, {
    ...(scalars === 'texts' ? { schema: 'failsafe' as const } : { version: '1.1' as const, intAsBigInt: true }),
    prettyErrors: false,
  })
  const [wrong] = [...document.errors, ...document.warnings]
  if (wrong !== undefined) return { wrong: `this is no plain YAML: ${wrong.message.split('\n')[0]}` }
  let odd: string | undefined
  visit(document, {
    Alias: () => void (odd ??= 'an alias (*)'),
    Pair: (_key, { key }) => void (isScalar(key) || (odd ??= 'a key that is a list or a block')),
    Node: (_key, node) => {
      if ('anchor' in node && node.anchor) odd ??= `an anchor (&${node.anchor})`
      if (node.tag !== undefined) odd ??= `a tag (${node.tag})`
    },
  })
  if (odd !== undefined) return { wrong: `YAML with ${odd} is not read` }
  return { data: document.toJS({ maxAliasCount: 0 }) as unknown }
}
