const pairs = (words: string): [string, string][] => {
  const all = words.split(' ')
  return Array.from({ length: all.length / 2 }, (_, at) => [all[2 * at]!, all[2 * at + 1]!])
}

const GREEK =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω'

const RELATIONS =
  'le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ propto ∝ sim ∼ equiv ≡ cong ≅ in ∈ subset ⊂ subseteq ⊆ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ mid ∣ perp ⊥ pm ± mp ∓ times × cup ∪ cap ∩ setminus ∖'

const OTHERS =
  'ell ℓ hbar ℏ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ cdot · odot ⊙ oplus ⊕ otimes ⊗ circ ∘ star ⋆ ast ∗ prime ′ dagger † top ⊤ bot ⊥ uparrow ↑ downarrow ↓ emptyset ∅ forall ∀ exists ∃ ldots … dots … cdots ⋯ langle ⟨ rangle ⟩ lVert ‖ rVert ‖ Vert ‖ lvert | rvert | vert | lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉'

/** Words that are set as they are called, apart from the letter that follows. */
export const OPERATORS: readonly string[] =
  'log ln exp max min arg sup inf lim det dim ker gcd Pr sin cos tan sinh cosh tanh'.split(' ')

/** What a command of mathematics is set as. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...pairs(GREEK), ...pairs(RELATIONS), ...pairs(OTHERS)]),
  ...Object.fromEntries(OPERATORS.map((word) => [word, word])),
  quad: '\u2003',
  ',': '\u2009',
  ':': '\u2009',
  ';': ' ',
  ' ': ' ',
  '!': '',
  '|': '‖',
  ...Object.fromEntries([...'%_{}$&#'].map((character) => [character, character])),
}

/** Relations and signs have room on both sides. */
const SPACED = new Set(['=', '<', '>', ...pairs(RELATIONS).map(([, symbol]) => symbol)])

/** A symbol with the room that it has around it. */
export function spaced(symbol: string): string {
  if (SPACED.has(symbol)) return `\u2009${symbol}\u2009`
  if (symbol === ',') return ',\u2009'
  return '∑∏∫'.includes(symbol) && symbol !== '' ? `\u2009${symbol}` : symbol
}

/** Marks over one character, as Unicode combines them. */
export const ACCENTS: Readonly<Record<string, string>> = {
  hat: '\u0302',
  widehat: '\u0302',
  check: '\u030c',
  tilde: '\u0303',
  widetilde: '\u0303',
  bar: '\u0304',
  overline: '\u0304',
  dot: '\u0307',
  ddot: '\u0308',
  vec: '\u20d7',
}

/** Alphabets of capitals: where Unicode has them, but for those that it had before (Unicode Technical Report 25, table 2.1). */
export const ALPHABETS: Readonly<Record<string, (letter: string) => string | undefined>> = {
  mathbb: alphabet(0x1d538, 'C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ 1 𝟙'),
  mathcal: alphabet(0x1d49c, 'B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ'),
  mathscr: alphabet(0x1d49c, 'B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ'),
}

function alphabet(first: number, before: string): (letter: string) => string | undefined {
  const known = new Map(pairs(before))
  return (letter) =>
    known.get(letter) ??
    (/^[A-Z]$/.test(letter) ? String.fromCodePoint(first + letter.charCodeAt(0) - 'A'.charCodeAt(0)) : undefined)
}
