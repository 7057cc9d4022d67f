import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ControlStatus, decodeResponse } from '../../../firmware-protocol/index.ts';
import { compile } from './compile.ts';
import { ExampleSensor, type SensorAct } from './exampleSensor.ts';

function words(acts: readonly SensorAct[]): string[] {
  return acts.map(({ word, value }) => `${word} ${value}`);
}

describe('Control of the example of a sensor', () => {
  let program: string;
  let sensor: ExampleSensor;

  beforeAll(async () => {
    program = await compile('sensor');
  });
  afterEach(() => sensor.stop());

  async function powered(options: { clockUs?: number } = {}) {
    sensor = new ExampleSensor(program, options);
    await sensor.tell('power 7');
  }

  async function linked(options: { clockUs?: number } = {}) {
    await powered(options);
    await sensor.link();
  }

  it.each<[string, string, ControlStatus]>([
    ['no such opcode before a wrong length', 'ff4201', 'unknownCommand'],
    ['a wrong length before a parameter', '03420000', 'malformed'],
    ['a parameter before what cannot be done', '03424d001000d00702', 'outOfRange'],
    ['what cannot be done before the state', '03424d001000d00700', 'unsupported'],
  ])('answers %s', async (_, hex, status) => {
    await linked();
    await sensor.request({ kind: 'start' });
    expect(await sensor.write(hex)).toMatchObject({ tag: 0x42, status });
  });

  it('refuses writes that no response could answer with an ATT error', async () => {
    await powered();
    await sensor.tell('connect');
    expect(words(await sensor.tell('write 0100'))).toEqual([`att ${0xfd}`]);
    expect(words(await sensor.tell('write 01'))).toEqual([`att ${0x0d}`]);
    await sensor.tell('control 1');
    expect(words(await sensor.tell('write 01'))).toEqual([`att ${0x0d}`]);
    expect(words(await sensor.tell('write '))).toEqual([`att ${0x0d}`]);
    expect(words(await sensor.tell('write 0200'))).toEqual(['att 0', 'indicate 020000']);
  });

  it('answers in order, each after the one before was confirmed, `notNow` to more than are open', async () => {
    await linked();
    const writes = Array.from({ length: 9 }, (_, tag) => `write 020${tag}`);
    const acts = await sensor.tellAll(...writes, ...Array(9).fill('confirm'));
    expect(words(acts.filter(({ word }) => word === 'att'))).toEqual([
      ...Array(8).fill('att 0'),
      `att ${0x11}`,
    ]);
    const answers = acts.filter(({ word }) => word === 'indicate');
    const responses = answers.map(({ value }) => decodeResponse(Buffer.from(value, 'hex')));
    expect(responses.map(({ tag }) => tag)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    // The first was on its way already when the others were written.
    expect(responses.map(({ status }) => status)).toEqual([
      ...Array(5).fill('ok'),
      ...Array(3).fill('notNow'),
    ]);
  });

  it('drops the answers that wait when Control is no longer subscribed', async () => {
    await linked();
    await sensor.tellAll('write 0201', 'write 0202', 'control 0');
    expect(words(await sensor.tellAll('confirm', 'control 1', 'write 0203'))).toEqual([
      'att 0',
      'indicate 020300',
    ]);
  });

  it('awaits the confirmation of the answer on its way beyond the end of the subscription', async () => {
    await linked();
    const acts = await sensor.tellAll(
      ...['write 0201', 'write 0202', 'control 0', 'control 1'],
      ...['write 0203', 'write 0204', 'run 1000'],
    );
    expect(words(acts)).toEqual(['att 0', 'indicate 020100', 'att 0', 'att 0', 'att 0']);
    expect(words(await sensor.tell('confirm'))).toEqual(['indicate 020300']);
    expect(words(await sensor.tell('confirm'))).toEqual(['indicate 020400']);
    expect(words(await sensor.tellAll('confirm', 'confirm'))).toEqual([]);
  });

  it('offers an answer again that the radio did not take, with the time of its going out', async () => {
    await linked();
    expect(words(await sensor.tellAll('refuse 3', 'write 0601'))).toEqual(['att 0']);
    const [act] = await sensor.tell('run 5000');
    expect(act).toMatchObject({ word: 'indicate', clockUs: 3000 });
    expect(decodeResponse(Buffer.from(act.value, 'hex')).answer).toMatchObject({
      receivedUs: 0,
      answeredUs: 3000,
    });
  });

  it('tells both readings of its clock, over its wrap and when the answer had to wait', async () => {
    await linked({ clockUs: 2 ** 32 - 1000 });
    const acts = await sensor.tellAll('write 0701', 'write 0602', 'run 3000', 'confirm');
    const answers = acts.filter(({ word }) => word === 'indicate');
    expect(decodeResponse(Buffer.from(answers[1].value, 'hex')).answer).toEqual({
      kind: 'sync',
      receivedUs: 2 ** 32 - 1000,
      answeredUs: 2000,
    });
  });
});
