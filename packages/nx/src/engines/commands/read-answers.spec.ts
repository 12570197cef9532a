import ofGrid from '../../../../../docs/examples/grid-engine.json'
import ofPbs from '../../../../../docs/examples/pbs.json'
import { configurationProblems } from './settings'
import { idIn, statesIn } from './read-answers'

/** The settings of docs/engines.md. */
const PROFILES = { ...ofGrid, ...ofPbs }

/** What schedulers print, as it is; those of PBS as its sources and its manual say. */
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
    listed: `No jobs on Monday: the filters are cleaned.
Job id            Name             User              Time Use S Queue
----------------  ---------------- ----------------  -------- - -----
17.pbs-server     bocas-aaaaaaaaa  ada               00:01:02 R workq           
18.pbs-server     bocas-aaaaaaaab  a-long-user-nam*         0 Q workq           
19.pbs-server     bocas-aaaaaaaac  ada               00:00:01 E workq           
20.pbs-server     bocas-aaaaaaaad  ada                      0 H workq           
21.pbs-server     bocas-aaaaaaaae  ada               199:00:* F a-long-queue-na*
1234567.pbs-serv* bocas-aaaaaaaaf  ada                      0 W workq           
22[].pbs-server   an-array-of-ano* eve               00:00:02 B workq           
22[1].pbs-server  an-array-of-ano* eve               00:00:02 X workq           
23.pbs-server     bocas-aaaaaaaba  ada               00:00:02 U workq           
`,
    ids: [
      '17.pbs-server',
      '18.pbs-server.site.org',
      '19.pbs-server',
      '20.pbs-server',
      '21.pbs-server',
      '1234567.pbs-server.site.org',
      '22.pbs-server',
      '23.pbs-server',
      '7.pbs-server',
    ],
  },
}
const KINDS = {
  grid: ['running', 'waiting', 'failed', 'unknown'],
  // The job 22 is an array of somebody else.
  pbs: ['running', 'waiting', 'running', 'waiting', 'done', 'waiting', 'unknown', 'running', 'unknown'],
}

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
