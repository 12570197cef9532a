import type { Language } from '../../text/words/words'
import { pWords } from './p-words'

it.each<[p: number, words: string, asked?: { level?: number }]>([
  [1, 'p = 1.00'],
  [0.9999, 'p = 1.00'],
  [0.314, 'p = 0.31'],
  [0.0996, 'p = 0.10'],
  [0.0314, 'p = 0.031'],
  [0.003, 'p = 0.003'],
  [0.00099, 'p < 0.001'],
  [1e-300, 'p < 0.001'],
  [0, 'p < 0.001'],
  // On which side of a level it is can be read, as close as it may be.
  [0.0502, 'p = 0.0502'],
  [0.0497, 'p = 0.0497'],
  [0.05002, 'p = 0.05002'],
  [0.0104, 'p = 0.0104'],
  [0.00996, 'p = 0.00996'],
  [0.00104, 'p = 0.00104'],
  [0.05, 'p = 0.050'],
  [0.1 - 0.05, 'p = 0.050'],
  [0.001, 'p = 0.001'],
  // A level of one's own.
  [0.1004, 'p = 0.1004', { level: 0.1 }],
  [0.0996, 'p = 0.0996', { level: 0.1 }],
  [0.02003, 'p = 0.02003', { level: 0.02 }],
  [0.0004, 'p = 0.0004', { level: 0.0001 }],
  [0.00009, 'p < 0.0001', { level: 0.0001 }],
  [0.0008, 'p = 0.0008', { level: 0.0005 }],
  [0.0001, 'p = 0.0001', { level: 0.0001 }],
])('p %d is told as %s', (p, words, asked = {}) => {
  expect(pWords(p, asked)).toBe(words)
})

it.each<[Language, string, string]>([
  ['en', 'p = 0.0497', 'p < 0.001'],
  ['de', 'p = 0,0497', 'p < 0,001'],
  ['fr', 'p = 0,0497', 'p < 0,001'],
  ['es', 'p = 0,0497', 'p < 0,001'],
])('in %s it has the decimal mark of the language', (language, near, small) => {
  expect([0.0497, 1e-9].map((p) => pWords(p, { language }))).toEqual([near, small])
})
