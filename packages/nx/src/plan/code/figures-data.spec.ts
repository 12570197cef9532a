import { findFiguresData } from './figures-data'

const IMPORT = `import{defineFigures}from"@bocas/figures";`
const found = (code: string) => findFiguresData('/ws/tasks/a/figures.ts', code)

describe('the data that a figures.ts declares', () => {
  it.each<[string, string, readonly string[] | string | undefined]>([
    ['none', `${IMPORT}export default defineFigures(()=>{})`, undefined],
    ['none among other options', `${IMPORT}export default defineFigures(()=>{},{font:"sans"})`, undefined],
    [
      'data of results',
      `${IMPORT}export default defineFigures(({runs})=>{runs.map(r=>({data:r.get("data")}))})`,
      undefined,
    ],
    [
      'a list',
      `${IMPORT}export default defineFigures(()=>{},{data:["notes.csv","npm:p/x"],font:"sans"})`,
      ['notes.csv', 'npm:p/x'],
    ],
    ['a list of one file twice', `${IMPORT}export default defineFigures(()=>{},{data:["a","a"]})`, ['a']],
    ['an empty list', `${IMPORT}export default defineFigures(()=>{},{data:[]})`, []],
    [
      'under another name',
      `import{defineFigures as d}from"@bocas/figures";export default d(()=>{},{"data":["a"]})`,
      ['a'],
    ],
    ['of a namespace', `import*as f from"@bocas/figures";export default f.defineFigures(()=>{},{data:["a"]})`, ['a']],
    [
      'in a constant',
      `${IMPORT}const NAME="a",data=[NAME,\`\${NAME}.csv\`,"b"+".csv"];export default defineFigures(()=>{},{data})`,
      ['a', 'a.csv', 'b.csv'],
    ],
    [
      'in constant options',
      `${IMPORT}const o={data:["a"]};const f=defineFigures(()=>{},o);export{f as default}`,
      ['a'],
    ],
    [
      'fonts beside it',
      `${IMPORT}export default defineFigures(()=>{},{fonts:["../a.otf"],data:["a"]})`,
      ['../a.otf', 'a'],
    ],
    ['fonts that are computed', `${IMPORT}export default defineFigures(()=>{},{data:["a"],fonts:f()})`, 'f()'],
    ['computed', `${IMPORT}export default defineFigures(()=>{},{data:names()})`, 'names()'],
    ['with an item that is computed', `${IMPORT}export default defineFigures(()=>{},{data:["a",b]})`, '["a",b]'],
  ])('%s', async (_, code, expected) => {
    const data = await found(code)
    expect(data && ('names' in data ? data.names : data.computed)).toEqual(expected)
  })
})
