import type {
  MeasureChange,
  RecordingComparison,
  ResultKind,
  ResultsChange,
} from './comparison.ts';
import { unlike } from './eventCounts.ts';

/** What a verdict is made of. */
export type Compared = Omit<RecordingComparison, 'verdict' | 'identical'>;

/** The comparison in one plain sentence. @param identical all bits are alike */
export function verdictOf(compared: Compared, identical: boolean): string {
  const { frames, events, settings } = compared;
  if (identical) {
    const all = `Identical in all ${frames.b} frames and ${sumOf(events.map(({ b }) => b))} events`;
    const apart =
      settings.length === 1 ? '1 setting differs' : `${settings.length} settings differ`;
    return settings.length > 0 ? `${all}, though ${apart}.` : `${all}.`;
  }
  const parts = [dataPart(compared), ...resultParts(compared)].filter((part) => part !== '');
  const sentence = parts.length > 1 ? `${parts[0]}; ${parts.slice(1).join(', ')}.` : `${parts[0]}.`;
  return `${damagePart(compared)}${sentence}`;
}

function damagePart({ a, b }: Compared): string {
  const named = [
    [a.damagedChunks, 'A'],
    [b.damagedChunks, 'B'],
  ] as const;
  const parts = named.flatMap(([chunks, name]) =>
    chunks === 0 ? [] : [`${count(chunks, 'chunk')} of ${name}`],
  );
  return parts.length === 0
    ? ''
    : `${parts.join(' and ')} cannot be read and what was in there is not compared. `;
}

function dataPart(compared: Compared): string {
  const packets = packetsPart(compared);
  const angles = anglesPart(compared);
  if (packets === NOTHING_SHARED) return `${capital(packets)}. ${capital(angles)}`;
  if (packets === 'same packets' && angles === 'same angles') return 'Same packets and angles';
  return capital([packets, angles].filter((part) => part !== '').join(', '));
}

const NOTHING_SHARED = 'no packet in common: A and B are not of the same data';

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function packetsPart({ packets, a, b }: Compared): string {
  const total = sumOf(packets.map(({ a, b }) => a + b));
  if (total === 0) return 'no packets in either';
  const shared = sumOf(packets.map(({ same, moved }) => same + moved));
  const moved = sumOf(packets.map((each) => each.moved));
  if (2 * shared === total) {
    if (moved > 0) return `same packets, ${moved} of them moved in time`;
    return a.packetsHash === b.packetsHash ? 'same packets' : 'same packets in another order';
  }
  if (shared === 0) return NOTHING_SHARED;
  const percent = (200 * shared) / total;
  return `${percent > 99.9 ? '> 99.9' : percent.toFixed(1)} % of the packets in common`;
}

function anglesPart({ frames, a, b }: Compared): string {
  if (!a.hasResults || !b.hasResults) {
    const without = [a, b].flatMap(({ hasResults }, i) => (hasResults ? [] : ['AB'.charAt(i)]));
    return `no results in ${without.join(' and ')}`;
  }
  if (frames.inBoth === 0) return 'no frame of the same instant';
  const alone = frames.onlyA + frames.onlyB;
  const apart = alone === 0 ? '' : ` in the ${frames.inBoth} frames that both have`;
  const stated = statedPart(frames.measures);
  const largest = largestOf(frames.measures);
  if (largest?.largest) {
    const { side, measure, unit } = largest;
    const size = sized(largest.largest.difference, unit);
    return `angles differ by up to ${size} (${side} ${measure})${stated}${apart}`;
  }
  if (frames.measures.length > 0) return `same angles${stated || ' otherwise stated'}${apart}`;
  if (frames.sameBody < frames.inBoth) return `same angles with other flags${apart}`;
  return `same angles${apart}`;
}

/** Frames in which one of the two alone states the angle that every other rests on. */
function statedPart(measures: readonly MeasureChange[]): string {
  const flexion = measures.filter(({ measure }) => measure === 'kneeFlexionDeg');
  const [more, fewer] = [
    Math.max(0, ...flexion.map(({ onlyB }) => onlyB)),
    Math.max(0, ...flexion.map(({ onlyA }) => onlyA)),
  ];
  const parts = [
    ...(more > 0 ? [`${count(more, 'frame')} more`] : []),
    ...(fewer > 0 ? [`${count(fewer, 'frame')} fewer`] : []),
  ];
  return parts.length === 0 ? '' : `, stated in ${parts.join(' and ')}`;
}

/** Of what is shown; how sure a value is stands behind that, and attitudes are in every angle. */
function largestOf(measures: readonly MeasureChange[]): MeasureChange | undefined {
  const stated = measures.filter(({ largest }) => largest !== null);
  return stated.find(({ measure }) => !/Sd(?:Deg|M)$|Attitude/.test(measure)) ?? stated[0];
}

function resultParts(compared: Compared): string[] {
  const { results, rejected, cues, cuesHeldBack, events, inputs, frames } = compared;
  const parts = [
    ...results.flatMap(resultPart),
    ...moreOrFewer(cues, 'cue'),
    ...changedPart(cues.changed.length, 'cue'),
    ...moreOrFewer(cuesHeldBack, 'cue', ' held back'),
    ...changedPart(cuesHeldBack.changed.length, 'held back cue'),
    ...rejected.flatMap((each) => moreOrFewer(each, `rejected ${NOUNS[each.kind]}`)),
  ];
  if (parts.length > 0) return parts;
  if (sumOf(events.map(unlike)) > 0) return ['repetitions and cues are the same, other events not'];
  if (frames.same < frames.sameBody) return ['frames were complete at other times'];
  if (unlike(inputs) > 0) return ['other inputs'];
  const isHere = frames.sameBody === frames.a && frames.sameBody === frames.b;
  const isRead = compared.a.damagedChunks + compared.b.damagedChunks === 0;
  return isHere && isRead ? ['stored in another order'] : [];
}

const NOUNS: Record<ResultKind, string> = {
  rep: 'repetition',
  landing: 'landing',
  stride: 'stride',
  hold: 'hold',
};

function resultPart(change: ResultsChange): string[] {
  const { kind, inBoth, bandChanged, countedChanged, changed } = change;
  const noun = NOUNS[kind];
  const of = `of ${count(inBoth, noun)}`;
  const parts = moreOrFewer(change, noun);
  if (bandChanged > 0)
    parts.push(`${bandChanged} ${of} changed ${bandChanged === 1 ? 'its' : 'their'} band`);
  if (countedChanged > 0) parts.push(`${countedChanged} ${of} counted otherwise`);
  if (bandChanged + countedChanged === 0 && changed.length > 0) {
    parts.push(`${changed.length} ${of} changed in figures`);
  }
  return parts;
}

function moreOrFewer(
  { onlyA, onlyB }: { readonly onlyA: readonly unknown[]; readonly onlyB: readonly unknown[] },
  noun: string,
  behind = '',
): string[] {
  const parts: string[] = [];
  if (onlyB.length > 0) parts.push(`${count(onlyB.length, noun)} more${behind}`);
  if (onlyA.length > 0) parts.push(`${count(onlyA.length, noun)} fewer${behind}`);
  return parts;
}

function changedPart(changed: number, noun: string): string[] {
  return changed === 0 ? [] : [`${count(changed, noun)} changed`];
}

function sized(value: number, unit: string): string {
  const size = Math.abs(value);
  if (size < 0.001) return `less than 0.001 ${unit}`.trim();
  return `${size.toPrecision(size < 1 ? 2 : 3)} ${unit}`.trim();
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
