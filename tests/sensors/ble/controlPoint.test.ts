import { describe, expect, it } from 'vitest';
import {
  type ControlStatus,
  decodeRequest,
  encodeResponse,
  OPCODE,
} from '../../../firmware-protocol/index.ts';
import type { BleLink, LinkEndReason } from '../../../src/sensors/ble/bleTransport.ts';
import { ControlPoint } from '../../../src/sensors/ble/controlPoint.ts';

const START = OPCODE.start;

/** A control point over a link that the test plays; `written` are the requests as they come. */
async function pointOver() {
  const written: { kind: string; tag: number }[] = [];
  let indicate: (bytes: Uint8Array) => void = () => {};
  let end: (reason: LinkEndReason) => void = () => {};
  const state = { closed: false };
  const closed = new Promise<LinkEndReason>((resolve) => {
    end = resolve;
  });
  const unused = () => Promise.reject(new Error('not used here'));
  const link: BleLink = {
    mtu: 247,
    closed,
    discover: unused,
    has: () => true,
    read: unused,
    writeAtOnce: unused,
    write: async (_, value) => {
      const { tag, command } = decodeRequest(value);
      written.push({ kind: command.kind, tag });
    },
    subscribe: async (_, listener) => {
      indicate = listener;
    },
    rssi: unused,
    close: async () => {
      state.closed = true;
      end('closedByHub');
    },
  };
  const point = new ControlPoint(link, () => 0);
  await point.open();
  const answer = (opcode: number, tag: number, status: ControlStatus = 'ok') =>
    indicate(encodeResponse({ opcode, tag, status, answer: null }));
  return { point, written, state, answer, end, indicate: (bytes: Uint8Array) => indicate(bytes) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('ControlPoint', () => {
  it('sends one command at a time, in the order in which they were given', async () => {
    const { point, written, answer } = await pointOver();
    const started = point.send({ kind: 'start' });
    const stopped = point.send({ kind: 'stop' });
    await turn();
    expect(written.map(({ kind }) => kind)).toEqual(['start']);
    answer(START, written[0]!.tag);
    expect(await started).toBeNull();
    await turn();
    expect(written.map(({ kind }) => kind)).toEqual(['start', 'stop']);
    answer(OPCODE.stop, written[1]!.tag);
    expect(await stopped).toBeNull();
  });

  it('drops a response that cannot be read or answers another command, and waits on', async () => {
    const { point, written, state, answer, indicate } = await pointOver();
    const started = point.send({ kind: 'start' });
    await turn();
    const { tag } = written[0]!;
    indicate(Uint8Array.of(START));
    indicate(Uint8Array.of(START, tag, 99));
    answer(OPCODE.stop, tag);
    answer(START, (tag + 1) % 256);
    answer(START, tag);
    expect(await started).toBeNull();
    expect(state.closed).toBe(false);
  });

  it('tells a refusal by its status, and goes on with the next command', async () => {
    const { point, written, state, answer } = await pointOver();
    const refused = point.send({ kind: 'start' });
    const next = point.send({ kind: 'stop' });
    await turn();
    answer(START, written[0]!.tag, 'notNow');
    await expect(refused).rejects.toMatchObject({ command: 'start', status: 'notNow' });
    await turn();
    answer(OPCODE.stop, written[1]!.tag);
    expect(await next).toBeNull();
    expect(state.closed).toBe(false);
  });

  it('ends the link of a sensor that does not answer, and with it what waits behind', async () => {
    const { point, state } = await pointOver();
    const started = point.send({ kind: 'start' });
    const stopped = point.send({ kind: 'stop' });
    stopped.catch(() => {});
    await expect(started).rejects.toThrow('The command start took longer than 2 s');
    expect(state.closed).toBe(true);
  });

  it('rejects what waits when the link ends', async () => {
    const { point, end } = await pointOver();
    const started = point.send({ kind: 'start' });
    await turn();
    end('outOfRange');
    await expect(started).rejects.toThrow('A command was cut off because the link closed');
  });
});
