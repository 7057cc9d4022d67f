import type { Stride } from '../../../../src/model/gait.ts';
import type { Hold, HoldEnd } from '../../../../src/model/hold.ts';
import type { Landing } from '../../../../src/model/landing.ts';
import type { Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import type { Snapshot } from '../../../../src/stream/messages.ts';
import { formatAmount, formatValue, NO_VALUE } from './formatValue.ts';
import type { MovementKind } from './movementKind.ts';

/** A figure of both legs together, or of each. */
export type FigureRow =
  | { readonly label: string; readonly both: string }
  | { readonly label: string; readonly left: string; readonly right: string };

/** What a set of something else than reps came to so far. */
export interface ResultFigures {
  /** How many count. */
  readonly count: number;
  readonly noun: string;
  readonly note: string;
  readonly rows: readonly FigureRow[];
}

const END_WORDS: Readonly<Record<HoldEnd, string>> = {
  footDown: 'foot down',
  step: 'a step',
  lean: 'leaned too far',
  rise: 'came up',
  timeout: 'full time',
  dataLost: 'data lost',
  stopped: 'stopped',
};

export function resultFigures(
  kind: Exclude<MovementKind, 'reps'>,
  { landings = [], holds = [], strides = [] }: Snapshot,
  unit: Headline['unit'],
): ResultFigures {
  if (kind === 'landings') return ofLandings(landings, unit);
  if (kind === 'holds') return ofHolds(holds);
  return ofStrides(strides);
}

/** Only what is told when it is over: nobody can act on a figure while in the air. */
function ofLandings(landings: readonly Landing[], unit: Headline['unit']): ResultFigures {
  const last = landings.at(-1);
  const leg = (side: Side) => last?.legs.find((each) => each.side === side);
  const perLeg = (label: string, pick: (side: Side) => string): FigureRow => ({
    label,
    left: pick('left'),
    right: pick('right'),
  });
  // Older ones than those kept are counted as the newest numbers them.
  const older = (landings[0]?.number ?? 1) - 1;
  const uncounted = landings.filter(({ counted }) => !counted).length;
  const height = last?.flight.jumpHeightM ?? null;
  return {
    count: older + landings.length - uncounted,
    noun: 'landings',
    note: uncounted > 0 ? `${uncounted} not counted` : '',
    rows: [
      perLeg('Knee, furthest in', (side) => {
        const found = leg(side);
        const peak = found?.headlinePeak ?? null;
        if (!found || peak === null) return NO_VALUE;
        return `${formatAmount(peak, unit)} ${found.band ?? ''}`.trim();
      }),
      perLeg('Knee bend, deepest', (side) => whole(leg(side)?.peakFlexionDeg, '°')),
      {
        label: 'Jump height',
        both: height === null ? NO_VALUE : `${(height * 100).toFixed(0)} cm`,
      },
      { label: 'Time on the floor', both: seconds(last?.contactS, 2) },
      { label: 'Feet apart in time', both: contactText(last?.contactDifferenceMs ?? null) },
    ],
  };
}

function ofHolds(holds: readonly Hold[]): ResultFigures {
  const of = (side: Side) => holds.filter((hold) => hold.side === side);
  const last = (side: Side) => of(side).at(-1);
  const row = (label: string, pick: (side: Side) => string): FigureRow => ({
    label,
    left: pick('left'),
    right: pick('right'),
  });
  const isWall = holds.at(-1)?.kind === 'kneeToWall';
  const numbers = (side: Side) => last(side)?.number ?? 0;
  const doubtful = holds.filter(({ quality }) => quality !== 'ok').length;
  const rows = isWall
    ? [
        row('Shank forward', (side) => whole(last(side)?.peakShankTiltDeg, '°')),
        row('Deepest', (side) =>
          whole(
            largest(of(side), (hold) => hold.peakShankTiltDeg),
            '°',
          ),
        ),
        row('Heel', (side) => {
          const heel = last(side)?.heelDown;
          return heel === 'seen' ? 'seen down' : heel === 'assumed' ? 'not seen' : NO_VALUE;
        }),
      ]
    : [
        row('Held', (side) => seconds(last(side)?.holdS, 1)),
        row('In zone', (side) => whole(last(side)?.inZonePct, ' %')),
        row('Longest', (side) =>
          seconds(
            largest(of(side), (hold) => hold.holdS),
            1,
          ),
        ),
        row('Touch-downs', (side) => String(last(side)?.touchDowns ?? NO_VALUE)),
        row('Ended by', (side) => {
          const hold = last(side);
          return hold ? END_WORDS[hold.endedBy] : NO_VALUE;
        }),
      ];
  return {
    count: numbers('left') + numbers('right') - doubtful,
    noun: isWall ? 'trials' : 'holds',
    note: doubtful > 0 ? `${doubtful} on doubtful data` : '',
    rows,
  };
}

function ofStrides(strides: readonly Stride[]): ResultFigures {
  const last = (side: Side) => strides.filter((stride) => stride.side === side).at(-1);
  const row = (label: string, pick: (stride: Stride | undefined) => string): FigureRow => ({
    label,
    left: pick(last('left')),
    right: pick(last('right')),
  });
  return {
    count: (last('left')?.number ?? 0) + (last('right')?.number ?? 0),
    noun: 'strides',
    note: '',
    rows: [
      row('Stride time', (stride) => seconds(stride?.strideS, 2)),
      row('Stance', (stride) => whole(stride?.stancePct, ' %')),
      row('Knee bend, loading', (stride) => whole(stride?.loadingFlexionDeg, '°')),
      row('Knee bend, swing', (stride) => whole(stride?.swingFlexionDeg, '°')),
    ],
  };
}

function largest<T>(items: readonly T[], pick: (item: T) => number | null): number | null {
  const values = items.map(pick).filter((value) => value !== null);
  return values.length === 0 ? null : Math.max(...values);
}

function whole(value: number | null | undefined, unit: string): string {
  return value === null || value === undefined ? NO_VALUE : `${formatValue(value, 'deg')}${unit}`;
}

function seconds(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined ? NO_VALUE : `${value.toFixed(decimals)} s`;
}

/** Right less left, so a positive figure is the left foot's lead. */
function contactText(differenceMs: number | null): string {
  if (differenceMs === null) return NO_VALUE;
  const ms = Math.round(Math.abs(differenceMs));
  if (ms === 0) return '0 ms';
  return `${ms} ms, ${differenceMs > 0 ? 'left' : 'right'} first`;
}
