import { describe, expect, it } from 'vitest';
import type { PipelineEvent } from '../../../src/model/events.ts';
import type { Stride } from '../../../src/model/gait.ts';
import type { Hold } from '../../../src/model/hold.ts';
import type { Landing, LandingLeg } from '../../../src/model/landing.ts';
import type { Side } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import type { Task } from '../../../src/model/task.ts';
import { reportPage } from '../../../src/report/page/reportPage.ts';
import type { Report } from '../../../src/report/report.ts';
import { STARTED_US, sessionSteps } from '../../recording/session.ts';
import { eventStep, reportOn } from '../recorded.ts';
import { faultOf } from './wellFormed.ts';

const AT_US = STARTED_US + 1e6;

/** As a recording holds them: what else a version adds is not looked at here. */
function event(type: string, rest: object): PipelineEvent {
  return { type, timeUs: AT_US, ...rest } as unknown as PipelineEvent;
}

function told(task: Task, events: readonly PipelineEvent[]): Promise<Report> {
  return reportOn({ settings: { ...DEFAULT_SETTINGS, task } }, [
    ...sessionSteps(0.5),
    eventStep(...events),
  ]);
}

function landingLeg(side: Side, headlinePeak: number): Partial<LandingLeg> {
  return {
    side,
    initialContactUs: AT_US,
    headlineAtContact: 3,
    headlinePeak,
    headlinePeak100Ms: 4,
    band: headlinePeak > 10 ? 'slightly in' : 'in line',
    flexionAtContactDeg: 22,
    peakFlexionDeg: 71,
    peakShankG: 12.5,
    quality: 'ok',
  };
}

function landing(number: number, rightPeak: number, counted = true): PipelineEvent {
  const given: Omit<Partial<Landing>, 'legs'> = {
    number,
    initialContactUs: AT_US,
    endUs: AT_US + 200_000,
    flight: { startUs: AT_US - 300_000, endUs: AT_US, jumpHeightM: 0.251 },
    contactDifferenceMs: -4,
    contactS: null,
    lowRate: false,
    counted,
    confidence: 1,
  };
  const legs = [landingLeg('right', rightPeak), landingLeg('left', 2)];
  return event('landing', { landing: { ...given, legs } });
}

function stride(
  side: Side,
  number: number,
  quality: Stride['quality'] = 'ok',
  atUs = AT_US,
): PipelineEvent {
  const frontal = {
    valgusPeakStanceDeg: 2.5,
    valgusRangeStanceDeg: 6,
    shankLeanMidStanceDeg: null,
  };
  const times = { initialContactUs: atUs, toeOffUs: atUs + 6e5, nextContactUs: atUs + 1e6 };
  const figures = { strideS: 1.1, stancePct: 61, loadingFlexionDeg: 18, swingFlexionDeg: 62 };
  // Both places that versions keep the frontal figures in.
  const placed = number % 2 === 0 ? frontal : { exploratory: frontal };
  return event('stride', { stride: { side, number, ...times, ...figures, ...placed, quality } });
}

function hold(given: Partial<Hold>): PipelineEvent {
  const base = {
    kind: 'balance',
    number: 1,
    side: 'right',
    startUs: AT_US,
    endUs: AT_US + 20e6,
    holdS: 20,
    endedBy: 'footDown',
    touchDowns: 0,
    shankLeanRmsDeg: 0.97,
    shankLeanRangeDeg: 4.2,
    shankLeanMeanRateDps: 1.7,
    shankTiltRmsDeg: 1.05,
    shankTiltRangeDeg: 5.4,
    shankTiltMeanRateDps: 2,
    ellipseDeg2: 18.5,
    inZonePct: 100,
    meanKneeValgusDeg: -0.2,
    footRollRmsDeg: null,
    peakShankTiltDeg: null,
    quality: 'ok',
    confidence: 1,
  };
  return event('hold', { hold: { ...base, ...given } });
}

function textOf(page: string): string {
  expect(faultOf(page)).toBeNull();
  const text = page.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<[^>]*>/g, ' ');
  expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  return text.replace(/\s+/g, ' ');
}

