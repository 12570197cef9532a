import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packAll } from './pack-all'

/** `npm run pack [folder] [-- --no-declarations]`: makes releases of all packages, in `dist/packages` unless told. */
async function main(args: readonly string[]): Promise<void> {
  const root = resolve(__dirname, '..', '..')
  const {
    values: { 'no-declarations': withoutDeclarations = false },
    positionals: [into = 'dist/packages'],
  } = parseArgs({ args: [...args], options: { 'no-declarations': { type: 'boolean' } }, allowPositionals: true })
  const packed = await packAll(root, resolve(into), { declarations: !withoutDeclarations })
  for (const { name, version, folder, files } of packed) console.log(`${name}@${version}: ${files} files in ${folder}`)
  console.log('\nto publish one: npm publish <folder>')
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
