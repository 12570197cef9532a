import { findHiddenImports } from './hidden-imports'

describe('an import of which only running the code tells', () => {
  it.each<[string, string]>([
    ['import(name)', 'import(name)'],
    ['import("./" + await f())', ''],
    ['import(base + "/x.js")', 'import(base + "/x.js")'],
    ['import(`${base}/x.js`)', 'import(`${base}/x.js`)'],
    ['import(`./tactics/${name}.ts`)', ''],
    ['import("../tactics/" + name)', ''],
    ['import("./tactics/x.ts")', ''],
    ['import(`./tactics/x.ts`)', ''],
    ['import("ml-" + name)', 'import("ml-" + name)'],
    ['require(name)', 'require(name)'],
    ['require("ml-knn")', ''],
    ['require("./tactics/" + name)', ''],
    ['require.resolve(name)', 'require.resolve(name)'],
    ['require?.(name)', 'require?.(name)'],
    ['const text = "import(name)"', ''],
    ['const requirement = 1', ''],
  ])('is found in %s', async (code, found) => {
    expect(await findHiddenImports(code)).toEqual(found === '' ? [] : [{ kind: 'computed path', code: found }])
  })

  it.each<[string, string]>([
    ['new Worker(new URL("./w.js", import.meta.url))', 'new Worker(new URL("./w.js", import.meta.url))'],
    ['const w = new threads.Worker("./w.js")', 'new threads.Worker("./w.js")'],
    ['class Worker {}', ''],
  ])('is a thread in %s', async (code, found) => {
    expect(await findHiddenImports(code)).toEqual(found === '' ? [] : [{ kind: 'worker thread', code: found }])
  })

  it('is found however deep, and each time', async () => {
    const code =
      'const f = { g: async (a) => [a, () => { if (a) { return import(a) } }] }; export default () => require(f)'
    expect(await findHiddenImports(code)).toHaveLength(2)
  })
})
