import { escapeAsciiHtml } from './html'
import { escapeLatex } from './latex'
import { escapeMarkdown } from './markdown'
import { escapeTypst } from './typst'
import { unbroken } from './unbroken'

/** With `~` where no line ends. */
const shown = (text: string): string => unbroken(text).replaceAll('\u00a0', '~')

it.each([
  ['mean ± sd, n = 5', 'mean~±~sd, n~=~5'],
  ['n = 3–5 (MLP), p < 0.001', 'n~=~3–5 (MLP), p~<~0.001'],
  ['2 values ≤ 0 on a log axis', '2 values~≤~0 on a log axis'],
  ['difference = −0.3', 'difference~=~−0.3'],
  ['geometric mean ×/÷ geometric sd', 'geometric mean~×/÷~geometric sd'],
  ['95 % interval', '95~% interval'],
  ['moyenne ± écart type ; biais : 0,1 %', 'moyenne~±~écart type~; biais~: 0,1~%'],
  ['« oui »', '«~oui~»'],
  ['share not larger (%)', 'share not larger (%)'],
  ['a = b: c; d', 'a~=~b: c; d'],
  ['a ≠ b, c ≈ d', 'a~≠~b, c~≈~d'],
  ['p < .05', 'p~<~.05'],
  ['0.9 ± (3 runs)', '0.9~±~(3 runs)'],
  ['lr = $\\eta_0$, 5 %', 'lr~=~$\\eta_0$, 5~%'],
  ['x ≤ ∞', 'x~≤~∞'],
  ['train loss / test loss', 'train loss / test loss'],
  ['3 / 5 runs', '3~/~5 runs'],
])('no line ends within what is read together: %s', (text, expected) => expect(shown(text)).toBe(expected))

it.each([
  ['$\\alpha = 3$', '$\\alpha = 3$'],
  ['$a = b$ and c = d', '$a = b$ and c~=~d'],
  ['n = 3: $p < 0.1$ ; 5 %', 'n~=~3: $p < 0.1$~; 5~%'],
  ['of $5 = 4 EUR, $6', 'of $5~=~4 EUR, $6'],
])('mathematics in dollars stays as it is: %s', (text, expected) => expect(shown(text)).toBe(expected))

it('what is unbroken once stays so, in every language that documents are written in', () => {
  const text = unbroken('n = 5, 95 %')
  expect(unbroken(text)).toBe(text)
  expect(escapeLatex(text)).toBe('n~=~5, 95~\\%')
  expect(escapeTypst(text)).toBe('n\u00a0=\u00a05, 95\u00a0%')
  expect(escapeMarkdown(text)).toBe('n\u00a0=\u00a05, 95\u00a0%')
  expect(escapeAsciiHtml(text)).toBe('n&#160;=&#160;5, 95&#160;%')
})
