import { resolve } from 'node:path'
import { packAll } from './pack-all'

/** `npm run pack [folder]`: makes releases of all packages, in `dist/packages` unless told. */
async function main([into = 'dist/packages']: string[]): Promise<void> {
  const root = resolve(__dirname, '..', '..')
  const packed = await packAll(root, resolve(into))
  for (const { name, version, folder, files } of packed) console.log(`${name}@${version}: ${files} files in ${folder}`)
  console.log('\nto publish one: npm publish <folder>')
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
