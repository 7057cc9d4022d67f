import { describe, expect, it } from 'vitest';
import { type SensorDescription, sensorId } from '../../../src/model/sensor.ts';
import { Refiller, type ResendOutcome } from '../../../src/sensors/ble/upkeep/refiller.ts';
import { SampleAccount } from '../../../src/sensors/ble/upkeep/sampleAccount.ts';
import type { IndexRange } from '../../../src/signal/indexRanges.ts';
import { sleep, until } from './radioWorld.ts';

const SENSOR: SensorDescription = {
  id: sensorId('S'),
  driver: 'plumbline',
  name: 'one',
  firmware: '1',
  rateHz: 100,
  accelerationScaleMps2: 1,
  angularRateScaleRadps: 1,
  ringDepthSamples: 3000,
};

/** A refiller whose sensor answers as the test says. */
function refilling(answer: (range: IndexRange) => ResendOutcome) {
  const asked: IndexRange[] = [];
  const gone: IndexRange[] = [];
  const state = { nowUs: 0 };
  const refiller = new Refiller({
    account: new SampleAccount(SENSOR),
    clock: () => state.nowUs,
    resend: async (range) => {
      asked.push(range);
      return answer(range);
    },
    gone: (range) => gone.push(range),
  });
  const live = (firstIndex: number) => refiller.heard({ firstIndex, count: 2, refilled: false });
  const again = (firstIndex: number, count: number) =>
    refiller.heard({ firstIndex, count, refilled: true });
  return { refiller, asked, gone, state, live, again };
}

const comes = (part: IndexRange): ResendOutcome => ({ kind: 'comes', part });

describe.concurrent('asking for lost samples', () => {
  it('asks for gaps close together in one piece, the oldest first', async () => {
    const { refiller, asked, live, again } = refilling(comes);
    refiller.start();
    live(0);
    live(10);
    for (let first = 20; first < 80; first += 2) live(first);
    live(500);
    await until('the first is asked for', () => asked.length === 1);
    expect(asked[0]).toEqual({ first: 2, end: 20 });
    again(2, 18);
    await until('the next is asked for', () => asked.length === 2);
    expect(asked[1]).toEqual({ first: 80, end: 500 });
    await refiller.stop();
  });

  it('asks for no more than half a thousand at once, and again for what was lost again', async () => {
    const { refiller, asked, live, again } = refilling(comes);
    refiller.start();
    live(0);
    live(802);
    await until('it is asked for', () => asked.length === 1);
    expect(asked[0]).toEqual({ first: 2, end: 502 });
    again(2, 300);
    again(400, 102);
    await until('more is asked for', () => asked.length === 2);
    expect(asked[1]).toEqual({ first: 302, end: 400 });
    await refiller.stop();
  });

  it('gives up at once what the ring buffer has overwritten, and asks for the rest', async () => {
    const { refiller, asked, gone, state, live } = refilling(comes);
    refiller.start();
    live(0);
    state.nowUs = 3600e6;
    live(360_000);
    await until('the rest is asked for', () => asked.length === 1);
    expect(gone).toEqual([{ first: 2, end: 357_002 }]);
    expect(asked[0]).toEqual({ first: 357_002, end: 357_502 });
    await refiller.stop();
  });

  it('tells what the sensor says is gone, and what of a part does not come', async () => {
    const answers: ((range: IndexRange) => ResendOutcome)[] = [
      ({ end }) => comes({ first: 6, end }),
      () => ({ kind: 'gone' }),
    ];
    const { refiller, asked, gone, live, again } = refilling((range) => answers.shift()!(range));
    refiller.start();
    live(0);
    live(10);
    await until('it is asked for', () => asked.length === 1);
    again(6, 4);
    live(100);
    await until('the next is asked for', () => asked.length === 2);
    await until('all is told', () => gone.length === 2);
    expect(gone).toEqual([
      { first: 2, end: 6 },
      { first: 12, end: 100 },
    ]);
    await refiller.stop();
  });

  it('asks for nothing on the word of an index that cannot be', async () => {
    const { refiller, asked, gone, state, live } = refilling(comes);
    refiller.start();
    live(0);
    state.nowUs = 20_000;
    live(4_000_000_000);
    state.nowUs = 40_000;
    live(2);
    live(6);
    await until('the hole is asked for', () => asked.length === 1);
    expect(asked).toEqual([{ first: 4, end: 6 }]);
    expect(gone).toEqual([]);
    await refiller.stop();
  });

  it('finishes when the sensor has sent what it was asked for, and stops at once', async () => {
    const { refiller, asked, live, again } = refilling(comes);
    refiller.start();
    live(0);
    live(100);
    await until('it is asked for', () => asked.length === 1);
    let finished = false;
    const finishing = refiller.finish().then(() => {
      finished = true;
    });
    live(200);
    await sleep(100);
    expect(finished).toBe(false);
    again(2, 98);
    await finishing;
    expect(asked).toHaveLength(1);
    const other = refilling(comes);
    other.refiller.start();
    other.live(0);
    other.live(100);
    await until('it is asked for', () => other.asked.length === 1);
    await other.refiller.stop();
  });
});
