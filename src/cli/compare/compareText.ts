import { basename } from 'node:path';
import type {
  CalibrationChange,
  ComparedRecording,
  EventsChange,
  FieldChange,
  Kinship,
  RecordingComparison,
  SensorPackets,
} from '../../reprocess/compare/comparison.ts';
import { unlike } from '../../reprocess/compare/eventCounts.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { plainText } from '../info/plainText.ts';
import { frameLines } from './frameLines.ts';
import { cueLines, resultLines } from './resultLines.ts';
import { type At, andMore, shortened, shownValue, WIDTH, wrapped } from './shown.ts';

/** More of them would hide the rest; `--json` has all. */
const SETTINGS_SHOWN = 12;
/** Before and between three columns. */
const GAPS = 6;

/** In what two recordings differ, for a person at a terminal of 80 columns. */
export function compareText(fileA: string, fileB: string, comparison: RecordingComparison): string {
  const { a, b, verdict, kinship, settings, calibrations, packets, inputs, events } = comparison;
  const startedUs = a.session.startedUs;
  const at: At = (timeUs) => ((timeUs - startedUs) / 1e6).toFixed(2);
  const sections = [
    wrapped(verdict),
    [
      ...alignedTable([
        ['A', ...whatItIs(fileA, a)],
        ['B', ...whatItIs(fileB, b)],
      ]),
      kinshipWords(kinship),
    ],
    settingsLines(settings),
    calibrationLines(calibrations, at),
    packetLines(packets, inputs),
    frameLines(comparison.frames, at),
    ...comparison.results.map((each) => resultLines(each, at, false)),
    ...comparison.rejected.map((each) => resultLines(each, at, true)),
    cueLines('cues', comparison.cues, at),
    cueLines('cues held back', comparison.cuesHeldBack, at),
    eventLines(events),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(plainText).join('\n'))
    .join('\n\n');
}

function whatItIs(file: string, { session, damagedChunks }: ComparedRecording): string[] {
  const method = session.method === 'offline' ? ', offline' : '';
  const damage = damagedChunks === 0 ? '' : `, ${damagedChunks} chunks damaged`;
  return [
    shortened(basename(file), 28),
    `by ${session.software}${method}, settings ${session.settingsHash.slice(0, 8)}${damage}`,
  ];
}

function kinshipWords(kinship: Kinship): string {
  const words: Record<Kinship, string> = {
    same: 'B is the same recording as A',
    parent: 'B was computed from A',
    child: 'A was computed from B',
    ancestor: 'B was computed from A by way of others',
    descendant: 'A was computed from B by way of others',
    siblings: 'both were computed from one recording',
    unrelated: 'neither names the other, nor a common parent',
  };
  return words[kinship];
}

function settingsLines(settings: readonly FieldChange[]): string[] {
  if (settings.length === 0) return ['settings are the same'];
  const shown = settings.slice(0, SETTINGS_SHOWN);
  const values = shown.map(({ a, b }) => [shownValue(a), shownValue(b)] as const);
  const widest = (i: 0 | 1): number => Math.max(1, ...values.map((each) => each[i].length));
  const left = WIDTH - widest(0) - widest(1) - GAPS;
  const rows = shown.map(({ field }, i) => [`  ${shortened(field, left)}`, ...(values[i] ?? [])]);
  return [
    ...alignedTable([['settings', 'A', 'B'], ...rows]),
    ...andMore(settings.length - rows.length),
  ];
}

function calibrationLines(calibrations: readonly CalibrationChange[], at: At): string[] {
  if (calibrations.length === 0) return ['calibrations: none in either'];
  if (calibrations.every(({ same }) => same)) {
    return [`calibrations are the same (${calibrations.length})`];
  }
  const facts = (side: CalibrationChange['a']): string =>
    side === null ? 'none' : `${side.verdict}, ${side.method}, at ${at(side.timeUs)} s`;
  return calibrations.flatMap(({ a, b, same, segments }, i) =>
    same
      ? [`calibration ${i + 1} is the same`]
      : [
          `calibration ${i + 1}`,
          `  A  ${facts(a)}`,
          `  B  ${facts(b)}`,
          ...alignedTable(
            segments.map(({ placement, angleDeg }) => [
              `  ${placement.replace('_', ' ')}`,
              angleDeg === null ? 'another sensor' : `axes turned by ${angleDeg.toFixed(2)} deg`,
            ]),
          ),
        ],
  );
}

function packetLines(
  packets: readonly SensorPackets[],
  inputs: RecordingComparison['inputs'],
): string[] {
  const total = packets.reduce((sum, { a }) => sum + a, 0);
  const isSame = packets.every(({ a, b, same }) => a === same && b === same);
  const first = isSame
    ? [`packets are the same: ${total} of ${packets.length} sensors`]
    : alignedTable([
        ['packets', 'A', 'B', 'same', 'moved', 'only A', 'only B'],
        ...packets.map(({ sensorId, a, b, same, moved, onlyA, onlyB }) => [
          `  ${sensorId}`,
          ...[a, b, same, moved, onlyA, onlyB].map(String),
        ]),
      ]);
  const { a, b, same } = inputs;
  return unlike(inputs) === 0
    ? first
    : [...first, `inputs besides packets: ${a} in A, ${b} in B, ${same} the same`];
}

function eventLines(events: readonly EventsChange[]): string[] {
  const differing = events.filter((each) => unlike(each) > 0);
  const total = events.reduce((sum, { a }) => sum + a, 0);
  if (differing.length === 0) return [`events are the same: ${total}`];
  return alignedTable([
    ['events', 'A', 'B', 'same'],
    ...differing.map(({ type, a, b, same }) => [`  ${type}`, ...[a, b, same].map(String)]),
    ...(differing.length < events.length ? [['  all others are the same']] : []),
  ]);
}
