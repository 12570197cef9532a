import { missingCharacters } from './font'

describe('the figure font', () => {
  it('has what papers write: Latin with accents, Greek, mathematics, superscripts, arrows', () => {
    expect(missingCharacters('Größe naïve Łódź αβγδεθλμσφω ΔΣΩ ±×−–—≤≥≈∞∂∇√∈ 10⁻³ x₂ ↑↓→ “q” ‘s’ … % ‰ · ℓ')).toEqual(
      [],
    )
  })

  it('tells which characters it lacks, each once', () => {
    expect(missingCharacters('机器 learning 机 🐧')).toEqual(['机', '器', '🐧'])
  })
})
