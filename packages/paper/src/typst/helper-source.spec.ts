import { typstHelpers, parseUnknown } from './helper-source'

const inventory = {
  fact: new Map([
    ['mnist.b', '2'],
    ['mnist.a', 'a "quoted" \\ text'],
  ]),
  figure: new Map([['mnist/curves', '/p/figures/mnist/curves.pdf']]),
  table: new Map<string, string>(),
  claim: new Map([['mnist.c', '']]),
}

describe('helperSource', () => {
  it('names entries in one order and files relative to itself', () => {
    const text = typstHelpers(inventory, '/p/build/bocas.typ')
    expect(text).toContain('#let _facts = (\n  "mnist.a": "a \\"quoted\\" \\\\ text",\n  "mnist.b": "2",\n)')
    expect(text).toContain('"mnist/curves": "../figures/mnist/curves.pdf"')
    expect(text).toContain('#let _tables = (:)')
    expect(text).toContain('#let _claims = (\n  "mnist.c": "",\n)')
    const reordered = { ...inventory, fact: new Map([...inventory.fact].reverse()) }
    expect(typstHelpers(reordered, '/p/build/bocas.typ')).toBe(text)
  })
})

describe('parseUnknown', () => {
  it('reads the message of the helper back', () => {
    expect(parseUnknown('unknown fact "mnist.x"')).toEqual({ kind: 'fact', name: 'mnist.x' })
  })

  it('reads names with quotes and backslashes', () => {
    expect(parseUnknown('unknown table "a\\"b\\\\c"')).toEqual({ kind: 'table', name: 'a"b\\c' })
  })

  it('leaves every other message alone', () => {
    expect(parseUnknown('unknown')).toBeUndefined()
    expect(parseUnknown('unknown variable: fact')).toBeUndefined()
  })
})
