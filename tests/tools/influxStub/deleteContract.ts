import type { PointStore } from './pointStore.ts';
import type { StubRequest } from './stubRequest.ts';

/** Does what `/api/v2/delete` is asked for. Returns what in it is against the contract. */
export function deleteAsAsked(request: StubRequest, store: PointStore): string[] {
  const { method, query, body } = request;
  const { start, stop, predicate } = JSON.parse(body);
  const violations = ['org', 'bucket']
    .filter((name) => !query.has(name))
    .map((name) => `a delete without ${name}`);
  if (method !== 'POST') violations.push(`a delete by ${method}`);
  const times = [start, stop].map((text) => Date.parse(text));
  if (times.some(Number.isNaN)) violations.push(`a delete from ${start} to ${stop}`);
  const tags = String(predicate)
    .split(/\s+AND\s+/i)
    .map((condition) => /^"?(\w+)"?\s*=\s*"((?:[^"\\]|\\.)*)"$/.exec(condition)?.slice(1) ?? []);
  if (tags.some((tag) => tag.length !== 2)) violations.push(`a delete with ${predicate}`);
  if (violations.length > 0) return violations;
  const [fromNs = 0n, toNs = 0n] = times.map((timeMs) => BigInt(timeMs) * 1_000_000n);
  store.delete(
    new Map(tags.map(([name = '', value = '']) => [name, value.replaceAll(/\\(.)/g, '$1')])),
    fromNs,
    toNs,
  );
  return [];
}
