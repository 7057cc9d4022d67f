import { describe, expect, it } from 'vitest';
import * as dot from '../../../../src/protocols/movellaDot/index.ts';
import * as movesense from '../../../../src/protocols/movesense/index.ts';
import { MovellaDotSession } from '../../../../src/sensors/ble/makes/movellaDot/session.ts';
import { MovesenseSession } from '../../../../src/sensors/ble/makes/movesense/session.ts';
import { scriptedLink, type Write } from './scriptedLink.ts';

const OK = 200;
const NOT_FOUND = 404;

/** A Movesense whose replies have this status. */
function movesenseSaying(status: number) {
  return scriptedLink('Movesense 210130000123', {
    answer: ({ bytes: [, reference = 0] }, notify) =>
      notify(movesense.NOTIFICATION, Uint8Array.of(1, reference, status & 0xff, status >> 8)),
  });
}

describe('a session with a Movesense', () => {
  it('subscribes to its layout, and ends the subscription before it leaves', async () => {
    const { options, writes } = movesenseSaying(OK);
    const session = new MovesenseSession(options);
    const { id, rateHz } = await session.describe();
    expect([id, rateHz]).toEqual(['210130000123', 104]);
    await session.stream(() => {});
    await session.close();
    // IMU6 has reference 6: SUBSCRIBE is 1, UNSUBSCRIBE 2.
    expect(writes.map(({ bytes }) => bytes.slice(0, 2))).toEqual([
      [1, 6],
      [2, 6],
    ]);
    expect(String.fromCharCode(...writes[0]!.bytes.slice(2))).toBe('/Meas/IMU6/104');
  });

  it('names the path and the status of what the sensor refuses', async () => {
    const session = new MovesenseSession(movesenseSaying(NOT_FOUND).options);
    await session.describe();
    const error = await session.stream(() => {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'refused',
      message: 'it refuses /Meas/IMU6/104 with status 404',
    });
  });

  it('falls back on its address where neither its name nor anything else tells a serial', async () => {
    const { options } = scriptedLink('Movesense', { answer: () => {} });
    expect((await new MovesenseSession(options).describe()).id).toBe('c07f3b000001');
  });
});

const RATE_AT = 24;

/** A DOT that measures at `rateHz`, and takes another rate or not. */
function dotAt(rateHz: number, takes: boolean) {
  const info = new Uint8Array(34);
  info[20] = 1;
  const control = new Uint8Array(32);
  new DataView(control.buffer).setUint16(RATE_AT, rateHz, true);
  const values = new Map([
    [dot.DEVICE_INFO, info],
    [dot.DEVICE_CONTROL, control],
  ]);
  const answer = ({ characteristic, bytes }: Write) => {
    if (characteristic === dot.DEVICE_CONTROL && takes)
      control.set(bytes.slice(RATE_AT, 26), RATE_AT);
  };
  return scriptedLink('Movella DOT', { values, answer });
}

describe('a session with a Movella DOT', () => {
  it('sets 60 Hz where it is set to what follows no movement', async () => {
    const { options, writes } = dotAt(12, true);
    expect((await new MovellaDotSession(options).describe()).rateHz).toBe(60);
    const [stop, rate] = writes;
    expect(stop).toEqual({ characteristic: dot.MEASUREMENT_CONTROL, bytes: [1, 0, 20] });
    // The visit bit of the rate and nothing else.
    expect(rate!.bytes[0]).toBe(0x10);
    expect(writes).toHaveLength(2);
  });

  it('leaves a rate that somebody chose', async () => {
    const { options, writes } = dotAt(30, true);
    expect((await new MovellaDotSession(options).describe()).rateHz).toBe(30);
    expect(writes).toEqual([]);
  });

  it('says of one that takes no other rate, as after a synchronisation, what to do', async () => {
    const { options } = dotAt(120, false);
    await expect(new MovellaDotSession(options).describe()).rejects.toThrow(
      'it measures at 120 Hz and does not take 60 Hz; end its synchronisation with "plumbline sync --stop"',
    );
  });

  it('starts its payload mode, and stops it before it leaves', async () => {
    const { options, writes } = dotAt(60, true);
    const session = new MovellaDotSession(options);
    await session.describe();
    await session.stream(() => {});
    await session.close();
    const control = writes.filter(
      ({ characteristic }) => characteristic === dot.MEASUREMENT_CONTROL,
    );
    expect(control.map(({ bytes }) => bytes)).toEqual([
      [1, 1, 20],
      [1, 0, 20],
    ]);
  });
});
