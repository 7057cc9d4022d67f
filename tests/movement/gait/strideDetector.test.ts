import { beforeAll, describe, expect, it } from 'vitest';
import { SIDES } from '../../../src/model/placement.ts';
import { type FootContact, StrideDetector } from '../../../src/movement/gait/strideDetector.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import { simulateGaitSession } from '../../../src/simulator/tasks/gaitSession.ts';
import { feltFeeds } from '../feltFeeds.ts';

interface Confirmed extends FootContact {
  readonly confirmedUs: number;
}

function contactsIn(
  rates: Iterable<{ readonly timeUs: number; readonly rateDps: number }>,
  rateHz: number,
): Confirmed[] {
  const detector = new StrideDetector(DEFAULT_THRESHOLDS.gait, rateHz);
  const found: Confirmed[] = [];
  for (const { timeUs, rateDps } of rates) {
    const contact = detector.step(timeUs, rateDps);
    if (contact) found.push({ ...contact, confirmedUs: timeUs });
  }
  return found;
}

function* series(rateHz: number, lastsS: number, rateAt: (timeS: number) => number) {
  for (let i = 0; i < lastsS * rateHz; i++) {
    yield { timeUs: Math.round((i * 1e6) / rateHz), rateDps: rateAt(i / rateHz) };
  }
}

describe('foot contacts of simulated walking', () => {
  const errorsMs: { contact: number; toeOff: number }[] = [];
  let truths = 0;
  let extra = 0;
  let longestWaitMs = 0;

  beforeAll(() => {
    for (const [seed, rateHz, strideS] of [
      [1, 100, 0.9],
      [2, 100, 1.1],
      [3, 100, 1.6],
      [4, 60, 1.1],
      [5, 200, 1.1],
    ]) {
      const session = simulateGaitSession({
        seed,
        rateHz,
        strides: 12,
        strideS,
        mounting: 'identity',
        placements: ['right_thigh', 'right_shank', 'left_thigh', 'left_shank'],
      });
      const walk = session.events.filter(({ type }) => type === 'initialContact');
      const felt = [...feltFeeds(session.feeds, walk[0].timeS - 2, session.durationS)];
      for (const side of SIDES) {
        const rates = felt.map(({ timeUs, signals }) => ({
          timeUs,
          rateDps: signals.find((leg) => leg.side === side)?.shank?.angularRateDps[2] ?? Number.NaN,
        }));
        const found = contactsIn(rates, rateHz);
        const trueContacts = session.events.flatMap((event) =>
          event.type === 'initialContact' && event.side === side ? [event.timeS] : [],
        );
        const trueToeOffs = session.events.flatMap((event) =>
          event.type === 'toeOff' && event.side === side ? [event.timeS] : [],
        );
        // The last step into standing is too small beside the others to be a stride's.
        truths += trueContacts.length - 1;
        extra += Math.max(0, found.length - trueContacts.length);
        for (const { initialContactUs, toeOffUs, confirmedUs } of found) {
          const contact = nearestMs(initialContactUs, trueContacts);
          if (Math.abs(contact) > 50) continue;
          const toeOff = toeOffUs === null ? 0 : nearestMs(toeOffUs, trueToeOffs);
          errorsMs.push({ contact, toeOff });
          longestWaitMs = Math.max(longestWaitMs, (confirmedUs - initialContactUs) / 1000);
        }
      }
    }
  });

  it('are all found, and none beside them', () => {
    expect(truths).toBe(140);
    expect(errorsMs.length / truths).toBeGreaterThanOrEqual(0.98);
    expect(extra).toBe(0);
  });

  it('are dated within milliseconds', () => {
    // Measured: contacts +0.2 ± 0.9 ms, toe-offs 0.0 ± 0.2 ms.
    for (const event of ['contact', 'toeOff'] as const) {
      const errors = errorsMs.map((each) => each[event]);
      const bias = errors.reduce((sum, each) => sum + each, 0) / errors.length;
      const sd = Math.sqrt(
        errors.reduce((sum, each) => sum + (each - bias) ** 2, 0) / errors.length,
      );
      expect(Math.abs(bias), event).toBeLessThan(1);
      expect(sd, event).toBeLessThan(2);
    }
  });

  it('are known half a window and two frames later', () => {
    // 30 ms of the window and two frames at 60 Hz.
    expect(longestWaitMs).toBeLessThan(30 + 2 * (1000 / 60) + 5);
  });
});

describe('no foot contact is', () => {
  it('the swaying of someone who stands', () => {
    const sway = series(100, 20, (timeS) => 15 * Math.sin(2 * Math.PI * 0.8 * timeS));
    expect(contactsIn(sway, 100)).toHaveLength(0);
  });

  it('what rings behind a swing', () => {
    // One swing of 350 deg/s each second, and half of it 0.3 s later.
    const swings = series(100, 10, (timeS) => {
      const t = timeS % 1;
      const bump = (atS: number, size: number) => size * Math.exp(-(((t - atS) / 0.06) ** 2));
      return bump(0.4, 350) - bump(0.6, 200) + bump(0.75, 120) - bump(0.9, 60) - bump(0.2, 150);
    });
    const found = contactsIn(swings, 100);
    expect(found.length).toBeGreaterThanOrEqual(9);
    for (const { midSwingUs, initialContactUs } of found) {
      expect((midSwingUs / 1e6) % 1).toBeCloseTo(0.4, 1);
      expect((initialContactUs / 1e6) % 1).toBeCloseTo(0.6, 1);
    }
  });

  it('made up across missing data', () => {
    const walk = (timeS: number) => 350 * Math.sin(2 * Math.PI * timeS);
    const holed = series(100, 3, (timeS) =>
      timeS > 1.2 && timeS < 1.3 ? Number.NaN : walk(timeS),
    );
    const times = contactsIn(holed, 100).map(({ initialContactUs }) => initialContactUs / 1e6);
    expect(times.map((each) => Math.round(100 * each) / 100)).toEqual([0.75, 2.75]);
  });
});

/** Found less nearest true, ms. */
function nearestMs(foundUs: number, trueS: readonly number[]): number {
  const errors = trueS.map((timeS) => foundUs / 1000 - timeS * 1000);
  return errors.reduce((best, each) => (Math.abs(each) < Math.abs(best) ? each : best));
}
