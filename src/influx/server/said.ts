import type { InfluxAnswer } from './connection.ts';
import { isTooOld } from './uploadError.ts';

const LONGEST_QUOTE = 200;

/**
 * What the server said, in one line: 1.x answers `{"error": …}`, 2.x `{"message": …}`, 3.x
 * `{"error": …, "data": [{"error_message": …}]}`, of which one line is quoted.
 */
export function saidBy({ body, headers }: InfluxAnswer): string {
  const told = headers['x-influxdb-error'];
  const [words = typeof told === 'string' ? told : body] = [
    ...wordsAt(body, 'error'),
    ...wordsAt(body, 'message'),
  ];
  const ofLines = wordsAt(body, 'error_message');
  // Lines that are too old come by the thousand and would hide another fault among them.
  const ofLine = ofLines.find((text) => !isTooOld(text)) ?? ofLines[0];
  return quoted(ofLine === undefined ? words : `${words}: ${ofLine}`);
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

function quoted(words: string): string {
  // What stands between tags of a page is not worth quoting.
  const text = words.replace(/\s+/g, ' ').trim();
  return text.startsWith('<') ? 'a web page' : text.slice(0, LONGEST_QUOTE);
}
