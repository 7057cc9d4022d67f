import type { Report } from '../../report/report.ts';
import type {
  CalibrationChange,
  Kinship,
  RecordingComparison,
} from '../../reprocess/compare/comparison.ts';
import { measureLabel } from '../courses/courseMeasures.ts';

const KINSHIP: Readonly<Record<Kinship, string>> = {
  same: 'Both are the same recording.',
  parent: 'The second was computed from the first.',
  child: 'The first was computed from the second.',
  ancestor: 'The second was computed from the first, by way of others.',
  descendant: 'The first was computed from the second, by way of others.',
  siblings: 'Both were computed from one recording.',
  unrelated: 'Neither names the other as what it was computed from.',
};

/** Less is 0.0° on the page. */
const LEAST_TURN_DEG = 0.05;

/** What differs between two processings of one session. */
export function ofOneSession(compared: RecordingComparison): string[] {
  const { verdict, kinship, a, b, settings, calibrations } = compared;
  return [
    named(verdict),
    KINSHIP[kinship],
    ...methods(a.session.method, b.session.method),
    ...software(a.session.software, b.session.software),
    ...settingsSentence(settings.length),
    ...calibrations.flatMap(calibrationSentences),
  ];
}

/** @param cautions of `report --against`, which speaks of the later one as "this one" */
export function ofTwoSessions(
  first: Report,
  second: Report,
  cautions: readonly string[],
): string[] {
  return [
    ...cautions.map((sentence) => sentence.replace(/^This\b/, 'The later')),
    ...software(first.session.software, second.session.software),
    'These are two sessions: where the sensors were put on anew between them, a difference can come from that alone.',
  ];
}

/** The comparison calls them A and B, and measures by their keys. */
function named(verdict: string): string {
  return verdict
    .replace(/\((right|left) (\w+)\)/g, (_, side: string, measure: string) => {
      const words = measureLabel(measure)?.toLowerCase() ?? measure;
      return `(${side} ${words})`;
    })
    .replace(/(\d) deg\b/g, '$1°')
    .replace(/\b[AB]\b/g, (letter) => (letter === 'A' ? 'the first' : 'the second'));
}

function methods(a: 'offline' | undefined, b: 'offline' | undefined): string[] {
  if (a === b) return [];
  const words = (method: 'offline' | undefined): string =>
    method === 'offline' ? 'from what came before and after each frame' : 'as samples came';
  return [`The first was reckoned ${words(a)}, the second ${words(b)}.`];
}

function software(a: string, b: string): string[] {
  return a === b ? [] : [`The first was computed by ${a}, the second by ${b}.`];
}

function settingsSentence(count: number): string[] {
  if (count === 0) return ['Their settings are the same.'];
  return [count === 1 ? '1 setting differs.' : `${count} settings differ.`];
}

/** In what the n-th calibration of one differs from that of the other. */
export function calibrationSentences(
  { a, b, same, segments }: CalibrationChange,
  i: number,
): string[] {
  const which = `Calibration ${i + 1}`;
  if (same) return [`${which} is the same.`];
  if (a === null || b === null) {
    return [`${which} is in the ${a === null ? 'second' : 'first'} alone.`];
  }
  const verdicts =
    a.verdict === b.verdict ? '' : ` (${a.verdict} in the first, ${b.verdict} in the second)`;
  if (segments.every(({ angleDeg }) => angleDeg !== null && angleDeg < LEAST_TURN_DEG)) {
    const differing = [
      ...(a.timeUs === b.timeUs ? [] : ['its time']),
      ...(a.verdict === b.verdict ? [] : [`its verdict${verdicts}`]),
    ];
    const what = differing.length === 0 ? 'something else of it' : differing.join(' and ');
    return [
      `${which} has the same axes to 0.1°; ${what} ${differing.length > 1 ? 'differ' : 'differs'}.`,
    ];
  }
  const turns = segments.map(({ placement, angleDeg }) => {
    const place = placement.replace('_', ' ');
    return angleDeg === null ? `${place} on another sensor` : `${place} by ${angleDeg.toFixed(1)}°`;
  });
  return [`${which} differs${verdicts}: axes turned, ${turns.join(', ')}.`];
}
