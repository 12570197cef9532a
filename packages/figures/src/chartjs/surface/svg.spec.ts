import { withOwnIds, withShortNumbers, withPrintedSize } from './svg'

it('ids start anew for every figure, with its name', () => {
  const svg = '<clipPath id="cl_7a"/><g clip-path="url(#cl_7a)"/><clipPath id="cl_7b"/><use xlink:href="#cl_7b"/>'
  expect(withOwnIds(svg, 'lr=0.1')).toBe(
    '<clipPath id="fig-lr_0_1-1"/><g clip-path="url(#fig-lr_0_1-1)"/><clipPath id="fig-lr_0_1-2"/><use xlink:href="#fig-lr_0_1-2"/>',
  )
})

it('the size is that of print, and can be scaled', () => {
  expect(
    withPrintedSize('<?xml ?>\n<svg xmlns="x" width="238" height="160">\n<rect width="238" height="160"/>', 238, 160),
  ).toBe(
    '<?xml ?>\n<svg xmlns="x" width="238pt" height="160pt" viewBox="0 0 238 160">\n<rect width="238" height="160"/>',
  )
  expect(() => withPrintedSize('<svg><rect width="238" height="160"/></svg>', 238, 160)).toThrow('wrote no SVG element')
})

it('numbers have no more figures than can be seen', () => {
  expect(withShortNumbers('<path stroke-width="0.80000001" d="M5 4.5L-17.123456 12.0004"/>')).toBe(
    '<path stroke-width="0.800" d="M5 4.5L-17.123 12.000"/>',
  )
})
