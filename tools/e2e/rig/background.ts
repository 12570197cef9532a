/** Settings of the engine `commands` by which jobs are processes of this machine that nobody waits for: a scheduler in three lines of shell. */
export const BACKGROUND = {
  submit: 'setsid sh {script} > {log} 2>&1 < /dev/null & echo $!',
  poll: 'for id in {ids}; do if kill -0 $id 2>/dev/null; then echo $id R; fi; done',
  cancel: 'kill -TERM {ids}',
} as const
