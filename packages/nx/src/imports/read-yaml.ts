import { readFileSync } from 'node:fs'
import type { Problem } from 'bocas/internal'

/** How scalars are read: every one as its text, or as Python reads them. */
export type YamlScalars = 'texts' | 'python'

/**
 * Reads a YAML file as data. Anchors, aliases and tags are refused: the files of trackers have none, and they are how small files become large or name code.
 *
 * @returns the data, or what is wrong with it.
 */
export async function readYaml(
  file: string,
  shown: string,
  scalars: YamlScalars,
): Promise<{ readonly data: unknown } | { readonly problem: Problem }> {
  // Loaded when it is needed: no other command waits for it.
  const { parseDocument, visit } = await import('yaml')
  const refused = (message: string, line?: number) => ({
    problem: {
      code: 'damaged-import' as const,
      message,
      path: line === undefined ? shown : `${shown}:${line}`,
      hint: 'write the values out, or leave the folder of this run out',
    },
  })
  const document = parseDocument(readFileSync(file, 'utf8'), {
    ...(scalars === 'texts' ? { schema: 'failsafe' as const } : { version: '1.1' as const }),
    prettyErrors: false,
  })
  const [wrong] = [...document.errors, ...document.warnings]
  if (wrong !== undefined) return refused(`this is no plain YAML: ${wrong.message.split('\n')[0]}`)
  let odd: string | undefined
  visit(document, {
    Alias: () => void (odd ??= 'an alias (*)'),
    Node: (_key, node) => {
      if ('anchor' in node && node.anchor) odd ??= `an anchor (&${node.anchor})`
      if (node.tag !== undefined) odd ??= `a tag (${node.tag})`
    },
  })
  if (odd !== undefined) return refused(`YAML with ${odd} is not read`)
  return { data: document.toJS({ maxAliasCount: 0 }) as unknown }
}
