import { readFileSync } from 'node:fs'
import path from 'node:path'
import { escapeLatex, LANGUAGES, type Language, wordsIn } from 'bocas/internal'
import { isThere } from '../../../tools/jest/where'
import { buildPaper } from './build-paper'
import { latexHelpers } from './latex/helper-source'
import { NO_PROVENANCE } from './links/provenance'
import { runsWithoutResults } from './shared/holes'
import type { DraftHole } from './shared/job'
import { makePaper } from './test-paper'
import { draftSource } from './typst/draft'

const TEXTS: Readonly<Record<string, string>> = {
  'main.md':
    '# Titel\n\n{{mnist.adm}} {{mnist.adam}} ![x](fig:none)\n\n![y](fig:mnist/curves)\n\n[@fig:mnist/curves]\n',
  'main.typ': '#import "build/bocas.typ": fact, fig\n#fact("mnist.adm") #fig("mnist/none")\n',
  'main.tex': '\\documentclass{article}\n\\input{build/bocas}\n\\begin{document}\n\\fact{mnist.adm}\n\\end{document}\n',
}
const MAINS = Object.keys(TEXTS).filter((main) => main !== 'main.tex' || isThere('latexmk'))

const HOLES: readonly DraftHole[] = (['missing', 'damaged', 'other-key', 'awaited'] as const).map((why) => ({
  run: `mnist/${why}`,
  why,
}))

/** A draft of a paper whose facts are in a language. */
async function draftOf(main: string, language: Language) {
  const adam = { kind: 'label', text: '97,1 %', runs: ['mnist/a'], language }
  const facts = { format: 3, task: 'mnist', facts: { adam } }
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
  const paperDir = makePaper({
    [main]: TEXTS[main]!,
    'facts/mnist.json': JSON.stringify(facts),
    'figures/mnist/curves.svg': svg,
  })
  const out = path.join(paperDir, 'build', main === 'main.md' ? 'paper.html' : 'paper.pdf')
  return buildPaper({ paperDir, main, tasks: ['mnist'], out, draft: true, draftHoles: HOLES })
}

describe.each(LANGUAGES)('a draft in language %s', (language) => {
  const { draft, results } = wordsIn(language)
  const { draft: words, floats } = results.paper

  it.each(MAINS)('of %s is built, its holes too', async (main) => {
    const built = await draftOf(main, language)
    expect(built.warnings.map(({ message }) => message)).toContain('unknown fact "mnist.adm"')
  })

  it('says in a page what it is, what is missing and where, in its language', async () => {
    const { file } = await draftOf('main.md', language)
    const text = readFileSync(file, 'utf8')
    for (const part of [
      `<html lang="${language}">`,
      `content: '${draft.mark}'`,
      `<title>${draft.mark}${results.table.colon}Titel</title>`,
      `<h2>${words.title}</h2>`,
      `<span class="gap">${words.gap(words.kinds.fact)} mnist.adm</span>`,
      `<li>${words.unknown(`${words.kinds.figure} none`)}</li>`,
      ...runsWithoutResults(HOLES, language).map((line) => `<li>${line}</li>`),
      `<strong>${floats.figure} 1.</strong>`,
      `>${floats.figure} 1</a>`,
    ])
      expect(text).toContain(part)
    if (language !== 'en')
      expect(text).not.toMatch(/DRAFT|draft|\bno fact\b|does not exist|: missing|of another key|not known/)
  })

  it('says the same in Typst and LaTeX', () => {
    const typst = draftSource('../main.typ', ['mnist/a: missing'], language)
    const inventory = { fact: new Map(), figure: new Map(), table: new Map(), claim: new Map() }
    const latex = latexHelpers(inventory, '/paper', { ...NO_PROVENANCE, language }, { draft: { holes: [] } })
    expect(typst).toContain(`[${draft.mark}]`)
    expect(typst).toContain(words.title)
    expect(latex).toContain(`}${draft.mark}}}}}}`)
    expect(latex).toContain(`\\section*{${escapeLatex(words.title)}}`)
    expect(latex).toContain(escapeLatex(words.nothing))
    expect(latex).toContain(`\\@namedef{bocas@no@claim}{${escapeLatex(words.gap(words.kinds.claim))}}`)
  })
})
