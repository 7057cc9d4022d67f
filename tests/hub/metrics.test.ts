import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { prometheusText } from '../../src/hub/prometheusText.ts';
import type { UploadState } from '../../src/model/uploadState.ts';
import type { SensorStatus } from '../../src/stream/messages.ts';
import { testFrame } from './frames.ts';
import { TestHub } from './testHub.ts';

interface Family {
  readonly type: string;
  readonly help: string;
  readonly values: Map<string, number>;
}

/** A strict reader of the text format 0.0.4, by its published grammar. */
function parsed(text: string): Map<string, Family> {
  expect(text.endsWith('\n')).toBe(true);
  const families = new Map<string, Family>();
  let help: RegExpExecArray | null = null;
  let family: Family | null = null;
  let name = '';
  for (const line of text.slice(0, -1).split('\n')) {
    if (line.startsWith('# HELP ')) {
      help = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
      expect(help, line).not.toBeNull();
    } else if (line.startsWith('#')) {
      const type = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge)$/.exec(line);
      expect(type?.[1], line).toBe(help?.[1]);
      name = type?.[1] ?? '';
      expect(families.has(name), `${name} comes twice`).toBe(false);
      family = { type: type?.[2] ?? '', help: help?.[2] ?? '', values: new Map() };
      families.set(name, family);
    } else {
      const label = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
      const sample = new RegExp(
        `^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(${label}(?:,${label})*)\\})? (-?[\\d.]+(?:e[+-]?\\d+)?|NaN|[+-]Inf)$`,
      ).exec(line);
      expect(sample?.[1], line).toBe(name);
      const labels = sample?.[2] ?? '';
      expect(family?.values.has(labels), line).toBe(false);
      family?.values.set(labels, Number(sample?.[3]));
    }
  }
  return families;
}

const SENSOR: SensorStatus = {
  id: 'PL-001',
  name: 'Plumbline 1 of Jane Doe',
  placement: 'right_shank',
  link: 'streaming',
  rateHz: 99.5,
  lostSamples: 3,
  lateSamples: 1,
  refilledSamples: 4,
  reconnects: 2,
  batteryPercent: 80,
  rssiDbm: -61,
  problem: null,
};

const UPLOAD: UploadState = {
  state: 'waiting',
  lagS: 2.5,
  linesSent: 7,
  linesRefused: 1,
  requests: 5,
  retries: 2,
  recordingsLeft: 4,
  deletionsWaiting: 1,
  lastError: 'Session P-7F3K is not there.',
  lastErrorSinceUs: 1,
};

/** Names of the labels of a family, `sensor, place`. */
function labelNames(labels: readonly string[]): string {
  const names = labels.map((each) => Array.from(each.matchAll(/(\w+)="/g), ([, name]) => name));
  return [...new Set(names.map((each) => each.join(', ')))].join('; ');
}

/** Name, type and labels of each metric in the table of a page; one type in a row is that of all. */
function documented(page: string): string[][] {
  const rows = [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| ([a-z, ]+) \|([^|]*)\|[^|]+\|$/gm)];
  return rows
    .filter(([, , types]) => /^(?:(?:counter|gauge)(?:, )?)+$/.test(types))
    .flatMap(([, names, types, labels]) => {
      const each = types.split(', ');
      return Array.from(names.matchAll(/\w+/g), ([name], i) => [
        name,
        each[i] ?? each[0],
        labels.replaceAll('`', '').trim(),
      ]);
    })
    .sort();
}

describe('the metrics of a hub', () => {
  it('are what Prometheus reads, in base units, with counters that say so', async () => {
    const test = await TestHub.start({ uploadState: () => UPLOAD });
    onTestFinished(() => test.stop());
    test.feed.sensors = [
      SENSOR,
      { ...SENSOR, id: 'a\\b"c\nd', placement: null, link: 'lost', batteryPercent: null },
      { ...SENSOR, id: '11:22:33', link: 'found' },
    ];
    test.feed.faults.push('The disk is full.');
    for (let i = 0; i < 3; i++) test.feed.frame(testFrame(i));
    const response = await test.fetch('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    const families = parsed(text);
    for (const [name, { type }] of families) {
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
    }
    const value = (name: string, labels = '') => families.get(name)?.values.get(labels);
    const shank = 'sensor="PL-001",place="right_shank"';
    expect(value('plumbline_frames_total')).toBe(3);
    expect(value('plumbline_faults')).toBe(1);
    expect(value('plumbline_clients')).toBe(0);
    expect(value('plumbline_sensor_rate_hertz', shank)).toBe(99.5);
    expect(value('plumbline_sensor_samples_lost_total', shank)).toBe(7);
    expect(value('plumbline_sensor_battery_ratio', shank)).toBe(0.8);
    const nasty = 'sensor="a\\\\b\\"c\\nd",place="none"';
    expect(value('plumbline_sensor_streaming', nasty)).toBe(0);
    expect(families.get('plumbline_sensor_battery_ratio')?.values.size).toBe(1);
    expect(families.get('plumbline_sensor_streaming')?.values.size).toBe(2);
    expect(value('plumbline_upload_state', 'state="waiting"')).toBe(1);
    expect(value('plumbline_upload_state', 'state="idle"')).toBe(0);
    expect(value('plumbline_upload_lag_seconds')).toBe(2.5);
    expect(value('plumbline_upload_lines_sent_total')).toBe(7);
    expect(value('plumbline_upload_deletions_waiting')).toBe(1);
    expect(value('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    // Nobody is named: neither the person recorded nor the owner of a sensor.
    expect(text).not.toMatch(/7F3K|Jane|11:22:33|test-session/);
  });

  it('stand in docs/influxdb.md with type and labels, all of them and no others', async () => {
    const test = await TestHub.start({ uploadState: () => UPLOAD });
    onTestFinished(() => test.stop());
    test.feed.sensors = [SENSOR];
    const served = [...parsed(await (await test.fetch('/metrics')).text())].map(
      ([name, { type, values }]) => [name, type, labelNames([...values.keys()])],
    );
    expect(documented(readFileSync('docs/influxdb.md', 'utf8'))).toEqual(served.sort());
  });

  it('tell nothing of a database where there is none', async () => {
    const test = await TestHub.start();
    onTestFinished(() => test.stop());
    const families = parsed(await (await test.fetch('/metrics')).text());
    expect([...families.keys()].filter((name) => name.includes('upload'))).toEqual([]);
    expect(families.has('plumbline_sensor_streaming')).toBe(false);
  });
});

describe('the text format', () => {
  it('writes numbers and help as the format wants them', () => {
    const text = prometheusText([
      {
        name: 'a',
        type: 'gauge',
        help: 'one\\two\nthree',
        samples: [
          { labels: { x: '1' }, value: Number.POSITIVE_INFINITY },
          { labels: { x: '2' }, value: Number.NaN },
          { labels: { x: '3' }, value: 1e-7 },
        ],
      },
    ]);
    expect(text).toBe(
      '# HELP a one\\\\two\\nthree\n# TYPE a gauge\na{x="1"} +Inf\na{x="2"} NaN\na{x="3"} 1e-7\n',
    );
  });
});
