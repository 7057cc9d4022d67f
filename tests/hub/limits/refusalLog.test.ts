import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { HttpLimits } from '../../../src/hub/limits/httpLimits.ts';
import { RefusalLog } from '../../../src/hub/limits/refusalLog.ts';
import { partLogger } from '../../../src/hub/logs/logParts.ts';
import { logLines } from '../logs/logLines.ts';
import { TestHub } from '../testHub.ts';

const CUT = 'connections were cut, as there were too many';
const MANY = 'requests were answered with 429, as there were too many in a minute';

/** A hub whose log is read, and raw connections to it. */
async function hubWith(httpLimits: Partial<HttpLimits>) {
  const { log, lines } = logLines('warn');
  const test = await TestHub.start({ logger: log.logger, httpLimits });
  onTestFinished(() => test.stop());
  const connectFrom = (localAddress: string): Socket => {
    const socket = connect({ port: test.port, host: '127.0.0.1', localAddress });
    socket.on('error', () => {});
    onTestFinished(() => {
      socket.destroy();
    });
    return socket;
  };
  return { lines, connectFrom };
}

describe('what a hub refuses is told in its log, how much and of how many addresses:', () => {
  it('connections', async () => {
    const { lines, connectFrom } = await hubWith({ connectionsPerAddress: 5 });
    // Linux has all of 127/8.
    for (let i = 0; i < 40; i++) connectFrom(`127.0.0.${2 + (i % 2)}`);
    await expect.poll(() => lines.length, { timeout: 5000 }).toBe(1);
    expect(lines[0]).toMatchObject({ level: 'warn', part: 'access', count: 30, addresses: 2 });
    expect(lines[0]?.msg).toBe(CUT);
  });

  it('requests', async () => {
    const { lines, connectFrom } = await hubWith({ requestsPerMinute: 10 });
    const socket = connectFrom('127.0.0.2');
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const ask = async (times: number, status: number): Promise<void> => {
      said = '';
      socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(times));
      await expect.poll(() => said.split(`HTTP/1.1 ${status} `).length - 1).toBe(times);
    };
    await ask(10, 200);
    await ask(4, 429);
    await expect.poll(() => lines.length, { timeout: 5000 }).toBe(1);
    expect(lines[0]).toMatchObject({ level: 'warn', part: 'access', count: 4, addresses: 1 });
    expect(lines[0]?.msg).toBe(MANY);
  });
});

describe('a flood', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('makes a line in its first second and one a minute from then on, which leave nothing out', () => {
    vi.useFakeTimers();
    const { log, lines } = logLines('warn', () => performance.now());
    const refusals = new RefusalLog(partLogger(log.logger, 'access'));
    const MINUTES = 5;
    const EVERY_MS = 20;
    const count = (MINUTES * 60_000) / EVERY_MS;
    for (let i = 0; i < count; i++) {
      refusals.note('connection', `192.0.2.${i % 7}`);
      vi.advanceTimersByTime(EVERY_MS);
    }
    const told = lines.map((line) => Number(line.count));
    expect(told[0]).toBe(1000 / EVERY_MS);
    expect(told).toHaveLength(MINUTES);
    vi.advanceTimersByTime(2 * 60_000);
    expect(lines.reduce((sum, line) => sum + Number(line.count), 0)).toBe(count);
    expect(
      lines.every(({ addresses, repeated }) => addresses === 7 && repeated === undefined),
    ).toBe(true);
    // And no timer is left behind it.
    expect(vi.getTimerCount()).toBe(0);
  });

  it('of ever other addresses is remembered up to a thousand of them', () => {
    const { log, lines } = logLines('warn');
    const refusals = new RefusalLog(partLogger(log.logger, 'access'));
    for (let i = 0; i < 5000; i++) refusals.note('request', `2001:db8::${i.toString(16)}`);
    refusals.close();
    expect(lines).toEqual([expect.objectContaining({ count: 5000, addresses: 1000, msg: MANY })]);
  });
});
