import { timeOfDay } from './time-of-day'

describe('the time of day in code', () => {
  it.each([
    ['Date.now()-start;const start=1', 'a difference'],
    ['const start=Date.now();train();return{seconds:(Date.now()-start)/1e3}', 'how long something took'],
    ['let last=Date.now();for(;;){step(Date.now()-last);last=Date.now()}', 'how long each step took'],
    ['const start=new Date;log(new Date-start)', 'in dates'],
    ['const start=+new Date;log(+new Date-start);log(stop-+new Date)', 'in dates as numbers'],
    ['const a=1,t0=new Date().getTime();log(new Date().getTime()-t0)', 'in milliseconds of dates'],
    ['const $t=Date.now();f(Date.now()-$t)', 'under an odd name'],
    ['new Date(row.day);performance.now()', 'of the data'],
    ['const start=2;f(start)', 'nowhere'],
  ])('does not reach a result: %s (%s)', (code) => expect(timeOfDay(code)).toBeUndefined())

  it.each([
    ['return{at:Date.now()}', 'Date.now()'],
    ['const now=Date.now;f(now())', 'Date.now'],
    ['const start=Date.now();return{start,seconds:Date.now()-start}', 'Date.now()'],
    ['const start=Date.now();f(Date.now()-start);seed=start%7', 'Date.now()'],
    ['while(Date.now()<deadline)step()', 'Date.now()'],
    ['random(Date.now())', 'Date.now()'],
    ['const day=new Date().toISOString()', 'new Date()'],
    ['const day=new Date().getTime().toString()', 'new Date().getTime()'],
    ['result.at=new Date', 'new Date'],
    ['const a=Date.now();f(Date.now()-a);g(Date.now()+1)', 'Date.now()'],
  ])('is found in %s', (code, found) => {
    expect(timeOfDay(code)).toBe(found)
  })
})
