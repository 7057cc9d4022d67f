import { assessmentOf } from '../assessments/assessments.ts';
import { DECISION_WORDS } from './decisionWords.ts';
import { doseOf } from './dose.ts';
import type { ToldProgramme, ToldStep } from './personProgramme.ts';
import {
  assessmentOfStep,
  BAND_OF,
  ENTRY_AFTER_FIRST_BALANCE,
  ENTRY_ONE_SIDE,
  isRepGates,
  type Programme,
  type ProgrammeStep,
  type ProgrammeTrack,
} from './programme.ts';
import { STOP_WORDS } from './stopRule.ts';

/** The programme as people read it. */
export function toldProgramme({ frequency, pain, tracks, graduation }: Programme): ToldProgramme {
  const { sessions, minDaysApart, repsNeutral, test } = graduation;
  const [least, of] = repsNeutral;
  return {
    frequency,
    decisions: DECISION_WORDS,
    tracks: tracks.map((track) => ({
      id: track.id,
      name: track.name,
      opens: opensWhen(track.entry),
      steps: track.steps.map(told),
    })),
    stops: [
      `pain above ${pain.stopAbove} of 10`,
      ...pain.alsoStop.map((sign) => (sign.startsWith('rising') ? `pain ${sign}` : sign)),
      'a knee or ankle that was hurt lately',
    ],
    stopWords: STOP_WORDS,
    goesOn: {
      hurt: 'it goes on when the answer to “was it hurt lately” is no again',
      sign: 'it goes on when a coach lets it, with a reason',
      pain: `it goes on with a session that begins with pain of ${pain.go.join(' to ')}, or when a coach lets it, with a reason`,
    },
    holds: [
      `pain ${pain.hold.join(' to ')} of 10: stay on the step, half the dose; after two such sessions one step back`,
      `pain that has not settled ${pain.settleMin} minutes after the session: no advance in the next one`,
      ...(pain.nextMorningWorseBlocksAdvance
        ? ['worse the next morning: no advance in the next session']
        : []),
    ],
    ends: `${least} of ${of} reps in line on both legs in ${test.map((id) => assessmentOf(id).name).join(' or ')}, without cues, in ${sessions} sessions ${minDaysApart} days apart or more`,
  };
}

function opensWhen(entry: ProgrammeTrack['entry']): string | null {
  switch (entry) {
    case undefined:
      return null;
    case ENTRY_AFTER_FIRST_BALANCE:
      return 'opens when the first balance step is passed';
    case ENTRY_ONE_SIDE:
      return 'opens when an assessment shows one side in, the other in line';
  }
}

function told(step: ProgrammeStep): ToldStep {
  const { id, name, seedDose } = step;
  return {
    id,
    name,
    assessment: assessmentOfStep(id) ?? null,
    dose: doseOf(seedDose, false),
    wanted: wantedOf(step),
  };
}

function wantedOf({ advance, depth }: ProgrammeStep): string[] {
  const { minSessions, painMax } = advance;
  const always = [`pain ${painMax} of 10 at most`, `in ${minSessions} sessions in turn`];
  if (isRepGates(advance)) {
    return [
      `${advance.repsMin} reps, better ${advance.repsTarget}`,
      `${advance.pctRepsNeutralOrMild} % of them in line or slightly in, none worse than ${BAND_OF[advance.worstBandMax]}`,
      ...(depth === undefined ? [] : [`${advance.pctDepthReached} % of them down to ${depth}`]),
      `left and right less than ${advance.asymmetryDegMax}° apart`,
      ...always,
    ];
  }
  return [
    `${advance.holdsPerLeg} holds of ${advance.holdS} s on each leg`,
    advance.touchDownsMax === 0
      ? 'without a foot put down'
      : `with up to ${advance.touchDownsMax} times a foot put down`,
    ...(advance.supportAllowed ? [] : ['without a hand on anything']),
    `${advance.pctTimeInZone} % of the time within ${advance.zoneShankLeanDeg}° of the start`,
    ...always,
  ];
}
