import { BODY } from '../../../src/influx/schema/bodyMeasurement.ts';
import { REP } from '../../../src/influx/schema/repMeasurement.ts';
import { HOLD, LANDING, STRIDE } from '../../../src/influx/schema/resultMeasurements.ts';
import { SESSION as FACTS } from '../../../src/influx/schema/sessionMeasurement.ts';
import { SIDES } from '../../../src/model/placement.ts';
import type { Link } from './format/dashboard.ts';
import type { Override } from './format/panel.ts';
import type { Loose } from './panels/grid.ts';
import { histogram, table, timeSeries } from './panels/panels.ts';
import { anglePanels } from './parts/angles.ts';
import {
  CALIBRATIONS,
  CUES,
  FAULTS,
  HELD_BACK,
  MARKERS,
  NOT_COUNTED,
  reps,
  TRIALS,
} from './parts/annotations.ts';
import { BAND_COLUMN } from './parts/bands.ts';
import { COLOURS } from './parts/colours.ts';
import { dashboard } from './parts/dashboard.ts';
import { HEADLINE_LOOKS, HEADLINE_WORDS, headlineAsked } from './parts/headline.ts';
import { qualityPanel } from './parts/qualityPanel.ts';
import { DATASOURCE_VARIABLE, HUB_VARIABLE, SESSION_VARIABLE } from './parts/variables.ts';
import { NOTICE } from './parts/words.ts';
import { on } from './query/names.ts';
import { EACH_POINT, SHOWN, select } from './query/select.ts';

const body = on(BODY);
const rep = on(REP);
const facts = on(FACTS);
const landing = on(LANDING);
const stride = on(STRIDE);
const hold = on(HOLD);

const UID = 'plumbline-session';
const BODY_SHOWN = [body.chosen('hub'), body.chosen('session'), SHOWN];
const REP_SHOWN = [rep.chosen('hub'), rep.chosen('session'), SHOWN];
const COUNTED = `${rep.field('counted')} = true`;
const FACTS_SHOWN = [facts.chosen('hub'), facts.chosen('session'), SHOWN];
const FINEST = '50ms';
/** Opens a session with half an hour to either side of its start. */
const OPEN_SESSION = `/d/${UID}?var-session=\${__data.fields.session}&time=\${__value.time}&time.window=3600000`;

/** With the session and its time. */
const SENSORS_OF_SESSION: Link = {
  title: 'Sensors of this session',
  type: 'link',
  tags: [],
  asDropdown: false,
  includeVars: true,
  keepTime: true,
  icon: 'external link',
  targetBlank: false,
  tooltip: 'Samples, clocks and links in the time shown',
  url: '/d/plumbline-sensors',
};

const SESSIONS: Loose[] = [
  table({
    title: 'All sessions',
    description:
      'Those of the last five years, whatever time is shown. A click on a name opens it, an hour around its start.',
    size: { w: 24, h: 7 },
    timeFrom: '5y',
    asked: [
      {
        query: `${select({
          columns: {
            session: facts.tag('session'),
            subject: facts.tag('subject'),
            task: facts.tag('task'),
            simulated: facts.tag('simulated'),
            'computed again': facts.tag('derived'),
            hub: facts.tag('hub'),
            protocol: facts.field('protocol'),
            software: facts.field('software'),
          },
          from: facts.table,
          where: [facts.chosen('hub'), facts.is('event', 'start'), SHOWN],
        })} ORDER BY time DESC LIMIT 500`,
      },
    ],
    overrides: [
      {
        matcher: { id: 'byName', options: 'session' },
        properties: [
          {
            id: 'links',
            value: [{ title: 'Open this session', url: OPEN_SESSION, targetBlank: false }],
          },
        ],
      },
    ],
  }),
];

