import { findLiteralPaths } from './literal-paths'

const found = (code: string) => findLiteralPaths('/ws/library/x.ts', code)

describe('paths that code puts together from its own place', () => {
  it.each<[string, readonly string[]]>([
    [`readFileSync(join(__dirname,"a.json"))`, ['/ws/library/a.json']],
    [`readFileSync(path.join(__dirname,"..","data","a.json"))`, ['/ws/data/a.json']],
    [`readFileSync(path.resolve(__dirname,"a.json"))`, ['/ws/library/a.json']],
    [`readFileSync(join(import.meta.dirname,"a.json"))`, ['/ws/library/a.json']],
    [`readFileSync(new URL("./a b.json",import.meta.url))`, ['/ws/library/a b.json']],
    [`readFileSync(new URL("../a.json",import.meta.url).pathname)`, ['/ws/a.json']],
    [`readFileSync(fileURLToPath(new URL("a.json",import.meta.url)))`, ['/ws/library/a.json']],
    ['readFileSync(`${__dirname}/a.json`)', ['/ws/library/a.json']],
    [`readFileSync(__dirname+"/a.json")`, ['/ws/library/a.json']],
    [`readFileSync(require.resolve("./a.json"))`, ['/ws/library/a.json']],
    [
      `const here=dirname(fileURLToPath(import.meta.url));const f=()=>readFileSync(join(here,"a.json"))`,
      ['/ws/library/a.json'],
    ],
    [`const NAME="a.json";export const f=()=>readFileSync(join(__dirname,NAME))`, ['/ws/library/a.json']],
    // Not plain, or no path of ours.
    [`readFileSync(join(__dirname,name))`, []],
    ['readFileSync(`${__dirname}/${name}`)', []],
    [`readFileSync("a.json");import.meta.url`, []],
    [`new URL("https://x.org/a",import.meta.url)`, []],
    [`require.resolve("package/a.json")`, []],
    [`let here=__dirname;here=other;join(here,"a.json")`, []],
  ])('%s', async (code, paths) => expect(await found(code)).toEqual(paths))
})
