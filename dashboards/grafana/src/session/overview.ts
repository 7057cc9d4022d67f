import type { Link } from '../format/dashboard.ts';
import type { Override } from '../format/panel.ts';
import type { Loose } from '../panels/grid.ts';
import { table } from '../panels/panels.ts';
import { SHOWN, select } from '../query/select.ts';
import { FACTS_SHOWN, facts } from './shown.ts';

export const UID = 'plumbline-session';

/** Opens a session with half an hour to either side of its start. */
const OPEN_SESSION = `/d/${UID}?var-session=\${__data.fields.session}&time=\${__value.time}&time.window=3600000`;

/** With the session and its time. */
export const SENSORS_OF_SESSION: Link = {
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

export const SESSIONS: Loose[] = [
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

export const OVERVIEW: Loose[] = [
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

function unitOf(column: string, unit: string): Override {
  return {
    matcher: { id: 'byName', options: column },
    properties: [{ id: 'unit', value: unit }],
  };
}
