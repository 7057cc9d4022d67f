/** A name of a measurement, tag or field as InfluxQL has it. */
export function quotedName(name: string): string {
  return `"${name.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** A text as InfluxQL has it. */
export function quotedText(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`;
}

const CONTROL: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * What a server holds of a tag: line protocol has no line feed, no empty tag and none that ends with a
 * backslash, so these are written otherwise (`lines/lineProtocol.ts`).
 */
export function storedTag(text: string): string {
  const written = text.replace(/\\+$/, '').replaceAll(/[\n\r\t]/g, (found) => CONTROL[found] ?? '');
  return written || 'none';
}

/** `"session"='…' AND "hub"='…'`, of all that one hub uploaded of one session. */
export function ofSession(session: string, hub: string): string {
  return `"session"=${quotedText(storedTag(session))} AND "hub"=${quotedText(storedTag(hub))}`;
}
