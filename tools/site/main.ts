import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { linksOf, siteText } from './links'
import { NAVIGATION, placeOf } from './navigation'
import { outsideRequests } from './outside-requests'
import { PICTURE, reachedFrom } from './source-pages'

/** `npm run site`: the documentation as pages, in `dist/site`. */
const root = join(__dirname, '..', '..')
const source = join(root, 'dist', 'site-source')
const built = join(root, 'dist', 'site')
const installed = join(__dirname, 'node_modules')
if (!existsSync(installed))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: __dirname, stdio: 'inherit' })

rmSync(source, { recursive: true, force: true })
const pages = reachedFrom(
  root,
  NAVIGATION.flatMap((group) => group.pages.map(({ file }) => file)),
)
for (const [file, text] of pages) {
  write(`${placeOf(file)}.md`, siteText(file, text))
  for (const { file: picture } of linksOf(file, text)) {
    if (PICTURE.test(picture))
      cpSync(join(root, picture), join(source, dirname(placeOf(file)), picture.slice(dirname(file).length + 1)))
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

function sidebar() {
  const groups = NAVIGATION.map(({ title, pages }) => ({
    text: title,
    items: pages.map((page) => ({ text: page.title, link: `/${placeOf(page.file)}` })),
  }))
  return [
    ...groups,
    { text: 'Reference', items: ['bocas', 'figures', 'tfjs'].map((name) => ({ text: name, link: `/api/${name}/` })) },
  ]
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(source, file)), { recursive: true })
  writeFileSync(join(source, file), text)
}

function run(script: string, args: readonly string[]): void {
  execFileSync(process.execPath, [join(installed, script), ...args], { cwd: root, stdio: 'inherit' })
}
