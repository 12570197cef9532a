import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit'
import { codeDigest, codeInputs, EXECUTORS, figuresDataInputs, figuresDigests, ITS_RUNS } from './names'
import { arxivTarget, readingTargets, STRICT } from './paper-targets'
import { figureOutputs, help, problemOption } from './task-project'
import { GENERATED_IN_PAPER, PAPER_TASK } from 'bocas/internal/light'
import type { PaperPlan } from '../plan/plan-paper'

/** The project of a paper: `figures` for what spans tasks, `build` for the paper, `draft` for the paper as far as it goes. */
export function paperProject(plan: PaperPlan, isFirst: boolean): ProjectConfiguration {
  const { name: paper, folder, main, tasks, figures, problems, textProblems, builder } = plan
  const drawn = tasks.filter(({ draws }) => draws).map(({ task }) => task)
  const runs = tasks.flatMap(({ task, runs }) =>
    runs.map(({ name, key, planKey = key }) => ({ task, name, key: planKey })),
  )
  const later = tasks.filter(({ isLater }) => isLater).map(({ task }) => task)
  const sources = [...drawn, ...(figures || problems.length > 0 ? [PAPER_TASK] : [])]
  const isDrawn = sources.includes(PAPER_TASK)
  // Where nx.json says nothing of papers, options do not either.
  const named = isFirst && paper === PAPER_TASK ? {} : { paper }
  const shared = { ...named, tasks: tasks.map(({ task }) => task), ...problemOption(problems) }
  const text = { ...named, tasks: sources, main, ...problemOption(textProblems) }
  // As an option too: Nx knows no package that the lockfile does not list.
  const built = { ...text, ...(builder.packages.length > 0 ? { builder: codeDigest(builder) } : {}) }
  const inputs = [`{projectRoot}/${main}`, { externalDependencies: [] }]
  // A text that cannot be built fails at once, not after a night of training.
  const after = (steps: NonNullable<TargetConfiguration['dependsOn']>) => (textProblems.length > 0 ? [] : steps)
  /** Of a paper that shows what the figures have made. */
  const made = {
    dependsOn: after([
      ...(drawn.length > 0 ? [{ projects: drawn, target: 'figures' }] : []),
      ...(isDrawn ? ['figures'] : []),
    ]),
    inputs: [
      '{projectRoot}/**/*',
      ...GENERATED_IN_PAPER.map((folder) => `!{projectRoot}/${folder}/**/*`),
      '!{projectRoot}/figures.ts',
      '!{projectRoot}/provenance.json',
      ...codeInputs(builder),
      { dependentTasksOutputFiles: '**/*' },
    ],
  }
  return {
    name: paper,
    root: folder,
    projectType: 'application',
    tags: ['bocas:paper'],
    targets: {
      ...(isDrawn
        ? {
            figures: {
              executor: EXECUTORS.figures,
              cache: later.length === 0,
              dependsOn: [
                {
                  projects: [...tasks.flatMap(({ task, runs }) => runs.map(({ name }) => `${task}/${name}`)), ...later],
                  ...ITS_RUNS,
                },
              ],
              inputs: [
                ...(figures ? [...codeInputs(figures), ...figuresDataInputs(figures)] : []),
                ...tasks.flatMap(({ sweepFiles }) => sweepFiles.map((file) => `{workspaceRoot}/${file}`)),
                { dependentTasksOutputFiles: '**/result.json' },
              ],
              outputs: figureOutputs(folder, PAPER_TASK),
              options: {
                task: PAPER_TASK,
                ...shared,
                ...(later.length > 0 ? { later } : {}),
                runs,
                ...(figures ? figuresDigests(figures) : {}),
              },
              metadata: help('Draw the figures and tables that span tasks', `nx run ${paper}:figures`),
            },
            'draft-figures': {
              executor: EXECUTORS.figures,
              cache: false,
              inputs: ['{projectRoot}/figures.ts', { externalDependencies: [] }],
              options: { task: PAPER_TASK, ...shared, draft: true },
              metadata: help('Draw what is there of what spans tasks; trains nothing', `nx run ${paper}:draft-figures`),
            },
          }
        : {}),
      build: {
        executor: EXECUTORS.paper,
        cache: true,
        ...made,
        outputs: ['{projectRoot}/build'],
        options: built,
        ...STRICT,
        metadata: help(
          `Build the paper: ${folder}/build/${main.endsWith('.md') ? 'paper.html' : 'paper.pdf'}; ${paper}:build:strict fails for what the results deny`,
          `nx run ${paper}:build`,
        ),
      },
      ...arxivTarget(plan, built, made),
      ...readingTargets(plan, text),
      // Not cached: it takes less time than Nx's look into its cache, and writes down executions, which no hash knows.
      check: {
        executor: EXECUTORS.check,
        cache: false,
        dependsOn: made.dependsOn,
        inputs,
        options: { ...named, tasks: sources, ...problemOption([...textProblems, ...problems]) },
        ...STRICT,
        metadata: help(
          'Read the text against the facts: contradictions, claims that do not hold, unknown and unused names',
          `nx run ${paper}:check`,
        ),
      },
      report: {
        executor: EXECUTORS.report,
        cache: false,
        inputs,
        options: { task: paper, paper, tasks: tasks.map(({ task }) => task) },
        metadata: help(
          `Write a page about the runs of all its tasks: ${folder}/reports/${paper}.html; trains nothing`,
          `nx run ${paper}:report`,
        ),
      },
      draft: {
        executor: EXECUTORS.paper,
        cache: false,
        dependsOn: after([
          ...(drawn.length > 0 ? [{ projects: drawn, target: 'draft' }] : []),
          ...(isDrawn ? ['draft-figures'] : []),
        ]),
        inputs,
        options: { ...text, draft: true },
        metadata: help(
          'Build the paper from what is there, marked as a draft; trains nothing',
          `nx run ${paper}:draft`,
        ),
      },
    },
  }
}
