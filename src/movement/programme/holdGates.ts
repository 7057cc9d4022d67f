import type { Hold } from '../../model/hold.ts';
import type { Side } from '../../model/placement.ts';
import { ZONE_SHANK_LEAN_DEG } from '../holds/holdRules.ts';
import { type GateResult, gateOf, notAssessed, type SessionJudgement } from './gateResult.ts';
import type { SessionPart, TimedNote } from './history.ts';
import type { HoldGates } from './programme.ts';

/** Holds with sound data that are needed of those recorded, percent, as of reps. */
const QUALITY_OK_PCT_MIN = 80;

export interface HoldGateContext {
  readonly gates: HoldGates;
  readonly judged: readonly Side[];
  /** Lower edges of the bands of knee valgus, degrees. */
  readonly valgusEdges: readonly [number, number, number];
  readonly notes: readonly TimedNote[];
}

interface Condition {
  readonly gate: string;
  readonly words: string;
  /** null where the hold does not state it. */
  readonly isMet: (hold: Hold) => boolean | null;
}

/**
 * What a session's holds say of a step. Each condition is asked of the holds that met those before
 * it, so that the last one is met by holds that are good in everything.
 */
export function judgeHolds(part: SessionPart, context: HoldGateContext): SessionJudgement {
  const { gates, judged, notes } = context;
  const conditions = conditionsOf(context);
  const bySide = judged.map((side) => ({
    side,
    holds: part.sets.flatMap(({ holds }) => holds.filter((hold) => hold.side === side)),
  }));
  const support = supportGate(gates, notes);
  const unsound = bySide.flatMap(({ side, holds }) => unsoundness(side, holds));
  if (unsound.length > 0) {
    const blank = conditions.map(({ gate }) => notAssessed(gate, unsound[0]));
    return { gates: [...blank, support], passPct: null, easy: false };
  }
  const sound = bySide.map(({ side, holds }) => ({ side, holds: holds.filter(isSound) }));
  const all = sound.flatMap(({ holds }) => holds);
  const good = all.filter((hold) => conditions.every(({ isMet }) => isMet(hold) === true));
  return {
    gates: [...inTurn(sound, conditions, gates.holdsPerLeg), support],
    passPct: (100 * good.length) / all.length,
    easy: false,
  };
}

function conditionsOf({ gates, valgusEdges }: HoldGateContext): Condition[] {
  const { holdS, touchDownsMax, pctTimeInZone, zoneKneeValgusBelow } = gates;
  // Less than that share of a narrower zone says nothing of a wider one.
  const short = gates.zoneShankLeanDeg > ZONE_SHANK_LEAN_DEG ? null : false;
  const edge = zoneKneeValgusBelow === 'mild' ? valgusEdges[0] : valgusEdges[1];
  return [
    {
      gate: 'holdS',
      words: `of ${holdS} s`,
      isMet: (hold) => hold.holdS >= holdS,
    },
    {
      gate: 'touchDownsMax',
      words:
        touchDownsMax === 0 ? 'without a touch-down' : `with up to ${touchDownsMax} touch-downs`,
      isMet: (hold) => hold.touchDowns <= touchDownsMax,
    },
    {
      gate: 'pctTimeInZone',
      words: `with ${pctTimeInZone} % in the zone`,
      isMet: ({ inZonePct }) => (inZonePct === null ? null : inZonePct >= pctTimeInZone || short),
    },
    {
      gate: 'zoneKneeValgusBelow',
      words: `with the knee less than ${edge}° in`,
      isMet: ({ meanKneeValgusDeg: mean }) => (mean === null ? null : mean < edge),
    },
  ];
}

function inTurn(
  sound: readonly { readonly side: Side; readonly holds: readonly Hold[] }[],
  conditions: readonly Condition[],
  wanted: number,
): GateResult[] {
  let left = sound;
  return conditions.map(({ gate, words, isMet }) => {
    const counts = left.map(({ side, holds }) => ({
      side,
      met: holds.filter((hold) => isMet(hold) === true).length,
      unstated: holds.filter((hold) => isMet(hold) === null).length,
    }));
    left = left.map(({ side, holds }) => ({
      side,
      holds: holds.filter((hold) => isMet(hold) !== false),
    }));
    const told = counts.map(({ side, met }) => `${side} ${met}`).join(', ');
    const sentence = `holds ${words}: ${told}, wanted ${wanted} a leg`;
    if (counts.every(({ met }) => met >= wanted)) return gateOf(gate, true, sentence);
    return counts.every(({ met, unstated }) => met + unstated >= wanted)
      ? notAssessed(gate, `${sentence}; the others do not state it`)
      : gateOf(gate, false, sentence);
  });
}

function isSound({ quality }: Hold): boolean {
  return quality === 'ok';
}

function unsoundness(side: Side, holds: readonly Hold[]): string[] {
  if (holds.length === 0) return [`no holds of the ${side} leg were recorded`];
  const sound = holds.filter(isSound).length;
  return 100 * sound < QUALITY_OK_PCT_MIN * holds.length
    ? [
        `${side}: ${sound} of ${holds.length} holds had sound data; ${QUALITY_OK_PCT_MIN} % are needed`,
      ]
    : [];
}

/** No sensor on a leg sees a hand: somebody has to say it. */
function supportGate({ supportAllowed }: HoldGates, notes: readonly TimedNote[]): GateResult {
  const gate = 'supportAllowed';
  const said = notes.flatMap(({ note }) => note.support ?? []);
  if (supportAllowed) return gateOf(gate, true, 'a hand may help');
  if (said.includes(true)) return gateOf(gate, false, 'a hand helped, wanted none');
  return said.length === 0
    ? notAssessed(gate, 'nobody said whether a hand helped')
    : gateOf(gate, true, 'no hand helped');
}
