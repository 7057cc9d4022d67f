import type { Loose } from '../panels/grid.ts';
import { stat, timeSeries } from '../panels/panels.ts';
import { BAND_LOOKS, HEADLINE_LOOKS, HEADLINE_WORDS, headlineAsked } from '../parts/headline.ts';
import { NOTICE, QUALITY_WORDS } from '../parts/words.ts';
import { EACH_POINT, select } from '../query/select.ts';
import { BODY_NOW, BODY_SHOWN, body, FINEST, NOT_LIVE } from './shown.ts';

export const HEADLINE: Loose[] = [
  stat({
    title: 'Headline',
    description: `The measure of the task now, per leg; + is medial or valgus. Bands begin at ${HEADLINE_WORDS}. ${NOTICE}`,
    size: { w: 8, h: 6 },
    asked: headlineAsked('last', BODY_NOW, []),
    overrides: HEADLINE_LOOKS,
    defaults: { decimals: 1, noValue: NOT_LIVE },
  }),
  stat({
    title: 'Band',
    description:
      'The headline in words. Bands are training targets; the hub itself leaves a band a little later than it enters it.',
    size: { w: 8, h: 6 },
    background: true,
    asked: headlineAsked('last', BODY_NOW, []),
    overrides: BAND_LOOKS,
    defaults: { noValue: NOT_LIVE },
  }),
  stat({
    title: 'Quality now',
    description: 'The worst word of the last 5 s for what is seen from the front, per leg.',
    size: { w: 8, h: 6 },
    background: true,
    asked: [
      {
        query: select({
          columns: { quality: `max(${body.field('projection_quality')})` },
          from: body.table,
          where: BODY_NOW,
          groupBy: [body.tag('side')],
        }),
      },
    ],
    defaults: { mappings: QUALITY_WORDS, noValue: NOT_LIVE },
  }),
  timeSeries({
    title: 'Headline over time',
    description: `The measure of the task, per leg; + is medial or valgus. Dashed lines are the edges of its bands. ${NOTICE}`,
    size: { w: 24, h: 8 },
    interval: FINEST,
    asked: headlineAsked('mean', BODY_SHOWN, [EACH_POINT]),
    overrides: HEADLINE_LOOKS,
    defaults: { decimals: 1 },
    showThresholds: true,
  }),
];
