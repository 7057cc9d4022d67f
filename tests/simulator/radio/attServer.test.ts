import { beforeEach, describe, expect, it } from 'vitest';
import { AttServer } from '../../../src/simulator/radio/attServer.ts';

const LONG = Uint8Array.from({ length: 50 }, (_, i) => i);
const sent: string[] = [];
const written: string[] = [];

function server() {
  return new AttServer({
    maxMtu: 100,
    send: (message) => sent.push(Buffer.from(message).toString('hex')) > 0,
    services: [
      {
        uuid: 0x180f,
        characteristics: [
          { uuid: 0x2a19, properties: ['read', 'notify'], read: () => LONG },
          {
            uuid: 0x2a1a,
            properties: ['write', 'indicate'],
            write: (value) => {
              written.push(Buffer.from(value).toString('hex'));
              return value.length === 0 ? 0x0d : 0;
            },
          },
          {
            uuid: 0x2a1b,
            properties: ['writeWithoutResponse'],
            write: (value) => {
              written.push(`unanswered ${Buffer.from(value).toString('hex')}`);
              return 0;
            },
          },
        ],
      },
    ],
  });
}

function answer(att: AttServer, hex: string): string {
  sent.length = 0;
  att.receive(Buffer.from(hex, 'hex'));
  return sent.join(' ');
}

beforeEach(() => {
  sent.length = 0;
  written.length = 0;
});

// Handles: 1 service; 2, 3, 4 first characteristic, value, configuration; 5, 6, 7 the second; 8, 9
// the third, which has no configuration.
describe('AttServer', () => {
  it('lists its service, its characteristics and their descriptors', () => {
    const att = server();
    expect(answer(att, '100100ffff0028')).toBe('1106' + '010009000f18');
    expect(answer(att, '080100ffff0328')).toBe(
      '0907' + '0200120300192a' + '05002806001a2a' + '08000409001b2a',
    );
    expect(answer(att, '0404000400')).toBe('0501' + '04000229');
    expect(answer(att, '080900ffff0328')).toBe('010809000a');
  });

  it('negotiates the smaller MTU and reads long values in pieces', () => {
    const att = server();
    expect(answer(att, '0a0300')).toBe(`0b${Buffer.from(LONG.subarray(0, 22)).toString('hex')}`);
    expect(answer(att, '0c03001600')).toBe(
      `0d${Buffer.from(LONG.subarray(22, 44)).toString('hex')}`,
    );
    expect(answer(att, '02ff00')).toBe('036400');
    expect(att.mtu).toBe(100);
    expect(answer(att, '0a0300')).toBe(`0b${Buffer.from(LONG).toString('hex')}`);
    expect(answer(att, '0c03003300')).toBe('010c030007');
  });

  it('writes, and answers with the error of a refused write', () => {
    const att = server();
    expect(answer(att, '120600beef')).toBe('13');
    expect(answer(att, '120600')).toBe('011206000d');
    expect(written).toEqual(['beef', '']);
  });

  it('takes a command where a characteristic is written without response, and answers none', () => {
    const att = server();
    expect(answer(att, '520900beef')).toBe('');
    expect(written).toEqual(['unanswered beef']);
    // To one that is only written by a request, to no handle at all, and cut short.
    for (const command of ['520600beef', '526300beef', '5209', '52']) {
      expect(answer(att, command)).toBe('');
    }
    expect(written).toHaveLength(1);
    expect(answer(att, '120900beef')).toBe('0112090003');
  });

  it.each([
    ['0a0a00', '010a0a0001', 'an unknown handle'],
    ['0a0600', '010a060002', 'a value that cannot be read'],
    ['120300ff', '0112030003', 'a value that cannot be written'],
    ['160600000001', '0116000006', 'a prepared write'],
  ])('answers %s with the error %s: %s', (request, error) => {
    expect(answer(server(), request)).toBe(error);
  });

  it('knows who is subscribed, and forgets it with the client', () => {
    const att = server();
    expect(answer(att, '1204000100')).toBe('13');
    expect(att.subscribed(0x2a19)).toBe(true);
    att.reset();
    expect(att.subscribed(0x2a19)).toBe(false);
    expect(att.mtu).toBe(23);
  });

  it('sends the next indication only after the one before is confirmed', () => {
    const att = server();
    const confirmed: number[] = [];
    att.indicate(
      0x2a1a,
      () => Uint8Array.of(1),
      () => confirmed.push(1),
    );
    att.indicate(
      0x2a1a,
      () => Uint8Array.of(2),
      () => confirmed.push(2),
    );
    expect([sent, confirmed]).toEqual([['1d060001'], []]);
    att.receive(Uint8Array.of(0x1e));
    expect([sent, confirmed]).toEqual([['1d060001', '1d060002'], [1]]);
  });
});
