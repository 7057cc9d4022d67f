import { QUANTITY_GROUPS } from '../../model/bodyFrame.ts';
import type { Calibration, LegCalibration } from '../../model/calibration.ts';
import { checkText } from '../../model/checkText.ts';
import type { SessionMetadata } from '../../model/session.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import { fadeText } from '../../movement/cues/fadeAdvice.ts';
import { DEFAULT_THRESHOLDS } from '../../movement/thresholds.ts';
import { thresholdsHash } from '../../recording/settingsHash.ts';
import {
  describeSession,
  type SessionDescription,
} from '../../recording/sidecar/describeSession.ts';
import { emptySidecar } from '../../recording/sidecar/sidecar.ts';
import { unknownText } from '../../recording/unknownMessages.ts';
import type {
  ClockSummary,
  CueSummary,
  FaultSummary,
  LegQualitySummary,
  RecordingSummary,
  SensorSummary,
} from '../../reprocess/summary/recordingSummary.ts';
import { gaitRows, holdRows } from '../movementRows.ts';
import { alignedTable } from './alignedTable.ts';
import { plainText } from './plainText.ts';
import { saidRows, trialRows } from './sessionRows.ts';
import { countOf, seconds } from './words.ts';

/** More of them would hide the rest; `--json` has all. */
const FAULTS_SHOWN = 5;
const STRETCHES_SHOWN = 3;
/** Enough of a hash to tell two apart. */
const HASH_SHOWN = 12;

/**
 * What is in a recording, for a person at a terminal.
 * @param described the session with what was said of it afterwards
 */
export function infoText(
  path: string,
  summary: RecordingSummary,
  described: SessionDescription = describeSession(
    summary.session,
    emptySidecar(summary.session.id),
  ),
): string {
  const at = (timeUs: number): string => seconds((timeUs - summary.session.startedUs) / 1e6);
  const lines = [
    `${path}: ${summary.session.simulated ? 'simulated data' : 'a recording'}`,
    ...alignedTable([...factRows(summary, described), ...saidRows(described)]),
    '',
    ...alignedTable(sensorRows(summary.sensors, at)),
    '',
    ...summary.calibrations.flatMap((calibration) => calibrationLines(calibration, at)),
    ...alignedTable([...trialRows(summary.trials, described, at), ...resultRows(summary)]),
    ...faultLines(summary.faults, at),
    '',
    ...alignedTable(qualityRows(summary.quality)),
    '',
    ...alignedTable(contentRows(summary)),
  ];
  return lines.map(plainText).join('\n');
}

function factRows(
  { session, durationS }: RecordingSummary,
  { subject, recordedSubject, protocol, notes }: SessionDescription,
): string[][] {
  const { id, parent, continues, startedUs, software, settings } = session;
  const started = new Date(startedUs / 1000).toISOString().replace('T', ' ').slice(0, 19);
  return [
    ['session', id],
    ...(parent === undefined ? [] : [['parent', parent]]),
    ...(continues === undefined ? [] : [['continues', continues]]),
    ...descentRows(session),
    ...(session.method === 'offline' ? [['method', 'offline: judged from both sides']] : []),
    [
      'subject',
      subject === recordedSubject ? subject : `${subject}, recorded as ${recordedSubject}`,
    ],
    ['started', `${started} UTC`],
    ['duration', seconds(durationS)],
    [
      'protocol',
      `${protocol} (${settings.assessment ?? settings.task}, ${settings.frameRateHz} frames/s)`,
    ],
    ...(notes === '' ? [] : [['notes', notes]]),
    ['software', software],
    ['settings', session.settingsHash],
    ...thresholdRows(settings.thresholds),
    ...settings.customMeasures.map(({ name, formula, unit }, i) => [
      i === 0 ? 'custom' : '',
      `${name} = ${formula}${unit === undefined ? '' : ` (${unit})`}`,
    ]),
  ];
}

/** The thresholds' identity; recordings from before they were stored have none. */
/** From whom it descends, nearest first; of a parent that is all that is known, nothing more. */
function descentRows({ ancestors = [] }: SessionMetadata): string[][] {
  return ancestors.map(({ id, file, software, settingsHash, packetsHash }, i) => [
    i === 0 ? 'computed from' : 'that from',
    [
      file ?? id,
      ...(software === undefined ? [] : [`by ${software}`]),
      ...(settingsHash === undefined ? [] : [`settings ${settingsHash.slice(0, HASH_SHOWN)}`]),
      ...(packetsHash === undefined ? [] : [`packets ${packetsHash.slice(0, HASH_SHOWN)}`]),
    ].join(', '),
  ]);
}

