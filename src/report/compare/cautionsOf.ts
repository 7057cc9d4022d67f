import { SIDES } from '../../model/placement.ts';
import { assessmentOf } from '../assessmentOf.ts';
import type { Report } from '../report.ts';

/** Valgus and its kin depend on depth: beyond this the depths are not alike. */
const ALIKE_DEPTH_DEG = 10;

/** What differs between two recordings besides what the person did, one sentence each. */
export function cautionsOf(now: Report, earlier: Report): string[] {
  return [
    ...assessments(now, earlier),
    ...depths(now, earlier),
    ...methods(now, earlier),
    ...settings(now, earlier),
    ...calibrations(now, earlier),
  ];
}

function assessments(now: Report, earlier: Report): string[] {
  const [a, b] = [now, earlier].map(({ session }) => assessmentOf(session) ?? 'free practice');
  return a === b ? [] : [`This one is ${a}, the earlier one ${b}: the same task done otherwise.`];
}

function depths(now: Report, earlier: Report): string[] {
  return SIDES.flatMap((side) => {
    const depth = ({ figures }: Report): number | undefined =>
      figures.find((each) => each.key === 'peakFlexionDeg' && each.side === side)?.mean;
    const [a, b] = [depth(now), depth(earlier)];
    if (a === undefined || b === undefined || Math.abs(a - b) <= ALIKE_DEPTH_DEG) return [];
    return [
      `The ${side} knee bent ${Math.abs(a - b).toFixed(0)}° ${a > b ? 'more' : 'less'} than then: other figures depend on depth.`,
    ];
  });
}

function methods(now: Report, earlier: Report): string[] {
  const words = ({ session }: Report): string =>
    session.method === 'offline' ? 'from what came before and after' : 'as samples came';
  return words(now) === words(earlier)
    ? []
    : [
        `This one was reckoned ${words(now)}, the earlier one ${words(earlier)}: "plumbline process" makes both alike.`,
      ];
}

function settings(now: Report, earlier: Report): string[] {
  const of = ({ session }: Report) => session.settings;
  const found: string[] = [];
  const differ = (what: string, pick: (settings: ReturnType<typeof of>) => unknown): void => {
    if (JSON.stringify(pick(of(now))) !== JSON.stringify(pick(of(earlier)))) found.push(what);
  };
  differ('the leg lengths', ({ subject }) => [subject.shankLengthM, subject.thighLengthM]);
  differ('the toe-out', ({ subject }) => subject.toeOutDeg);
  differ('what was measured of the legs', ({ subject }) => subject.measured ?? {});
  differ('the frame rate', ({ frameRateHz }) => frameRateHz);
  return found.length === 0
    ? []
    : [`The settings of the two differ in ${found.join(', ')}: figures follow them.`];
}

function calibrations(now: Report, earlier: Report): string[] {
  const short = (report: Report): boolean =>
    report.calibrations.length === 0 ||
    report.calibrations.some(({ verdict }) => verdict === 'redo');
  return [
    ...(short(now) ? ['This recording has no sound calibration throughout.'] : []),
    ...(short(earlier) ? ['The earlier recording has no sound calibration throughout.'] : []),
  ];
}
