import type { InfluxConfig } from './config.ts';
import type { InfluxAnswer } from './connection.ts';
import { isTooOld } from './uploadError.ts';

const LONGEST_QUOTE = 200;
/** A shorter secret would blot out parts of words, and hides nothing. */
const SHORTEST_SECRET = 4;

/**
 * What the server said, in one line and without the token: 1.x answers `{"error": …}`, or the like in
 * CSV, 2.x `{"message": …}`, 3.x `{"error": …, "data": [{"error_message": …}]}`, of which one line is
 * quoted.
 */
export function saidBy(
  { body, headers = {} }: Pick<InfluxAnswer, 'body'> & Partial<InfluxAnswer>,
  config: InfluxConfig,
): string {
  const told = headers['x-influxdb-error'];
  const [words = typeof told === 'string' ? told : plain(body)] = [
    ...wordsAt(body, 'error'),
    ...wordsAt(body, 'message'),
  ];
  const ofLines = wordsAt(body, 'error_message');
  // Lines that are too old come by the thousand and would hide another fault among them.
  const ofLine = ofLines.find((text) => !isTooOld(text)) ?? ofLines[0];
  // Before it is shortened: half a token is too much, too.
  return quoted(withoutToken(ofLine === undefined ? words : `${words}: ${ofLine}`, config));
}

/** A server may repeat what it was sent: the login, as it is and as headers, addresses and JSON have it. */
export function withoutToken(text: string, { token }: InfluxConfig): string {
  const password = token.slice(token.indexOf(':') + 1);
  const secrets = [token, password]
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
    ])
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    // The whole before its parts.
    .sort((a, b) => b.length - a.length);
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
}

/**
 * How many lines are not stored, as far as the server says so; else 0. Lines that are only too old
 * are not counted.
 */
export function droppedLines({ body }: InfluxAnswer): number {
  const dropped = /\bdropped=(\d+)/.exec(body)?.[1];
  if (dropped !== undefined) return Number(dropped);
  return wordsAt(body, 'error_message').filter((text) => !isTooOld(text)).length;
}

/** Whether a page for a person answered in the place of a database. */
export function isPage({ body, headers }: InfluxAnswer): boolean {
  return /html/i.test(String(headers['content-type'] ?? '')) || /^\s*<(!doctype|html)/i.test(body);
}

function wordsAt(body: string, key: string): string[] {
  const found = body.matchAll(new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`, 'g'));
  return [...found].map(([, text = '']) => unescaped(text));
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** What is no JSON: in CSV the words stand below `error`, in quotes where they hold any. */
function plain(body: string): string {
  const text = body.replace(/^error\r?\n/, '').trim();
  return /^"[\s\S]*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function quoted(words: string): string {
  // What stands between tags of a page is not worth quoting.
  const text = words.replace(/\s+/g, ' ').trim();
  return text.startsWith('<') ? 'a web page' : text.slice(0, LONGEST_QUOTE);
}
