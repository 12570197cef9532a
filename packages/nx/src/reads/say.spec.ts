import { layoutOf } from 'bocas/internal/light'
import { sayViolations, violationProblems, type ReadingCode, type Violation } from './say'

const reader: ReadingCode = {
  who: 'the figures',
  root: '/w',
  layout: layoutOf(undefined).layout,
  folder: '/w/tasks/a',
  declared: ['old.csv'],
  linked: () => [],
  known: 'the inputs of the figures',
  line: (names) => `data: ${names.join()}`,
  input: (name) => name,
  programs: () => 'compute it in a run',
}
const read = (file: string): Violation =>
  ({ place: 'workspace', file, kind: 'content', state: 'present' }) as unknown as Violation
const started = { place: 'program', command: 'ls', programs: ['ls'] } as unknown as Violation

const READ = 'the figures read tasks/a/x.csv, which is not in the inputs of the figures'
const STARTED = 'the figures started `ls`, and what a program reads is not in the inputs of the figures'
const DECLARE = '→ declare what it reads: data: old.csv,x.csv'

it('what code has read is the same words as lines and as problems', () => {
  const violations = [read('/w/tasks/a/x.csv'), started, started]
  expect(sayViolations(violations, reader).join('\n')).toBe(
    `${READ}\n${STARTED}\n  → compute it in a run\n  ${DECLARE}`,
  )
  expect(violationProblems(violations, reader, () => false)).toEqual([
    { code: 'undeclared-read', message: READ },
    { code: 'undeclared-read', message: STARTED, hint: `→ compute it in a run\n${DECLARE}` },
  ])
})

it('what is told already is left out, and what to declare is not', () => {
  const isTold = ({ message }: { readonly message: string }): boolean => message === STARTED
  expect(violationProblems([read('/w/tasks/a/x.csv'), started], reader, isTold)).toEqual([
    { code: 'undeclared-read', message: READ, hint: DECLARE },
  ])
})
