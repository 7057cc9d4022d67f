import type { InfluxAnswer } from './connection.ts';

const LONGEST_QUOTE = 200;

/**
 * What the server said, in one line: 1.x answers `{"error": …}`, 2.x `{"message": …}`, 3.x
 * `{"error": …, "data": [{"error_message": …}]}`, where the first line of many is quoted.
 */
export function saidBy({ body, headers }: InfluxAnswer): string {
  const told = headers['x-influxdb-error'];
  const words =
    wordAt(body, 'error') ?? wordAt(body, 'message') ?? (typeof told === 'string' ? told : body);
  const ofLine = wordAt(body, 'error_message');
  return quoted(ofLine === null || ofLine === words ? words : `${words}: ${ofLine}`);
}

/** Whether a page for a person answered in the place of a database. */
export function isPage({ body, headers }: InfluxAnswer): boolean {
  return /html/i.test(String(headers['content-type'] ?? '')) || /^\s*<(!doctype|html)/i.test(body);
}

function wordAt(body: string, key: string): string | null {
  const found = new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(body)?.[1];
  if (found === undefined) return null;
  try {
    return String(JSON.parse(found));
  } catch {
    return found;
  }
}

function quoted(words: string): string {
  // What stands between tags of a page is not worth quoting.
  const text = words.replace(/\s+/g, ' ').trim();
  return text.startsWith('<') ? 'a web page' : text.slice(0, LONGEST_QUOTE);
}