const OVERVIEW: Loose[] = [
  table({
    title: 'Session',
    description: 'How it was recorded, with what the hub is set to.',
    size: { w: 12, h: 5 },
    asked: [
      {
        query: select({
          columns: {
            task: facts.tag('task'),
            subject: facts.tag('subject'),
            simulated: facts.tag('simulated'),
            protocol: facts.field('protocol'),
            headline: facts.field('headline'),
            unit: facts.field('headline_unit'),
            'frame rate': facts.field('frame_rate_hz'),
            settings: facts.field('settings_hash'),
          },
          from: facts.table,
          where: [facts.is('event', 'start'), ...FACTS_SHOWN],
        }),
      },
    ],
  }),
  table({
    title: 'Calibration',
    description:
      'Verdict on each calibration and why. Below "good" read the figures from the front with care; with "redo" not at all.',
    size: { w: 12, h: 5 },
    asked: [
      {
        query: select({
          columns: {
            verdict: facts.field('verdict'),
            reasons: facts.field('reasons'),
            'standing s': facts.field('standing_s'),
            'right axis sd °': facts.field('right_axis_sd_deg'),
            'left axis sd °': facts.field('left_axis_sd_deg'),
            'right heading sd °': facts.field('right_relative_heading_sd_deg'),
            'left heading sd °': facts.field('left_relative_heading_sd_deg'),
          },
          from: facts.table,
          where: [facts.is('event', 'calibration'), ...FACTS_SHOWN],
        }),
      },
    ],
    defaults: { decimals: 1 },
  }),
  table({
    title: 'How it ended',
    description: 'Written when the recording was closed; nothing stands here while it runs.',
    size: { w: 12, h: 4 },
    asked: [
      {
        query: select({
          columns: {
            duration: facts.field('duration_s'),
            frames: facts.field('frames'),
            repetitions: facts.field('reps'),
            'samples lost': facts.field('samples_lost'),
          },
          from: facts.table,
          where: [facts.is('event', 'end'), ...FACTS_SHOWN],
        }),
      },
    ],
    overrides: [unitOf('duration', 's')],
  }),
  table({
    title: 'Trials',
    description: 'Trials that were begun, with their names.',
    size: { w: 12, h: 4 },
    asked: [
      {
        query: select({
          columns: { number: facts.field('number'), name: facts.field('label') },
          from: facts.table,
          where: [facts.is('event', 'trialStart'), ...FACTS_SHOWN],
        }),
      },
    ],
  }),
];

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

const REPETITIONS: Loose[] = [
  timeSeries({
    title: 'Each repetition, right and left',
    description:
      'Headline at peak flexion of counted repetitions, in the unit of the task (cm or °); + is medial or valgus.',
    size: { w: 12, h: 8 },
    draw: 'bars',
    asked: SIDES.map((side) => ({
      query: select({
        columns: { [side]: rep.field('headline_at_peak_flexion') },
        from: rep.table,
        where: [...REP_SHOWN, COUNTED, rep.is('side', side)],
      }),
      alias: side,
    })),
    defaults: { decimals: 1 },
  }),
  timeSeries({
    title: 'Not counted',
    description:
      'Repetitions that are in no mean, because the data under them were not ok: their headline at peak flexion, as points.',
    size: { w: 12, h: 8 },
    draw: 'points',
    asked: SIDES.map((side) => ({
      query: select({
        columns: { [side]: rep.field('headline_at_peak_flexion') },
        from: rep.table,
        where: [...REP_SHOWN, `${rep.field('counted')} = false`, rep.is('side', side)],
      }),
      alias: `${side}, not counted`,
    })),
    defaults: { decimals: 1, noValue: 'all were counted' },
  }),
  timeSeries({
    title: 'Tempo',
    description: 'Way down, bottom and way up of each repetition, one upon the other.',
    size: { w: 12, h: 8 },
    draw: 'bars',
    stacked: true,
    interval: '1s',
    asked: [
      {
        query: select({
          columns: {
            'way down': `max(${rep.field('eccentric_s')})`,
            bottom: `max(${rep.field('hold_s')})`,
            'way up': `max(${rep.field('concentric_s')})`,
          },
          from: rep.table,
          where: REP_SHOWN,
          groupBy: [EACH_POINT],
          fill: 'none',
        }),
        alias: '$col',
      },
    ],
    defaults: { unit: 's', min: 0 },
    overrides: [
      colourOf('way down', COLOURS.blue),
      colourOf('bottom', COLOURS.yellow),
      colourOf('way up', COLOURS.sky),
    ],
  }),
  histogram({
    title: 'How the headline spreads',
    description:
      'Headline at peak flexion of counted repetitions, per leg, in the unit of the task; + is medial or valgus.',
    size: { w: 12, h: 8 },
    asked: SIDES.map((side) => ({
      query: select({
        columns: { [side]: rep.field('headline_at_peak_flexion') },
        from: rep.table,
        where: [...REP_SHOWN, COUNTED, rep.is('side', side)],
      }),
      alias: side,
    })),
  }),
  table({
    title: 'Table of repetitions',
    description:
      'Every repetition and leg. Headline in cm or ° by the task; + is medial or valgus. "counted" false is in no mean.',
    size: { w: 24, h: 10 },
    asked: [
      {
        query: select({
          columns: {
            leg: rep.tag('side'),
            number: rep.field('number'),
            counted: rep.field('counted'),
            band: rep.field('band'),
            headline: rep.field('headline_at_peak_flexion'),
            'headline peak': rep.field('headline_peak'),
            'peak flexion °': rep.field('peak_flexion_deg'),
            'from the front °': rep.field('fppa_at_peak_flexion_deg'),
            'valgus (joint) °': rep.field('knee_valgus_at_peak_flexion_deg'),
            'down s': rep.field('eccentric_s'),
            'bottom s': rep.field('hold_s'),
            'up s': rep.field('concentric_s'),
            depth: rep.field('depth'),
            cued: rep.field('cued'),
            quality: rep.field('quality'),
          },
          from: rep.table,
          where: REP_SHOWN,
        }),
      },
    ],
    defaults: { decimals: 1 },
    overrides: [BAND_COLUMN],
  }),
];

