import type { Loose } from '../panels/grid.ts';
import { timeSeries } from '../panels/panels.ts';
import { anglePanels } from '../parts/angles.ts';
import {
  CALIBRATIONS,
  CUES,
  FAULTS,
  HELD_BACK,
  MARKERS,
  NOT_COUNTED,
  reps,
  TRIALS,
} from '../parts/annotations.ts';
import { dashboard } from '../parts/dashboard.ts';
import { HEADLINE_LOOKS, HEADLINE_WORDS, headlineAsked } from '../parts/headline.ts';
import { qualityPanel } from '../parts/qualityPanel.ts';
import { DATASOURCE_VARIABLE, HUB_VARIABLE, SESSION_VARIABLE } from '../parts/variables.ts';
import { NOTICE } from '../parts/words.ts';
import { EACH_POINT } from '../query/select.ts';
import { OTHER_RESULTS } from './otherResults.ts';
import { OVERVIEW, SENSORS_OF_SESSION, SESSIONS, UID } from './overview.ts';
import { REPETITIONS } from './repetitions.ts';
import { BODY_SHOWN } from './shown.ts';

const FINEST = '50ms';

const MOVEMENT: Loose[] = [
  timeSeries({
    title: 'Headline',
    description: `The measure of the task, per leg; + is medial or valgus. Dashed lines are the edges of its bands: ${HEADLINE_WORDS}. ${NOTICE}`,
    size: { w: 24, h: 8 },
    interval: FINEST,
    asked: headlineAsked('mean', BODY_SHOWN, [EACH_POINT]),
    overrides: HEADLINE_LOOKS,
    defaults: { decimals: 1 },
    showThresholds: true,
  }),
  ...anglePanels(BODY_SHOWN, FINEST),
  qualityPanel(BODY_SHOWN, FINEST),
];

/** One session from start to end. */
export const SESSION = dashboard({
  uid: UID,
  title: 'Plumbline: session review',
  description: `One session, with its repetitions as spans. ${NOTICE} Choose it in the table of all sessions, which sets the time as well.`,
  from: 'now-6h',
  refresh: '',
  links: [SENSORS_OF_SESSION],
  variables: [DATASOURCE_VARIABLE, HUB_VARIABLE, SESSION_VARIABLE],
  annotations: [
    reps('right'),
    reps('left'),
    NOT_COUNTED,
    CUES,
    HELD_BACK,
    MARKERS,
    TRIALS,
    CALIBRATIONS,
    FAULTS,
  ],
  sections: [
    { title: 'Choose a session', panels: SESSIONS },
    { title: 'Session', panels: OVERVIEW },
    { title: 'Repetitions', panels: REPETITIONS },
    { title: 'Movement', panels: MOVEMENT },
    { title: 'Other results', panels: OTHER_RESULTS },
  ],
});