function thresholdRows(thresholds: Thresholds | undefined): string[][] {
  if (thresholds === undefined) return [];
  const hash = thresholdsHash(thresholds);
  const isDefault = hash === thresholdsHash(DEFAULT_THRESHOLDS);
  return [['bands', `${hash}${isDefault ? ' (the defaults)' : ''}`]];
}

function sensorRows(sensors: readonly SensorSummary[], at: (timeUs: number) => string): string[][] {
  if (sensors.length === 0) return [['sensors', 'none']];
  return [
    ['sensor', 'placement', 'driver', 'rate', 'packets', 'samples', 'clock', 'missing'],
    ...sensors.map((each) => [
      each.sensor.id,
      each.placements.join(', then ') || 'not worn',
      each.sensor.driver,
      `${each.sensor.rateHz} Hz`,
      String(each.packets),
      each.samples === null ? '-' : String(each.samples),
      clockText(each.clock),
      missing(each, at),
    ]),
  ];
}

/** By how much its clock runs fast, and within what its samples' times are known. */
function clockText(clock: ClockSummary | null): string {
  if (clock === null) return '-';
  const { basis, skewPpm, boundUs } = clock;
  const skew = `${skewPpm >= 0 ? '+' : ''}${skewPpm.toFixed(0)} ppm`;
  const within = boundUs === null ? '' : ` ± ${(boundUs / 1000).toFixed(1)} ms`;
  return `${skew}${within}, ${BASIS_WORDS[basis]}`;
}

const BASIS_WORDS = {
  exchanges: 'asked',
  arrivals: 'from arrivals',
  reconstructed: 'it has none',
} as const;

function missing(summary: SensorSummary, at: (timeUs: number) => string): string {
  const { sensor, gaps, samplesLost, samplesRefilled, longestGap, linksLost } = summary;
  const parts: string[] = [];
  if (gaps === null) parts.push('not stored');
  else if (longestGap !== null) {
    const longest = seconds(longestGap.samples / sensor.rateHz);
    parts.push(
      `${samplesLost} samples in ${countOf(gaps, 'gap')}, the longest ${longest} before ${at(longestGap.timeUs)}`,
    );
  }
  if (samplesRefilled) parts.push(`${samplesRefilled} of them had again`);
  const wasAsked = samplesRefilled || summary.samplesGone > 0;
  if (summary.missing.length > 0 && wasAsked) parts.push(stillMissing(summary));
  if (linksLost > 0) parts.push(`link lost ${countOf(linksLost, 'time')}`);
  return parts.join('; ') || 'nothing';
}

/** What cannot be had, to the sample. */
function stillMissing({ missing: stretches }: SensorSummary): string {
  const shown = stretches.slice(0, STRETCHES_SHOWN).map(({ firstIndex, count: samples, run }) => {
    const of = run === stretches[0]?.run ? '' : ` of run ${run}`;
    return `${firstIndex}–${firstIndex + samples - 1}${of}`;
  });
  const more = stretches.length - shown.length;
  return `gone ${shown.join(', ')}${more > 0 ? ` and ${more} more (--json)` : ''}`;
}

function calibrationLines(calibration: Calibration, at: (timeUs: number) => string): string[] {
  const { id, timeUs, method, verdict, reasons, checks, legs, standingS, movementS } = calibration;
  const rows = legs.map((leg) => [
    `  ${leg.side}`,
    `axis ${leg.axisSdDeg.toFixed(1)}° (1 sd), ${percent(leg.axisShare)} of the movement about it`,
    `flexion over ${leg.flexionRangeDeg.toFixed(0)}°`,
    `heading agreed by ${percent(leg.headingConsistency)}`,
    `refinement ${leg.refinement}`,
    offsetText(leg),
  ]);
  return [
    `calibration ${id} at ${at(timeUs)}: ${verdict} (${method}: ${seconds(standingS)} and ${seconds(movementS)})`,
    ...alignedTable(rows),
    ...legs.flatMap(attachedLines),
    ...reasons.map((reason) => `  ${reason}`),
    ...checkLines(checks ?? []),
  ];
}

/** Those short of good in full; --json has all. */
function checkLines(checks: Calibration['checks']): string[] {
  if (checks.length === 0) return [];
  const short = checks.filter(({ verdict }) => verdict !== 'good');
  return [
    `  ${checks.length - short.length} of ${checks.length} checks are good`,
    ...short.map((check) => `    ${checkText(check)}`),
  ];
}

/** How far thigh and shank sensor are out of step. */
function offsetText(leg: LegCalibration): string {
  const { sensorOffsetMs: ms, sensorOffsetSdMs: sd, sensorOffsetAppliedMs } = leg;
  if (ms === undefined || ms === null || sd === undefined || sd === null) {
    return 'offset of the sensors in time not told';
  }
  const done = sensorOffsetAppliedMs ? ', set right' : '';
  return `shank ${Math.abs(ms).toFixed(1)} ms ${ms < 0 ? 'early' : 'late'} (SD ${sd.toFixed(1)})${done}`;
}

