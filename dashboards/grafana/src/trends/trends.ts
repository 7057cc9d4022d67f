import { note } from '../panels/panels.ts';
import { dashboard } from '../parts/dashboard.ts';
import {
  DATASOURCE_VARIABLE,
  DERIVED_VARIABLE,
  FIRST_SESSION_VARIABLE,
  HUB_VARIABLE,
  SIMULATED_VARIABLE,
  SUBJECT_VARIABLE,
  TASK_VARIABLE,
} from '../parts/variables.ts';
import { NOTICE } from '../parts/words.ts';
import { OTHERS } from './otherTrends.ts';
import { TRENDS } from './trend.ts';
import { DIFFERENCES, trendPanels } from './trendPanels.ts';

/** Years of one person. */
export const TRENDS_OF_SUBJECT = dashboard({
  uid: 'plumbline-trends',
  title: 'Plumbline: trends of a subject',
  description: `Means of sessions over months, against the change that can be told at all. ${NOTICE}`,
  from: 'now-6M',
  refresh: '',
  variables: [
    DATASOURCE_VARIABLE,
    HUB_VARIABLE,
    SUBJECT_VARIABLE,
    TASK_VARIABLE,
    SIMULATED_VARIABLE,
    DERIVED_VARIABLE,
    FIRST_SESSION_VARIABLE,
    ...TRENDS.map(({ variable }) => variable),
  ],
  annotations: [],
  sections: [
    {
      title: 'How to read this',
      panels: [
        note(
          'How to read this',
          `**${NOTICE}** A point is one session: the mean of its counted repetitions at peak flexion. A change counts as one when it is more than the detectable change; the defaults above are of two sessions with the sensors taken off in between, and a site that ran \`plumbline repeatability\` enters its own.`,
          { w: 24, h: 3 },
        ),
      ],
    },
    { title: 'Sessions', panels: TRENDS.flatMap(trendPanels) },
    { title: 'Right less left', panels: DIFFERENCES },
    { title: 'Postures, strides and what is behind it', panels: OTHERS },
  ],
});
