import { execFileSync } from 'node:child_process'
import { expect, it } from '@jest/globals'
import { escapeRegExp } from './escape-regexp'
import { frenchPlural, plural } from './plural'
import { quotedLine } from './shell'
import { shorten } from './shorten'
import { someOf } from './some-of'

const ODD = `a.b*c+?^\${x}()|[]\\ / - ' " \` & ; \n`

it('a text as a pattern is found, and nothing else is', () => {
  for (const flags of ['', 'u', 'giu']) expect(new RegExp(`^${escapeRegExp(ODD)}$`, flags).test(ODD)).toBe(true)
  expect(new RegExp(`^${escapeRegExp('a.b')}$`).test('axb')).toBe(false)
})

it('one is one, and nothing is one in French', () => {
  expect([0, 1, 2].map((count) => plural(count, 'run'))).toEqual(['0 runs', '1 run', '2 runs'])
  expect([0, 1, 2].map((count) => frenchPlural(count, 'valeur', 'valeurs'))).toEqual([
    '0 valeur',
    '1 valeur',
    '2 valeurs',
  ])
})

it('is so many characters long at most, the points included', () =>
  expect(['abcd', 'abcde'].map((text) => shorten(text, 4))).toEqual(['abcd', 'abc…']))

it('names the first of many, and says how many more there are', () =>
  expect([someOf(['a', 'b'], 2), someOf(['a', 'b', 'c', 'd'], 2)]).toEqual(['a, b', 'a, b and 2 more']))

;(process.platform === 'win32' ? it.skip : it)('a shell reads words back as they were', () => {
  const words = ['plain', '', ODD, '$HOME', "it's"]
  const output = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${quotedLine(words)}`], { encoding: 'utf8' })
  expect(output.split('\0').slice(0, -1)).toEqual(words)
})
