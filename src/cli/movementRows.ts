import type { GaitFigure, GaitSide, GaitSummary } from '../model/gait.ts';
import type { HoldKind, HoldSummary, SideHolds } from '../model/hold.ts';
import { SIDES } from '../model/placement.ts';

const HOLD_WORDS: Readonly<Record<HoldKind, string>> = {
  balance: 'on one leg',
  halfKneeling: 'half-kneeling',
  kneeToWall: 'knee to wall',
};

/** A walk in rows of name and words, for a person at a terminal. */
export function gaitRows({ cadencePerMin, sides, stepS, isShort }: GaitSummary): string[][] {
  const few = isShort ? '; steady figures want 20 strides of a leg' : '';
  return [
    ['cadence', `${cadencePerMin.toFixed(0)} steps/min${few}`],
    ...sides.map((each) => [`${each.side} stride`, strideWords(each)]),
    ...(stepS === null
      ? []
      : [
          [
            'step time',
            `right ${stepS.right.mean.toFixed(3)} s, left ${stepS.left.mean.toFixed(3)} s; right against left ${signed(stepS.symmetryPct)} %`,
          ],
        ]),
  ];
}

function strideWords({ strideS, strideCvPct, stancePct, ...flexion }: GaitSide): string {
  const { loadingFlexionDeg, swingFlexionDeg } = flexion;
  return [
    `${meanText(strideS, 's', 2)} in ${strideS.n}${strideCvPct === null ? '' : `, which vary by ${strideCvPct.toFixed(1)} %`}`,
    `stance ${meanText(stancePct, '%', 1)}`,
    ...(loadingFlexionDeg ? [`flexion in loading ${meanText(loadingFlexionDeg, '°', 1)}`] : []),
    ...(swingFlexionDeg ? [`in swing ${meanText(swingFlexionDeg, '°', 1)}`] : []),
  ].join('; ');
}

function meanText({ mean, sd }: GaitFigure, unit: string, decimals: number): string {
  const scatter = sd === null ? '' : ` (SD ${sd.toFixed(decimals)})`;
  return `${mean.toFixed(decimals)}${unit === '°' ? unit : ` ${unit}`}${scatter}`;
}

/** Holds of one kind in rows of name and words, for a person at a terminal. */
export function holdRows({ kind, sides, symmetry }: HoldSummary): string[][] {
  const rows = SIDES.flatMap((side) => {
    const { holds, notOk } = sides[side];
    if (holds + notOk === 0) return [];
    return [[`${HOLD_WORDS[kind]}, ${side}`, sideWords(kind, sides[side])]];
  });
  const compared =
    kind === 'kneeToWall'
      ? [told(symmetry.meanPeakShankTiltDeg, (value) => `${signed(value)}° of tilt`)]
      : [
          told(symmetry.meanHoldS, (value) => `${signed(value)} s held`),
          told(symmetry.holdLsiPct, (value) => `the shorter ${value.toFixed(0)} % of the longer`),
          told(symmetry.shankLeanRmsDeg, (value) => `${signed(value)}° of sway`),
        ];
  const words = compared.flatMap((each) => each ?? []);
  return words.length === 0 ? rows : [...rows, ['right less left', words.join('; ')]];
}

function sideWords(kind: HoldKind, side: SideHolds): string {
  const { holds, notOk, touchDowns, heelSeenDown } = side;
  const left = notOk === 0 ? [] : [`${notOk} left out, not on sound data`];
  if (holds === 0) return left.join();
  if (kind === 'kneeToWall') {
    const heels = heelSeenDown === true ? 'heel seen down' : 'heel taken to be down';
    const [best, mean] = [side.bestPeakShankTiltDeg, side.meanPeakShankTiltDeg];
    return [
      counted(holds, 'trial'),
      ...(best === null || mean === null
        ? []
        : [`shank tilt ${best.toFixed(1)}° at most, ${mean.toFixed(1)}° in the mean`]),
      heels,
      ...left,
    ].join('; ');
  }
  return [
    counted(holds, 'hold'),
    told(side.meanHoldS, (s) => `${s.toFixed(1)} s in the mean`),
    told(side.bestHoldS, (s) => `${s.toFixed(1)} s at best`),
    counted(touchDowns, 'touch-down'),
    told(side.meanShankLeanRmsDeg, (deg) => `sway ${deg.toFixed(2)}° (lean, RMS)`),
    told(side.meanInZonePct, (pct) => `${pct.toFixed(0)} % in the zone`),
    ...left,
  ]
    .filter((words) => words !== null)
    .join('; ');
}

function told(value: number | null, words: (value: number) => string): string | null {
  return value === null ? null : words(value);
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Without the sign of a rounded zero. */
function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (Number(text) === 0) return text;
  return `${value < 0 ? '-' : '+'}${text}`;
}
