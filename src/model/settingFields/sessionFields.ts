import { ASSESSMENT_IDS } from '../assessment.ts';
import { TASKS } from '../task.ts';
import { fieldsBelow, type SettingField } from './settingField.ts';
import { taskWords } from './taskWords.ts';

const NEXT = 'It holds from the next session on.';

export const SESSION_FIELDS: readonly SettingField[] = fieldsBelow('session', [], {
  task: {
    label: 'Task',
    kind: 'choice',
    choices: TASKS.map((task) => ({ value: task, label: taskWords(task) })),
    meaning: 'What is done: it chooses detector, headline and bands.',
    effect: `Another task finds other events: squats give repetitions, jumps landings, balance holds. ${NEXT}`,
  },
  assessment: {
    label: 'Assessment',
    kind: 'choice',
    optional: true,
    open: 'Free practice',
    choices: ASSESSMENT_IDS.map((id) => ({ value: id, label: taskWords(id) })),
    meaning: 'A task done in one agreed way, with instructions and a card; open is free practice.',
    effect: `It brings its task with it, and result cards are made by its rules. ${NEXT}`,
  },
  frameRateHz: {
    label: 'Frame rate',
    unit: 'Hz',
    low: 25,
    high: 400,
    meaning: 'How many times a second the pose of the body is computed.',
    effect:
      'More shows faster movement, as landings need (200), and makes recordings larger; it makes no sensor faster.',
  },
  latenessBudgetMs: {
    label: 'Waiting for a silent sensor',
    unit: 'ms',
    low: 10,
    high: 2000,
    meaning: 'How long a sensor may be silent before frames go on without its leg.',
    effect: 'More bridges a worse radio; less keeps the delay short when a sensor drops out.',
  },
});
