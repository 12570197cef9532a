import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer } from './answer'
import { merge, publish } from './publish'

const machine = { cores: '2', CPU: 'a CPU', memory: '8 GiB', system: 'linux x64', Node: 'v20.0.0', Nx: '24.0.0' }
const answer = (question: string, n: number, title = ''): Answer => ({
  question,
  n,
  title,
  command: '',
  busy: 0,
  rows: [],
  notes: [],
})
const ORDER = ['cold', 'done']
const names = (answers: readonly Answer[]) =>
  answers.map(({ question, n, title }) => `${question} ${n} ${title}`.trim())

describe('published answers', () => {
  it('take the place of those to the same question of the same size, in the order of the questions', () => {
    const known = { machine, answers: [answer('done', 1000, 'old'), answer('done', 100, 'old')] }
    const fresh = { machine, answers: [answer('done', 1000, 'new'), answer('cold', 5, 'new')] }
    expect(names(merge(known, fresh, ORDER).answers)).toEqual(['cold 5 new', 'done 100 old', 'done 1000 new'])
  })

  it('drop those from another kind of machine, and to questions that nobody asks any more', () => {
    const known = { machine: { ...machine, cores: '64' }, answers: [answer('done', 1)] }
    expect(names(merge(known, { machine, answers: [answer('cold', 1)] }, ORDER).answers)).toEqual(['cold 1'])
    expect(names(merge({ machine, answers: [answer('gone', 1)] }, { machine, answers: [] }, ORDER).answers)).toEqual([])
  })

  it('are a page, and the samples behind it from which the next one is made', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bocas-bench-page-'))
    try {
      publish(join(folder, 'page'), { machine, answers: [answer('cold', 1)] }, ORDER)
      publish(join(folder, 'page'), { machine, answers: [answer('done', 2)] }, ORDER)
      const { answers } = JSON.parse(readFileSync(join(folder, 'page.json'), 'utf8')) as { answers: Answer[] }
      expect(names(answers)).toEqual(['cold 1', 'done 2'])
      expect(readFileSync(join(folder, 'page.md'), 'utf8')).toMatch(/^# Benchmarks\n/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