function attachedLines({ side, foot, pelvis }: LegCalibration): string[] {
  const lines: string[] = [];
  if (foot && foot.directionSdRad !== null) lines.push(`  ${side} foot zeroed, toe line known`);
  else if (foot)
    lines.push(
      `  ${side} foot zeroed, toe line not: walk, or rise onto the toes twice, before the standing`,
    );
  if (pelvis) lines.push(`  pelvis zeroed against the ${side} leg`);
  return lines;
}

function resultRows(summary: RecordingSummary): string[][] {
  const { calibrations, sets, landings, strides, gait, holds, cues, fade, markers, faults } =
    summary;
  if (!summary.hasResults)
    return [['results', 'none stored, packets alone: "plumbline process" computes them']];
  return [
    ...(calibrations.length === 0 ? [['calibration', 'none']] : []),
    ...sets.map(({ reps, counted, cued }, i) => [
      `set ${i + 1}`,
      `${countOf(reps, 'rep')}, ${counted} counted, ${cued} with a cue`,
    ]),
    ...(sets.length + landings.all + strides.all + holds.length === 0 ? [['reps', 'none']] : []),
    ...(landings.all === 0 ? [] : [['landings', `${landings.all}, ${landings.sound} counted`]]),
    ...(strides.all === 0 ? [] : [['strides', `${strides.all}, ${strides.sound} on sound data`]]),
    ...(gait === null ? [] : gaitRows(gait)),
    ...holds.flatMap(holdRows),
    ['cues', [`${cues.given} given`, ...heldBack(cues)].join('; ')],
    ...(fade === null ? [] : [['faded feedback', fadeText(fade)]]),
    ...(markers > 0 ? [['markers', String(markers)]] : []),
    ['faults', faults.length === 0 ? 'none' : String(faults.length)],
  ];
}

function heldBack({ heldBack: reasons }: CueSummary): string[] {
  return Object.entries(reasons).map(([reason, times]) => `${times} held back: ${reason}`);
}

function faultLines(faults: readonly FaultSummary[], at: (timeUs: number) => string): string[] {
  const shown = faults.slice(0, FAULTS_SHOWN);
  const lines = shown.map(({ timeUs, sentence }) => `  at ${at(timeUs)}: ${sentence}`);
  const more = faults.length - shown.length;
  return more > 0 ? [...lines, `  and ${more} more: see --json`] : lines;
}

function qualityRows(legs: readonly LegQualitySummary[]): string[][] {
  if (legs.length === 0) return [['frames', 'none']];
  return [
    ['frames ok', ...QUANTITY_GROUPS, 'frames', 'others are'],
    ...legs.map((leg) => [
      leg.side,
      ...QUANTITY_GROUPS.map((group) => percent((leg.words[group].ok ?? 0) / leg.frames)),
      String(leg.frames),
      otherWords(leg),
    ]),
  ];
}

/** The words of frames that are not ok, each with its largest share in the three groups. */
function otherWords({ words, frames }: LegQualitySummary): string {
  const largest = new Map<string, number>();
  for (const group of QUANTITY_GROUPS) {
    for (const [word, times] of Object.entries(words[group])) {
      if (word !== 'ok') largest.set(word, Math.max(largest.get(word) ?? 0, times));
    }
  }
  return [...largest]
    .sort(([, a], [, b]) => b - a)
    .map(([word, times]) => `${word} ${percent(times / frames)}`)
    .join(', ');
}

/** Packets and samples stand with their sensor. */
function contentRows({
  channels,
  hasTruth,
  damagedChunks,
  unknownMessages,
}: RecordingSummary): string[][] {
  const unknown = unknownText(unknownMessages);
  const common = Object.entries(channels).filter(
    ([topic]) => !/^\/(?:packets|samples)\//.test(topic),
  );
  return [
    ['messages', common.map(([topic, messages]) => `${topic} ${messages}`).join(', ')],
    ['truth', hasTruth ? 'of the simulator, beside the packets' : 'none'],
    [
      'damage',
      damagedChunks === 0
        ? 'none'
        : `${countOf(damagedChunks, 'chunk')} cannot be read; what they held is not counted above`,
    ],
    ...(unknown === null ? [] : [['unknown', `${unknown}: a later one wrote them`]]),
  ];
}

/** What is not quite nothing and not quite all does not read as if it were. */
function percent(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  return `${(100 * share).toFixed(1)} %`;
}
