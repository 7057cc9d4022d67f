import { DECISION_WORDS } from '../../movement/programme/decisionWords.ts';
import type { GateResult } from '../../movement/programme/gateResult.ts';
import type { ProgrammeState } from '../../movement/programme/programmeCourse.ts';
import type { TrackState } from '../../movement/programme/trackState.ts';
import { plainText } from '../info/plainText.ts';

const MARKS: Readonly<Record<GateResult['outcome'], string>> = {
  pass: 'met',
  fail: 'not met',
  notAssessed: 'not assessed',
};

/** Where a person stands, for a reader at a terminal. */
export function programmeText(subject: string, state: ProgrammeState): string {
  const { sessions, simulated, stopped, tracks, graduation, changes } = state;
  const lines = [
    `${subject}: ${sessions} session${sessions === 1 ? '' : 's'}${simulated ? ', simulated ones among them' : ''}`,
    ...(stopped === null ? [] : [`STOP: ${stopped}`]),
    ...tracks.flatMap(trackLines),
    `end of the programme: ${graduation.done ? 'reached' : 'not yet'}`,
    ...graduation.reasons.map((reason) => `  ${reason}`),
    ...changes.map(({ sentence }) => `change: ${sentence}`),
    'Training aid. Stop if it hurts.',
  ];
  return lines.map(plainText).join('\n');
}

function trackLines(track: TrackState): string[] {
  const { name, decision, step, assessment, dose, side, reasons, judged, passed, skip } = track;
  const at = step === null ? '' : `, ${step.id} ${step.name}${side === null ? '' : ` (${side})`}`;
  return [
    `${name}: ${DECISION_WORDS[decision]}${at}`,
    ...reasons.map((reason) => `  ${reason}`),
    ...(step === null || dose === null || decision === 'stop'
      ? []
      : [`  do: ${dose.words}; measured by ${assessment ?? 'nothing'}`]),
    ...(passed === null || passed.sessions === 0
      ? []
      : [`  passed in ${passed.sessions} of ${passed.wanted} sessions`]),
    ...(skip === null ? [] : [`  from ${dayOf(skip.fromUs)} on: ${skip.step}`]),
    ...(judged === null
      ? []
      : [
          `  last judged, ${judged.step}:`,
          ...judged.gates.map(({ outcome, sentence }) => `    ${MARKS[outcome]}: ${sentence}`),
        ]),
  ];
}

function dayOf(timeUs: number): string {
  return new Date(timeUs / 1000).toISOString().slice(0, 10);
}
