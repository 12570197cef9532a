import { parse, View } from 'vega'
import { compile } from 'vega-lite'

/** A specification of Vega-Lite as SVG, in the face of the other figures. */
export function drawWithVega(specification: object): Promise<string> {
  const config = { font: 'Libertinus Serif', background: 'white' }
  const { spec } = compile({ config, ...specification })
  return new View(parse(spec), { renderer: 'none' }).toSVG()
}
