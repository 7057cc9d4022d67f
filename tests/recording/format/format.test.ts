import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LEG_MEASURES, QUANTITY_GROUPS } from '../../../src/model/bodyFrame.ts';
import { schemasOf, topicOf } from '../../../src/recording/channels.ts';
import { PACKET_MESSAGE } from '../../../src/recording/packetMessage.ts';
import type { ProtoMessage } from '../../../src/recording/protoSchema.ts';
import { openRecording, type Recorded } from '../../../src/recording/reader.ts';
import { SAMPLES_MESSAGE } from '../../../src/recording/samplesMessage.ts';
import { RECORDING_FORMAT, sessionFields } from '../../../src/recording/sessionRecord.ts';
import { loadZstd } from '../../../src/recording/zstd.ts';
import { SESSION } from '../session.ts';
import { type FormatFile, type FormatMessage, readFormat } from './formatReader.ts';

const SAMPLE = join('recordings', 'samples', 'squats.mcap');
const PAGE = readFileSync(join('docs', 'recording-format.md'), 'utf8');
const zstd = await loadZstd();
const decompress = (bytes: Uint8Array, size: number) =>
  new Uint8Array(zstd.decompress(bytes, size));

let file: FormatFile;
let ours: Recorded[];

beforeAll(async () => {
  file = readFormat(new Uint8Array(readFileSync(SAMPLE)), decompress);
  const recording = await openRecording(SAMPLE);
  ours = [];
  const kinds = ['packet', 'input', 'samples', 'frame', 'event', 'truth', 'truthEvent'] as const;
  for await (const batch of recording.batches(kinds)) ours.push(...batch);
  await recording.close();
});

/** What our reader gave, under the names of the page. */
function asOnThePage(item: Recorded): Record<string, unknown> {
  switch (item.kind) {
    case 'packet':
      return { arrival_us: item.packet.arrivalUs, bytes: item.packet.bytes };
    case 'samples':
      return {
        first_index: item.samples.firstIndex,
        device_time_us: item.samples.deviceTimeUs,
        time_us: [...item.samples.timeUs],
        acceleration: [...item.samples.acceleration],
        angular_rate: [...item.samples.angularRate],
        clipped: item.samples.clipped,
        ...(item.samples.magneticField && { magnetic_field: [...item.samples.magneticField] }),
      };
    case 'frame': {
      const { timeUs, arrivalUs, legs } = item.frame;
      const columns = legs.flatMap((leg) => [
        ...QUANTITY_GROUPS.map((group) => [`${leg.side}_${group}_quality`, leg.quality[group]]),
        ...legColumns(leg),
      ]);
      return { time_us: timeUs, arrival_us: arrivalUs, ...Object.fromEntries(columns) };
    }
    case 'truth': {
      const columns = item.truth.legs.flatMap(legColumns);
      return { time_us: item.truth.timeUs, ...Object.fromEntries(columns) };
    }
    case 'input':
      return { ...item.input };
    case 'event':
      return { ...item.event };
    case 'truthEvent':
      return { ...item.truthEvent };
  }
}

type Leg = Extract<Recorded, { kind: 'truth' }>['truth']['legs'][number];

function legColumns({ side, measures, thigh, shank }: Leg): [string, number][] {
  const quaternion = (segment: string, values: readonly number[]): [string, number][] =>
    ['qw', 'qx', 'qy', 'qz'].map((name, i) => [`${side}_${segment}_${name}`, values[i]]);
  return [
    ...LEG_MEASURES.map(({ key, column }): [string, number] => [
      `${side}_${column}`,
      measures[key],
    ]),
    ...quaternion('thigh', thigh),
    ...quaternion('shank', shank),
  ];
}

function content({ fields, json }: FormatMessage): Record<string, unknown> {
  return json ?? Object.fromEntries(fields ?? []);
}

/** A measure of this version that a file of an earlier one has no field for is NaN to our reader. */
function withoutUnknown(item: Record<string, unknown>, known: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(item).filter(([name, value]) => name in known || !Number.isNaN(value)),
  );
}

