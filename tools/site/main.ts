import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { linksOf, siteText } from './links'
import { listedFiles, placeOf } from './navigation'
import { outsideRequests } from './outside-requests'
import { sidebar } from './sidebar'
import { pageOf, PICTURE, reachedFrom } from './source-pages'

/** `npm run site`: the documentation as pages, in `dist/site`. */
const root = join(__dirname, '..', '..')
const source = join(root, 'dist', 'site-source')
const built = join(root, 'dist', 'site')
const installed = join(__dirname, 'node_modules')
if (!existsSync(installed))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: __dirname, stdio: 'inherit' })

rmSync(source, { recursive: true, force: true })
const pages = reachedFrom(root, listedFiles())
for (const [file, text] of pages) {
  write(
    `${placeOf(file)}.md`,
    siteText(file, text, (target) => pageOf(root, target)),
  )
  for (const { file: picture } of linksOf(file, text)) {
    if (PICTURE.test(picture))
      cpSync(join(root, picture), join(source, dirname(placeOf(file)), relative(dirname(file), picture)))
  }
}
write('.vitepress/config.mjs', readFileSync(join(__dirname, 'vitepress.config.mjs'), 'utf8'))
run('typedoc/bin/typedoc', ['--options', join(__dirname, 'typedoc.json')])
write('.vitepress/sidebar.json', JSON.stringify(sidebar()))
run('vitepress/bin/vitepress.js', ['build', source, '--outDir', built])
const outside = readdirSync(built, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:html|css)$/.test(name))
  .flatMap((name) =>
    outsideRequests(readFileSync(join(built, name), 'utf8')).map((address) => `${name} asks for ${address}`),
  )
if (outside.length > 0) throw new Error(`the site must ask no other server for anything:\n${outside.join('\n')}`)
console.log(`dist/site: ${pages.size} pages and the reference`)

function write(file: string, text: string): void {
  mkdirSync(dirname(join(source, file)), { recursive: true })
  writeFileSync(join(source, file), text)
}

function run(script: string, args: readonly string[]): void {
  execFileSync(process.execPath, [join(installed, script), ...args], { cwd: root, stdio: 'inherit' })
}
