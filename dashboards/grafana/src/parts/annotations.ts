import { CUE } from '../../../../src/influx/schema/cueMeasurement.ts';
import { REP } from '../../../../src/influx/schema/repMeasurement.ts';
import { SESSION } from '../../../../src/influx/schema/sessionMeasurement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { DATASOURCE } from '../format/datasource.ts';
import type { Annotation } from '../format/templating.ts';
import { on } from '../query/names.ts';
import { SHOWN, select } from '../query/select.ts';
import { COLOURS } from './colours.ts';

const rep = on(REP);
const cue = on(CUE);
const session = on(SESSION);

/** In milliseconds, as Grafana wants the other end of a span. */
const REP_START = { start_ms: `${rep.field('start_us')} / 1000` };

/**
 * The line of a repetition stands at its end, so the ends of the span change places: the data source
 * puts a column into `timeEnd`, and the mapping takes that for the beginning.
 */
const SPAN_MAPPINGS: Annotation['mappings'] = {
  time: { source: 'field', value: 'timeEnd' },
  timeEnd: { source: 'field', value: 'time' },
  title: { source: 'skip' },
};

/** Repetitions of a leg as spans from start to end, with their band. */
export function reps(side: Side): Annotation {
  return spans(
    marks(
      `Repetitions, ${side}`,
      side === 'right' ? COLOURS.blue : COLOURS.orange,
      select({
        columns: { ...REP_START, band: rep.field('band') },
        from: rep.table,
        where: [
          ...ofSession(rep),
          rep.is('side', side),
          `${rep.field('counted')} = true`,
          `${rep.field('judged')} = true`,
        ],
      }),
      'band',
    ),
  );
}

/** What began like a repetition of a leg and is in no mean, with the worst quality under it. */
export const NOT_COUNTED: Annotation = spans(
  marks(
    'Not counted',
    COLOURS.grey,
    select({
      columns: { ...REP_START, quality: rep.field('quality'), side: rep.tag('side') },
      from: rep.table,
      where: [...ofSession(rep), `${rep.field('counted')} = false`],
    }),
    'quality',
    'side',
  ),
);

export const CUES = marks(
  'Cues',
  COLOURS.vermilion,
  select({
    columns: { words: cue.field('words'), side: cue.tag('side') },
    from: cue.table,
    where: [...ofSession(cue), cue.is('state', 'on')],
  }),
  'words',
  'side',
);

export const HELD_BACK: Annotation = {
  ...marks(
    'Cues held back',
    COLOURS.yellow,
    select({
      columns: { reason: cue.field('reason'), side: cue.tag('side') },
      from: cue.table,
      where: [...ofSession(cue), cue.is('state', 'suppressed')],
    }),
    'reason',
    'side',
  ),
  enable: false,
};

export const MARKERS = marks('Markers', COLOURS.purple, happened('marker', 'label'), 'label');
export const TRIALS = marks('Trials', COLOURS.sky, happened('trialStart', 'label'), 'label');
export const CALIBRATIONS = marks(
  'Calibrations',
  COLOURS.green,
  happened('calibration', 'verdict'),
  'verdict',
);
export const FAULTS = marks('Faults', COLOURS.vermilion, happened('fault', 'sentence'), 'sentence');

function happened(event: string, field: Parameters<typeof session.field>[0]): string {
  return select({
    columns: { [field]: session.field(field) },
    from: session.table,
    where: [...ofSession(session), session.is('event', event)],
  });
}

function ofSession(names: { chosen: (name: 'hub' | 'session') => string }): string[] {
  return [names.chosen('hub'), names.chosen('session'), SHOWN];
}

function marks(
  name: string,
  iconColor: string,
  query: string,
  textColumn: string,
  tagsColumn = '',
): Annotation {
  return {
    name,
    enable: true,
    hide: false,
    iconColor,
    datasource: DATASOURCE,
    target: {
      refId: 'Anno',
      query,
      rawQuery: true,
      fromAnnotations: true,
      textEditor: true,
      textColumn,
      tagsColumn,
      timeEndColumn: '',
    },
    // Where no title is named the data source takes the time for it.
    mappings: { title: { source: 'skip' } },
  };
}

function spans(annotation: Annotation): Annotation {
  // The data source calls a column by its measurement too.
  const target = { ...annotation.target, timeEndColumn: 'rep.start_ms' };
  return { ...annotation, target, mappings: SPAN_MAPPINGS };
}
