import { describe, expect, it } from 'vitest';
import { saidBy } from '../../../src/influx/server/said.ts';
import { configAt } from './stubConfig.ts';

const said = (body: string, token = 'secret') => saidBy({ body }, configAt('http://h', { token }));

describe('what a server said', () => {
  it.each([
    ['{"error":"it is \\"so\\""}', 'it is "so"'],
    ['{"code":"x","message":"it is so"}', 'it is so'],
    ['{"error": "partial", "data": [{"error_message": "line 2"}]}', 'partial: line 2'],
    ['error\n"it is ""so"", or not"\n', 'it is "so", or not'],
    ['error\r\nit is so\r\n', 'it is so'],
    ['it is\n so', 'it is so'],
    ['<p>no</p>', 'a web page'],
    ['', ''],
  ])('is read from %j', (body, words) => {
    expect(said(body)).toBe(words);
  });

  const token = 'us er:pa"ss\\wörd';
  it.each([
    ['as it is', token],
    ['its password alone', 'pa"ss\\wörd'],
    ['in a header', `Basic ${Buffer.from(token).toString('base64')}`],
    ['in an address', `u=x&p=${encodeURIComponent('pa"ss\\wörd')}`],
    ['in JSON that is cut off', `{"erro":${JSON.stringify(token)}`],
  ])('holds no token: %s', (_, repeated) => {
    for (const body of [
      repeated,
      JSON.stringify({ error: `bad ${repeated}` }),
      `error\n"bad ${repeated.replaceAll('"', '""')}"\n`,
      `${'x'.repeat(180)} ${repeated}`,
    ]) {
      const words = said(body, token);
      expect(words).toContain('…');
      expect(words).not.toMatch(/pa.{0,3}ss|rd|dXMgZXI/);
    }
  });
});