const OTHER_RESULTS: Loose[] = [
  table({
    title: 'Landings',
    description:
      'Every landing and leg, at first contact. Below 120 samples per second impacts are over between two of them: see "low rate".',
    size: { w: 24, h: 7 },
    asked: [
      {
        query: select({
          columns: {
            leg: landing.tag('side'),
            number: landing.field('number'),
            counted: landing.field('counted'),
            'low rate': landing.field('low_rate'),
            band: landing.field('band'),
            'headline at contact': landing.field('headline_at_contact'),
            'headline peak': landing.field('headline_peak'),
            'peak flexion °': landing.field('peak_flexion_deg'),
            'contact difference ms': landing.field('contact_difference_ms'),
            'jump m': landing.field('jump_height_m'),
          },
          from: landing.table,
          where: [landing.chosen('hub'), landing.chosen('session'), SHOWN],
        }),
      },
    ],
    defaults: { decimals: 1 },
    overrides: [BAND_COLUMN],
  }),
  table({
    title: 'Postures held',
    description:
      'Every posture that was held, with how still it was; figures of different kinds do not compare.',
    size: { w: 24, h: 7 },
    asked: [
      {
        query: select({
          columns: {
            kind: hold.tag('kind'),
            leg: hold.tag('side'),
            number: hold.field('number'),
            'held s': hold.field('hold_s'),
            'ended by': hold.field('ended_by'),
            'touch downs': hold.field('touch_downs'),
            'shank lean rms °': hold.field('shank_lean_rms_deg'),
            'ellipse deg²': hold.field('ellipse_deg2'),
            'in zone %': hold.field('in_zone_pct'),
            quality: hold.field('quality'),
          },
          from: hold.table,
          where: [hold.chosen('hub'), hold.chosen('session'), SHOWN],
        }),
      },
    ],
    defaults: { decimals: 1 },
  }),
  timeSeries({
    title: 'Strides',
    description: 'Length in time of each stride, from contact to contact.',
    size: { w: 12, h: 7 },
    draw: 'points',
    asked: SIDES.map((side) => ({
      query: select({
        columns: { [side]: stride.field('stride_s') },
        from: stride.table,
        where: [stride.chosen('hub'), stride.chosen('session'), stride.is('side', side), SHOWN],
      }),
      alias: side,
    })),
    defaults: { unit: 's', decimals: 2 },
  }),
  timeSeries({
    title: 'Stance',
    description: 'Share of each stride on the floor.',
    size: { w: 12, h: 7 },
    draw: 'points',
    asked: SIDES.map((side) => ({
      query: select({
        columns: { [side]: stride.field('stance_pct') },
        from: stride.table,
        where: [stride.chosen('hub'), stride.chosen('session'), stride.is('side', side), SHOWN],
      }),
      alias: side,
    })),
    defaults: { unit: 'percent', decimals: 0 },
  }),
];

function unitOf(column: string, unit: string): Override {
  return {
    matcher: { id: 'byName', options: column },
    properties: [{ id: 'unit', value: unit }],
  };
}

function colourOf(name: string, fixedColor: string): Override {
  return {
    matcher: { id: 'byName', options: name },
    properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
  };
}

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