describe('a report of landings', () => {
  it('has a row for each leg of each, and means of those that count', async () => {
    const report = await told('landing', [landing(1, 8), landing(2, 12), landing(3, 40, false)]);
    const peak = report.figures.find(({ key, side }) => key === 'headlinePeak' && side === 'right');
    expect(peak).toMatchObject({ n: 2, mean: 10 });
    const page = reportPage(report);
    expect(page.match(/<tbody class="counted">/g)).toHaveLength(2);
    expect(page.match(/<tbody class="not-counted">/g)).toHaveLength(1);
    const text = textOf(page);
    expect(text).toContain('3 landings, 2 counted');
    // Jump in cm, right less left in ms, and no floor time.
    expect(text).toContain('0.30 25.1 – −4 Right 3.0 4.0 12.0 slightly in 22 71 12.5');
  });
});

describe('a report of a walk', () => {
  it('tells the frontal figures wherever the version kept them', async () => {
    const strides = [1, 2, 3].map((number) => stride('right', number));
    const report = await told('gait', [...strides, stride('left', 1, 'clipped')]);
    expect(report.figures.find(({ key }) => key === 'valgusPeakStanceDeg')).toMatchObject({
      side: 'right',
      n: 3,
      mean: 2.5,
    });
    expect(report.figures.some(({ side }) => side === 'left')).toBe(false);
    const text = textOf(reportPage(report));
    expect(text).toContain('4 strides');
    expect(text).toContain('sensor at its limit');
  });

  it('sums the walk up, right against left, and says what it left out', async () => {
    const walk = [1, 2, 3].flatMap((number) => {
      const at = AT_US + number * 1.1e6;
      return [
        stride('right', number, 'ok', at),
        // The left foot comes down 0.6 s after the right one, which follows 0.5 s later.
        stride('left', number, 'ok', at + 6e5),
      ];
    });
    const report = await told('gait', [...walk, stride('left', 4, 'clipped')]);
    expect(report.gait).toMatchObject({ notOk: 1, isShort: true });
    const text = textOf(reportPage(report));
    expect(text).toContain('Step time, s 0.50 (SD 0.00) 0.60 (SD 0.00) −18.2 %');
    expect(text).toContain('109 steps a minute.');
    expect(text).toContain('Left out for their data: 1.');
  });

  it('shows the first 60 and says where the others are', async () => {
    const strides = Array.from({ length: 70 }, (_, i) => stride('right', i + 1));
    const page = reportPage(await told('gait', strides));
    expect(page.match(/<tr class="counted">/g)).toHaveLength(60);
    expect(textOf(page)).toContain('The first 60 of 70; all are in the JSON.');
  });
});

describe('a report of holds', () => {
  it('has a table for each kind', async () => {
    const report = await told('balance', [
      hold({}),
      hold({ side: 'left', holdS: 9.5, touchDowns: 2, endedBy: 'step' }),
      hold({ kind: 'halfKneeling', number: 1, endedBy: 'timeout' }),
      hold({ kind: 'kneeToWall', number: 1, side: 'left', peakShankTiltDeg: 38.2 }),
    ]);
    const text = textOf(reportPage(report));
    expect(text).toContain('On one leg: 2 holds');
    expect(text).toContain('Half-kneeling: 1 hold');
    expect(text).toContain('Knee to wall: 1 trial');
    expect(text).toContain('9.5 2 0.97');
    expect(report.figures.find(({ key }) => key === 'peakShankTiltDeg')?.mean).toBe(38.2);
    expect(report.holdSummaries.map(({ kind }) => kind)).toEqual([
      'balance',
      'halfKneeling',
      'kneeToWall',
    ]);
  });

  it('sums each kind up, right less left, and says what it left out', async () => {
    const report = await told('balance', [
      hold({}),
      hold({ side: 'left', holdS: 16, touchDowns: 2, shankLeanRmsDeg: 2 }),
      hold({ side: 'left', holdS: 30, number: 2, quality: 'clipped' }),
      hold({ kind: 'kneeToWall', side: 'left', peakShankTiltDeg: 38.2, heelDown: 'assumed' }),
      hold({ kind: 'kneeToWall', side: 'right', peakShankTiltDeg: 40, heelDown: 'seen' }),
    ]);
    const text = textOf(reportPage(report));
    expect(text).toContain('Right 1 20.0 20.0 0 0.97 1.05 100 0');
    expect(text).toContain('Left 1 16.0 16.0 2 2.00 1.05 100 1');
    expect(text).toContain('Right less left +4.0 (80 %) −1.03');
    expect(text).toContain('Left 1 38.2 38.2 taken to be down 0');
    expect(text).toContain('Right less left +1.8');
  });

  it('does not judge the data of the leg in the air', async () => {
    const report = await told('balance', [hold({ side: 'right' })]);
    expect(report.advice.map(({ sentence }) => sentence).join(' ')).not.toContain('left leg');
  });
});
