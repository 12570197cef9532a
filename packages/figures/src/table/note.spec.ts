import { writeNote } from './note'
import { noteText } from './test-note'

const parts = [
  { text: 'mean ± sd, n = 5' },
  { mark: 'best' as const, text: 'best of its column' },
  { mark: 'second' as const, text: 'second' },
  { sign: '*', text: 'told apart from ours' },
]

it('a note is one line of statements, each mark shown as it looks', () => {
  const style = {
    text: (text: string) => text,
    best: (text: string) => `<b>${text}</b>`,
    second: (text: string) => `<u>${text}</u>`,
    sign: (sign: string) => `^${sign}`,
  }
  expect(writeNote(parts, style)).toBe(
    'Mean\u00a0±\u00a0sd, n\u00a0=\u00a05; <b>bold</b>: best of its column; <u>underlined</u>: second; ^*\u00a0told apart from ours.',
  )
  expect(writeNote([], style)).toBe('')
})

it('a note begins with a capital letter and ends with one stop, whatever comes first and last', () => {
  expect(noteText(parts.slice(1, 2))).toBe('Bold: best of its column.')
  expect(noteText([{ text: 'why not?' }])).toBe('Why not?')
})
