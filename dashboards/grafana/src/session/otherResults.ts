import { HOLD, LANDING, STRIDE } from '../../../../src/influx/schema/resultMeasurements.ts';
import { SIDES } from '../../../../src/model/placement.ts';
import type { Loose } from '../panels/grid.ts';
import { table, timeSeries } from '../panels/panels.ts';
import { BAND_COLUMN } from '../parts/bands.ts';
import { on } from '../query/names.ts';
import { SHOWN, select } from '../query/select.ts';

const landing = on(LANDING);

const stride = on(STRIDE);

const hold = on(HOLD);

export const OTHER_RESULTS: Loose[] = [
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