/** Rows of the table under a heading, cells trimmed. */
function tableUnder(heading: string): string[][] {
  const section = PAGE.split(/^#{2,3} /m).find((each) => each.startsWith(heading));
  if (section === undefined) throw new Error(`no section ${heading}`);
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const named = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

describe('a reader written from docs/recording-format.md alone', () => {
  it('finds every message of the sample, in order and to the bit', () => {
    expect(file.isClosed).toBe(true);
    expect(file.session.get('simulated')).toBe('true');
    expect(file.messages).toHaveLength(ours.length);
    let sameTimes = 0;
    for (const [i, message] of file.messages.entries()) {
      if (message.logUs === ours[i].logUs) sameTimes++;
      // Rows of many columns, of which one in ten tells as much as all.
      const isRow = ['/body', '/truth'].includes(message.topic);
      if (isRow && message.sequence % 10 > 0) continue;
      const found = content(message);
      // One comparison each of thousands is slow: only what differs is compared at length.
      const wanted = withoutUnknown(asOnThePage(ours[i]), found);
      if (!Object.entries(wanted).every(([name, value]) => isSame(found[name], value))) {
        expect(found, `message ${i} on ${message.topic}`).toEqual(wanted);
      }
    }
    expect(sameTimes).toBe(ours.length);
  });

  it('sees log times that never decrease and numbers without a hole', () => {
    const next = new Map<string, number>();
    let lastUs = 0;
    for (const { topic, sequence, logUs } of file.messages) {
      if (sequence !== (next.get(topic) ?? 0) || logUs < lastUs) {
        expect.fail(`${topic}: message ${sequence} at ${logUs}`);
      }
      next.set(topic, sequence + 1);
      lastUs = logUs;
    }
  });

  it('sees the publish times that the page names', () => {
    for (const { topic, publishUs, fields, json } of file.messages) {
      const times = fields?.get('time_us');
      const first = Array.isArray(times) ? times[0] : times;
      const wanted = json?.timeUs ?? fields?.get('arrival_us');
      if (publishUs !== (topic.startsWith('/packets/') || json ? wanted : first)) {
        expect.fail(`${topic}: ${publishUs}`);
      }
    }
  });

  it('reads a file that was cut up to its last whole chunk', () => {
    const bytes = readFileSync(SAMPLE);
    const cut = readFormat(bytes.subarray(0, Math.floor(bytes.length / 2)), decompress);
    expect(cut.isClosed).toBe(false);
    expect(cut.messages.length).toBeGreaterThan(1000);
    expect(cut.messages.map(({ logUs }) => logUs)).toEqual(
      file.messages.slice(0, cut.messages.length).map(({ logUs }) => logUs),
    );
  });
});

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'object' || typeof b === 'object') {
    return JSON.stringify(a, nanAsText) === JSON.stringify(b, nanAsText);
  }
  return Object.is(a, b);
}

function nanAsText(_: string, value: unknown): unknown {
  return typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value;
}

describe('docs/recording-format.md', () => {
  it('names the version and every field of the session', () => {
    const all = sessionFields({
      ...SESSION,
      ...{ parent: 'p', ancestors: [{ id: 'p' }], continues: 'c', method: 'offline' },
    });
    const fields = tableUnder('The session').flatMap(([cell]) => named(cell));
    expect(fields.sort()).toEqual([...all.keys()].sort());
    expect(tableUnder('The session')[0]).toEqual([
      '`format`',
      `\`${RECORDING_FORMAT}\`: the version of this page`,
    ]);
  });

  it('names every topic with its schema', () => {
    const rows = tableUnder('Channels').map(([topic, schema]) => [
      named(topic)[0].replace('<sensor>', ''),
      named(schema)[0],
    ]);
    const schemas = schemasOf([]);
    const wanted = (['inputs', 'body', 'events', 'truth', 'truthEvents'] as const).map((kind) => [
      topicOf(kind),
      schemas[kind].name,
    ]);
    wanted.push(['/packets/', schemas.packets.name], ['/samples/', schemas.samples.name]);
    expect(rows.sort()).toEqual(wanted.sort());
  });

  it.each([
    ['`plumbline.Packet`', PACKET_MESSAGE],
    ['`plumbline.Samples`', SAMPLES_MESSAGE],
  ])('has the fields of %s with their numbers', (heading, { fields }: ProtoMessage) => {
    const rows = tableUnder(heading).map(([number, name, type]) => [
      Number(number),
      named(name)[0],
      type,
    ]);
    expect(rows).toEqual(
      fields.map(({ number, name, type, repeated }) => [
        number,
        name,
        repeated ? `${type} list` : type,
      ]),
    );
  });
});
