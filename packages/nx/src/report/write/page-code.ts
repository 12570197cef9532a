import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from 'bocas/internal/light'
import type { PageCode } from './page-html'
import { HERE } from '../../here'

const PAGE = join(HERE, 'report/page')

/** The code of the page. A packed release ships it as one file; in this repository it is bundled from its sources. */
export async function pageCode(): Promise<PageCode> {
  const shipped = readdirSync(PAGE).find((file) => /^page-[0-9a-f]{64}\.json$/.test(file))
  if (shipped !== undefined) return JSON.parse(readFileSync(join(PAGE, shipped), 'utf8')) as PageCode
  return (await bundlePage()).code
}

/** The file in which a release ships the code of the page: its name says what it holds. */
export function shippedPage(code: PageCode): { readonly file: string; readonly text: string } {
  const text = JSON.stringify(code)
  return { file: `page-${sha256(text)}.json`, text }
}

/** The page's script and style with everything that they import, and the absolute paths of the files in them. */
export async function bundlePage(): Promise<{ readonly code: PageCode; readonly files: readonly string[] }> {
  // Imported when it is needed: a packed release never gets here.
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [join(PAGE, 'main.ts'), join(PAGE, 'style.css')],
    bundle: true,
    write: false,
    metafile: true,
    outdir: PAGE,
    platform: 'browser',
    format: 'iife',
    target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'],
    charset: 'utf8',
    // Of our own packages the numbers are used and nothing that needs Node: those parts are not taken in.
    external: ['node:*', 'hyparquet-writer'],
    minify: true,
    legalComments: 'inline',
    logLevel: 'silent',
    absWorkingDir: PAGE,
  })
  const output = (extension: string): string => outputFiles.find(({ path }) => path.endsWith(extension))!.text
  // The end of the element that holds it must not be in the text.
  const script = output('.js').replaceAll('</script', '<\\/script')
  return {
    code: { script, style: output('.css') },
    files: Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.keys(inputs)
        .filter((file) => inputs[file]!.bytesInOutput > 0)
        .map((file) => join(PAGE, file)),
    ),
  }
}
