import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packAll } from './pack-all'
import { makeTarballs } from './tarballs'

/**
 * `npm run pack [folder]`: makes releases of all packages, in `dist/packages` unless told.
 *
 * `--tarballs=<folder>` makes their tarballs as well, and says in which order to publish them; `--no-declarations` leaves declarations out.
 */
async function main(args: readonly string[]): Promise<void> {
  const root = resolve(__dirname, '..', '..')
  const {
    values: { 'no-declarations': withoutDeclarations = false, tarballs },
    positionals: [into = 'dist/packages'],
  } = parseArgs({
    args: [...args],
    options: { 'no-declarations': { type: 'boolean' }, tarballs: { type: 'string' } },
    allowPositionals: true,
  })
  const packed = await packAll(root, resolve(into), { declarations: !withoutDeclarations })
  for (const { name, version, folder, files } of packed) console.log(`${name}@${version}: ${files} files in ${folder}`)
  if (tarballs === undefined) return
  const folders = packed.map(({ folder }) => folder)
  const publish = makeTarballs(folders, resolve(tarballs)).map(
    (file) => `  npm publish ${relative(process.cwd(), file)}`,
  )
  console.log(`\nto publish them, in this order:\n${publish.join('\n')}`)
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
