import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  CONTROL_UUID,
  INFO_UUID,
  SERVICE_UUID,
  STREAM_UUID,
  samplesPerNotification,
} from '../../../firmware-protocol/index.ts';
import { syncVectors, vectorsOf } from '../vectorFile.ts';
import { compile, PROGRAM_ENV } from './compile.ts';
import { KINDS, MESSAGES_PER_KIND, VALUES_PER_KIND } from './messageKinds.ts';

describe('the C codec', () => {
  let program: string;

  beforeAll(async () => {
    program = await compile('codec');
  });

  /** One answer of the C program per line; it ends with an error where a sanitizer objects. */
  function ask(lines: readonly string[]): string[] {
    const output = execFileSync(program, {
      input: lines.map((line) => `${line}\n`).join(''),
      encoding: 'utf8',
      env: PROGRAM_ENV,
      maxBuffer: 2 ** 27,
    });
    const answers = output.trimEnd().split('\n');
    expect(answers).toHaveLength(lines.length);
    return answers;
  }

  describe.each(KINDS)('for $name', (kind) => {
    const { name, decoded, sampleBytes, sampleValues, refused, edges, errors } = kind;

    it('agrees with every vector: value, error word and canonical bytes', () => {
      const vectors = vectorsOf(name);
      const answers = ask(vectors.map(({ hex }) => `decode ${name} ${hex}`));
      for (const [i, { name: title, hex, canonical = hex, error }] of vectors.entries()) {
        // vectors.test.ts holds the TypeScript codec to `value`, so its text is that value's.
        expect(answers[i], title).toBe(decoded(Buffer.from(hex, 'hex')));
        expect(answers[i], title).toMatch(error ? `error ${error.code}` : ` = ${canonical}`);
      }
    });

    it(`agrees with the TypeScript codec on ${MESSAGES_PER_KIND} valid and nearly valid messages`, () => {
      const messages = sampleBytes();
      const expected = messages.map(decoded);
      const hexes = messages.map((bytes) => Buffer.from(bytes).toString('hex'));
      const answers = ask(hexes.map((hex) => `decode ${name} ${hex}`));
      const differing = answers.flatMap((answer, i) =>
        answer === expected[i] ? [] : [{ hex: hexes[i], c: answer, typeScript: expected[i] }],
      );
      expect(differing).toEqual([]);

      const outcomes = new Set(answers.map((answer) => answer.replace(/^ok .*/, 'ok')));
      expect([...outcomes].toSorted()).toEqual(
        ['ok', ...errors.map((word) => `error ${word}`)].toSorted(),
      );
    });

    it('meets both sides of the ends of every range', () => {
      const messages = sampleBytes();
      const seldom = edges.flatMap((edge) => {
        const wanted = edge.verdict === 'ok' ? 'ok ' : `error ${edge.verdict}`;
        const met = messages.filter(
          (bytes) =>
            edge.fits(bytes) &&
            Buffer.from(edge.putInto(bytes)).equals(bytes) &&
            decoded(bytes).startsWith(wanted),
        );
        return met.length < 3 ? [`${edge.name}: ${met.length} times ${wanted}`] : [];
      });
      expect(seldom).toEqual([]);
    });

    it('refuses to encode what the TypeScript encoder refuses, with the same word', () => {
      const values = refused();
      const answers = ask(values.map(({ fields }) => `encode ${name} ${fields}`));
      expect(answers).toEqual(values.map(({ error }) => `error ${error}`));
    });

    it(`encodes ${VALUES_PER_KIND} values to the same bytes`, () => {
      const values = sampleValues();
      const answers = ask(values.map(({ fields }) => `encode ${name} ${fields}`));
      expect(answers).toEqual(values.map(({ hex }) => `= ${hex}`));
    });
  });

  it('tells the same clock offset from every exchange of the vectors', () => {
    const vectors = syncVectors();
    const answers = ask(
      vectors.map(({ exchange }) => {
        const { askedUs, heardUs, receivedUs, answeredUs } = exchange;
        return `sync ${askedUs} ${heardUs} ${receivedUs} ${answeredUs}`;
      }),
    );
    expect(answers).toEqual(
      vectors.map(({ offset }) =>
        offset ? `ok ${offset.receivedAtUs} ${offset.roundTripUs}` : 'none',
      ),
    );
  });

  it('packs as many samples at every rate and MTU', () => {
    const links = [60, 99, 100, 120, 149, 150, 200, 250, 399, 400].flatMap((rateHz) =>
      Array.from({ length: 600 }, (_, mtu) => ({ rateHz, mtu: mtu === 0 ? 65535 : mtu })),
    );
    for (const magnetometer of [false, true]) {
      const answers = ask(links.map(({ rateHz, mtu }) => `pack ${rateHz} ${mtu} ${+magnetometer}`));
      const least = magnetometer ? 33 : 27;
      expect(answers.map(Number)).toEqual(
        links.map(({ rateHz, mtu }) =>
          mtu < least ? 0 : samplesPerNotification(rateHz, mtu, magnetometer),
        ),
      );
    }
  });

  it('has the UUIDs in the order of the radio', () => {
    const uuids = [SERVICE_UUID, INFO_UUID, STREAM_UUID, CONTROL_UUID];
    const inText = uuids.map((uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex'));
    const answers = ask(['uuid 0001', 'uuid 0002', 'uuid 0003', 'uuid 0004']);
    expect(answers).toEqual(inText.map((bytes) => bytes.reverse().toString('hex')));
  });

  it('writes a magnetic scale of negative zero as zero', () => {
    const [line] = ask([`encode info 100 ${scale} ${scale} ${ranges} 0 0 80000000 1 41 30`]);
    expect(line).toBe(
      `= 01006400${swapped}${swapped}1000d007b80b0000${'0'.repeat(16)}0100000001410130`,
    );
  });

  const scale = '3b9ce80a';
  const swapped = '0ae89c3b';
  const ranges = '16 2000 3000';
  const nan = '7fc00000';
  const counts = (samples: number, each: number) =>
    Array(samples * each)
      .fill(0)
      .join(' ');

  it.each([
    ['info', `59 ${scale} ${scale} ${ranges} 0 0 00000000 1 41 30`, 'outOfRange'],
    ['info', `401 ${scale} ${scale} ${ranges} 0 0 00000000 1 41 30`, 'outOfRange'],
    ['info', `100 ${nan} ${scale} ${ranges} 0 0 00000000 1 41 30`, 'outOfRange'],
    ['info', `100 ${scale} 80000000 ${ranges} 0 0 00000000 1 41 30`, 'outOfRange'],
    ['info', `100 ${scale} ${scale} 0 2000 3000 0 0 00000000 1 41 30`, 'outOfRange'],
    ['info', `100 ${scale} ${scale} 16 0 3000 0 0 00000000 1 41 30`, 'outOfRange'],
    ['info', `100 ${scale} ${scale} ${ranges} 1 0 00000000 1 41 30`, 'outOfRange'],
    ['info', `100 ${scale} ${scale} ${ranges} 0 0 7f800000 1 41 30`, 'outOfRange'],
    ['info', `100 ${scale} ${scale} ${ranges} 0 0 00000000 1 - 30`, 'invalidText'],
    ['info', `100 ${scale} ${scale} ${ranges} 0 0 00000000 1 41 2e`, 'invalidText'],
    // 33 characters and no final 0.
    ['info', `100 ${scale} ${scale} ${ranges} 0 0 00000000 1 ${'41'.repeat(33)} 30`, 'invalidText'],
    ['request', '0 0', 'unknownOpcode'],
    ['request', '10 0', 'unknownOpcode'],
    ['request', '3 0 401 16 2000 0', 'outOfRange'],
    ['request', '3 0 100 0 2000 0', 'outOfRange'],
    ['request', '3 0 100 16 0 0', 'outOfRange'],
    ['request', '4 0 0', 'outOfRange'],
    ['request', '4 0 31', 'outOfRange'],
    ['request', '5 0 0 50', 'outOfRange'],
    ['request', '5 0 5 50', 'outOfRange'],
    ['request', '5 0 1 0', 'outOfRange'],
    ['request', '5 0 1 101', 'outOfRange'],
    ['request', '8 0 5 0', 'outOfRange'],
    ['response', '1 0 8', 'outOfRange'],
    ['response', '200 0 0', 'unknownOpcode'],
    ['response', '7 0 0 0 101 0 0 0 0 0', 'outOfRange'],
    ['response', '8 0 0 5 0', 'outOfRange'],
    ['stream', '0 0 0 0 0', 'outOfRange'],
    ['stream', `1 0 0 0 28 ${counts(28, 9)}`, 'outOfRange'],
    ['stream', `2 0 0 0 1 ${counts(1, 6)}`, 'unknownLayout'],
  ])('refuses to encode %s %s: %s', (message, fields, word) => {
    expect(ask([`encode ${message} ${fields}`])).toEqual([`error ${word}`]);
  });
});
