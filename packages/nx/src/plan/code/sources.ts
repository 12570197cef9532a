import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Loader, PartialMessage, Plugin } from 'esbuild'

/** What was read of each file, by its real path. */
export type SourceTexts = ReadonlyMap<string, Uint8Array>

/**
 * Reads the files of a bundle and keeps what was read. Code that asks where it is gets the place of its source file, not of the bundle.
 *
 * @param refused what is wrong with bundling a file, by its real path; undefined for nothing.
 */
export function readSources(
  sources: Map<string, Uint8Array>,
  refused: (file: string) => PartialMessage | undefined,
): Plugin {
  return {
    name: 'read-sources',
    setup(context) {
      context.onLoad({ filter: /./, namespace: 'file' }, async ({ path }) => {
        const wrong = refused(path)
        if (wrong) return { errors: [wrong] }
        const content = await readFile(path)
        sources.set(path, content)
        const asksWhere = /\.[cm]?[jt]sx?$/.test(path) && /import\.meta|__dirname|__filename/.test(content.toString())
        if (!asksWhere) return { contents: content, loader: 'default', resolveDir: dirname(path) }
        return { contents: await withOwnPlace(path, content.toString()), loader: 'js', resolveDir: dirname(path) }
      })
    },
  }
}

async function withOwnPlace(path: string, source: string): Promise<string> {
  const { transform } = await import('esbuild')
  const { code } = await transform(source, {
    loader: loaderOf(path),
    sourcefile: path,
    sourcemap: 'inline',
    target: 'node20',
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(path).href),
      'import.meta.dirname': JSON.stringify(dirname(path)),
      'import.meta.filename': JSON.stringify(path),
      __dirname: JSON.stringify(dirname(path)),
      __filename: JSON.stringify(path),
    },
  })
  return code
}

function loaderOf(path: string): Loader {
  const [, typed, jsx] = /\.[cm]?(ts|js)(x?)$/.exec(path) ?? []
  return `${typed === 'ts' ? 'ts' : 'js'}${jsx ? 'x' : ''}` as Loader
}
