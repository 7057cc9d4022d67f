import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CuePattern } from '../../../firmware-protocol/index.ts';
import { compile } from './compile.ts';
import { ExampleSensor, type SensorAct } from './exampleSensor.ts';

const MINUTE = 'run 60000000';

/** What it did of this kind, as `milliseconds:value` since the clock's 0. */
function timeline(acts: readonly SensorAct[], kind: string): string[] {
  return acts
    .filter(({ word }) => word === kind)
    .map(({ clockUs, value }) => `${clockUs / 1000}:${value}`);
}

describe('the example of a sensor', () => {
  let program: string;
  let sensor: ExampleSensor;

  beforeAll(async () => {
    program = await compile('sensor');
  });
  afterEach(() => sensor.stop());

  async function linked(): Promise<void> {
    sensor = new ExampleSensor(program);
    await sensor.tell('power 7');
    await sensor.link();
  }

  it('advertises from power-on, not while connected, and again at once', async () => {
    sensor = new ExampleSensor(program);
    const acts = await sensor.tellAll('power 7', 'run 5000', 'connect', 'run 5000', 'disconnect');
    expect(timeline(acts, 'advertise')).toEqual(['0:1', '5:0', '10:1']);
  });

  it('switches itself off after 15 minutes without a hub, and not before', async () => {
    sensor = new ExampleSensor(program);
    const waited = await sensor.tellAll('power 7', ...Array(14).fill(MINUTE), 'connect', MINUTE);
    expect(timeline(waited, 'advertise')).toEqual(['0:1', `${14 * 60_000}:0`]);
    const again = await sensor.tellAll('disconnect', ...Array(16).fill(MINUTE));
    expect(timeline(again, 'advertise')).toEqual([`${15 * 60_000}:1`, `${30 * 60_000}:0`]);
    expect(await sensor.tell('connect')).toEqual([]);
  });

  it('waits without end on a charger, and 15 minutes once it is taken off', async () => {
    sensor = new ExampleSensor(program);
    const charged = await sensor.tellAll('power 7', 'charger 1', ...Array(20).fill(MINUTE));
    expect(timeline(charged, 'advertise')).toEqual(['0:1']);
    const off = await sensor.tellAll('charger 0', ...Array(16).fill(MINUTE));
    expect(timeline(off, 'advertise')).toEqual([`${(20 + 15) * 60_000}:0`]);
  });

  it('answers powerOff, then ends the connection and is off', async () => {
    await linked();
    await sensor.request({ kind: 'start' });
    await sensor.request({ kind: 'identify', durationS: 30 });
    const asked = await sensor.tell('write 0905');
    expect(asked.map(({ word, value }) => `${word} ${value}`)).toEqual([
      'att 0',
      'indicate 090500',
    ]);
    const ended = await sensor.tell('confirm');
    expect(ended.map(({ word, value }) => `${word} ${value}`)).toEqual(['connected 0', 'led 0']);
    expect(await sensor.tellAll(MINUTE, 'disconnect', 'connect')).toEqual([]);
  });

  it('is off 500 ms after powerOff although nobody confirms the answer', async () => {
    await linked();
    const acts = await sensor.tellAll('write 0905', 'run 499000');
    expect(timeline(acts, 'connected')).toEqual([]);
    expect(timeline(await sensor.tell(MINUTE), 'connected')).toEqual(['500:0']);
  });

  it('counts the 500 ms from when the radio took the answer', async () => {
    await linked();
    await sensor.tellAll('refuse 100000', 'write 0905', 'run 700000');
    const acts = await sensor.tellAll('refuse 0', 'run 600000');
    expect(timeline(acts, 'indicate')).toEqual(['700:090500']);
    expect(timeline(acts, 'connected')).toEqual(['1200:0']);
  });

  it('is off at once when the answer is dropped with the subscription', async () => {
    await linked();
    const acts = await sensor.tellAll('write 0704', 'write 0905', 'run 600000');
    expect(timeline(acts, 'connected')).toEqual([]);
    expect(timeline(await sensor.tell('control 0'), 'connected')).toEqual(['600:0']);
  });

  it('tells when the motor was driven, not when the cue arrived', async () => {
    await linked();
    const acts = await sensor.tellAll('lag 3000', 'write 05050128', 'confirm', 'run 200000');
    expect(timeline(acts, 'motor')).toEqual(['3:40', '103:0']);
    // 3000 µs.
    expect(timeline(acts, 'indicate')).toEqual(['3:050500b80b0000']);
    const late = await sensor.tell('write 0606');
    // 203000 µs when it arrived, 206000 µs when it was answered.
    expect(timeline(late, 'indicate')).toEqual(['206:060600f8180300b0240300']);
  });

  it('answers that a cue failed when the motor did not run', async () => {
    await linked();
    await sensor.tell('fail 1');
    const acts = await sensor.tellAll('write 05050128', 'run 200000');
    expect(timeline(acts, 'motor')).toEqual([]);
    expect(timeline(acts, 'indicate')).toEqual(['0:050507']);
  });

  it('tells the battery level again that the radio did not take', async () => {
    await linked();
    const acts = await sensor.tellAll('refuse 3', 'battery 80', 'run 10000');
    expect(timeline(acts, 'battery')).toEqual(['3:80']);
  });

  it('is off although the hub went before it confirmed', async () => {
    await linked();
    await sensor.tell('write 0905');
    expect(await sensor.tell('disconnect')).toEqual([]);
  });

  it('ends the connection when its button is pressed', async () => {
    await linked();
    const [act] = await sensor.tell('button');
    expect(act).toMatchObject({ word: 'connected', value: '0' });
  });

  it('keeps its configuration through a power-off and begins another run', async () => {
    await linked();
    await sensor.write('0301c8000800e80300');
    const { run } = await sensor.info();
    await sensor.request({ kind: 'powerOff' });
    await sensor.tell('power 99');
    await sensor.link();
    const info = await sensor.info();
    expect(info).toMatchObject({ rateHz: 200, accelerationRangeG: 8, angularRateRangeDps: 1000 });
    expect(info.run).not.toBe(run);
    expect((await sensor.status()).nextIndex).toBe(0);
  });

  it.each<[CuePattern, string[]]>([
    ['short', ['5:40', '105:0']],
    ['double', ['5:40', '105:0', '205:40', '305:0']],
    ['triple', ['5:40', '105:0', '205:40', '305:0', '405:40', '505:0']],
    ['long', ['5:40', '505:0']],
  ])('moves the motor in the pattern %s', async (pattern, expected) => {
    await linked();
    await sensor.tell('run 5000');
    const code = ['short', 'double', 'triple', 'long'].indexOf(pattern) + 1;
    const acts = await sensor.tellAll(`write 050${code}0${code}28`, 'confirm', 'run 1000000');
    expect(timeline(acts, 'motor')).toEqual(expected);
    // 5000 µs, when the motor began.
    expect(timeline(acts, 'indicate')).toEqual([`5:050${code}0088130000`]);
  });

  it('replaces the cue under way, and ends it although the hub has gone', async () => {
    await linked();
    await sensor.request({ kind: 'cue', pattern: 'triple', strengthPercent: 100 });
    await sensor.tell('run 150000');
    await sensor.request({ kind: 'cue', pattern: 'long', strengthPercent: 20 });
    const acts = await sensor.tellAll('disconnect', 'run 1000000');
    expect(timeline(acts, 'motor')).toEqual(['650:0']);
  });

  it('blinks as long as asked, a new identify replacing the one under way', async () => {
    await linked();
    await sensor.request({ kind: 'identify', durationS: 30 });
    await sensor.tell('run 1000000');
    await sensor.request({ kind: 'identify', durationS: 2 });
    const acts = await sensor.tellAll('disconnect', 'run 5000000');
    const changes = timeline(acts, 'led');
    expect(changes.slice(0, 2)).toEqual(['1250:0', '1500:1']);
    expect(changes.at(-1)).toBe('2750:0');
  });

  it('repeats neither cue nor blinking when its clock has gone round', async () => {
    await linked();
    await sensor.request({ kind: 'cue', pattern: 'short', strengthPercent: 100 });
    await sensor.request({ kind: 'identify', durationS: 1 });
    await sensor.tell(MINUTE);
    const acts = await sensor.tellAll(...Array(72).fill(MINUTE));
    expect(timeline(acts, 'motor')).toEqual([]);
    expect(timeline(acts, 'led')).toEqual([]);
  });

  it('tells the battery level on a change, at most once in 10 s', async () => {
    await linked();
    const acts = await sensor.tellAll(
      'battery 80',
      'run 1000000',
      'battery 79',
      'run 1000000',
      'battery 78',
      'run 20000000',
      'battery 78',
      'run 20000000',
    );
    expect(timeline(acts, 'battery')).toEqual(['0:80', '10000:78']);
  });
});
