import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { releasedChangelog } from './changelog'

describe('the changelog of a release', () => {
  it('has what was not released under the version, and a place for what comes next', () => {
    const before = '# Changelog\n\n## Unreleased\n\n- More.\n\n## 0.1.0 (2026-01-01)\n\n- First.\n'
    const after = releasedChangelog(before, '0.2.0', '2026-02-01')
    expect(after).toBe(
      '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-01)\n\n- More.\n\n## 0.1.0 (2026-01-01)\n\n- First.\n',
    )
    expect(() => releasedChangelog(after, '0.3.0', '2026-03-01')).toThrow('says nothing below')
  })

  it('can be made of the one of this repository', () => {
    const text = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8')
    expect(releasedChangelog(text, '9.9.9', '2026-01-01')).toMatch(/^# Changelog\n\n## Unreleased\n\n## 9\.9\.9 /)
  })

  it('is refused where there is no such heading', () => {
    expect(() => releasedChangelog('# Changelog\n', '0.2.0', '2026-02-01')).toThrow('no heading')
  })
})
