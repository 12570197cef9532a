import ofGrid from '../../../../../docs/examples/grid-engine.json'
import ofPbs from '../../../../../docs/examples/pbs.json'
import { configurationProblems } from './settings'
import { idIn, statesIn } from './read-answers'

/** The settings of docs/engines.md. */
const PROFILES = { ...ofGrid, ...ofPbs }

/** What schedulers print, as it is; that of PBS is from its manual. */
const PRINTED = {
  grid: {
    submitted: '17\n',
    listed: `job-ID  prior   name       user         state submit/start at     queue                          slots ja-task-ID 
-----------------------------------------------------------------------------------------------------------------
     17 0.50000 bocas-aaaa root         r     11/28/2026 19:56:59 all.q@localhost                    1        
     18 0.00000 bocas-aaab root         hqw   11/28/2026 19:56:59                                    1        
     19 0.00000 bocas-aaac root         Eqw   11/28/2026 19:56:59                                    1        
`,
    ids: ['17', '18', '19', '7'],
  },
  pbs: {
    submitted: '17.pbs-server\n',
    listed: `Job id            Name             User              Time Use S Queue
----------------  ---------------- ----------------  -------- - -----
17.pbs-server     bocas-aaaaaaaaaa ada               00:01:02 R workq           
18.pbs-server     bocas-aaaaaaaaab ada                      0 Q workq           
19.pbs-server     bocas-aaaaaaaaac ada               00:00:01 E workq           
`,
    ids: ['17.pbs-server', '18.pbs-server.site.org', '19.pbs-server', '7.pbs-server'],
  },
}
const KINDS = { grid: ['running', 'waiting', 'failed', 'unknown'], pbs: ['running', 'waiting', 'running', 'unknown'] }

describe.each(['grid', 'pbs'] as const)('the settings of the documentation for %s', (name) => {
  const settings = PROFILES[name].engines.commands
  const { submitted, listed, ids } = PRINTED[name]

  it('are right as settings', () => expect(configurationProblems(settings)).toEqual([]))

  it('find the name of a job, and how jobs stand', () => {
    expect(idIn(submitted, undefined)).toBe(ids[0])
    const states = [...statesIn(listed, ids, settings).values()]
    expect(states.map((state) => (state.kind === 'ended' ? state.how : state.kind))).toEqual(KINDS[name])
  })

  it('know nothing of any job when the scheduler lists none', () => {
    expect([...statesIn('', ids, settings).values()]).toEqual(ids.map(() => ({ kind: 'unknown' })))
  })
})
