import fc from 'fast-check';

/** One change to a JSON value: something else in the place that a walk leads to. */
interface Change {
  /** Which member to go into, of as many as there are, and where to stop. */
  readonly walk: readonly number[];
  readonly how: 'replace' | 'remove' | 'add' | 'nest';
  readonly key: string;
  readonly value: unknown;
}

const NUMBERS = [0, -0, -1, 1, 0.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 32, 2 ** 53, 1e21];
const TEXTS = [
  '',
  ' ',
  '\0',
  '\u202E',
  '\uD800',
  '../../etc/passwd',
  'NaN',
  '<b>',
  '%s%n',
  '=1+1',
  'x'.repeat(3000),
];
/** As JSON only brings them. */
const KEYS = ['__proto__', 'constructor', 'toString', 'length', '', 'type', 'x'];

/** What looks like a text or a list to a check that asks for a length only. */
const LENGTHS = [{ length: 3 }, { length: { toString: 1 } }, { length: [{ toString: '' }] }];

const odd = fc.oneof(
  fc.constantFrom(...NUMBERS, ...TEXTS, ...LENGTHS, null, true, false, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);

const change: fc.Arbitrary<Change> = fc.record({
  walk: fc.array(fc.nat(12), { maxLength: 4 }),
  how: fc.constantFrom('replace', 'remove', 'add', 'nest'),
  key: fc.constantFrom(...KEYS),
  value: odd,
});

/** JSON that was valid, with at most three things changed: most of it gets past the first check. */
export function nearlyValid(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 3 }))
    .map(([sample, changes]) => changes.reduce((json, each) => changed(json, each, 0), sample));
}

function changed(json: unknown, change: Change, depth: number): unknown {
  const isBranch = typeof json === 'object' && json !== null && Object.keys(json).length > 0;
  if (!isBranch || depth >= change.walk.length) return here(json, change);
  const keys = Object.keys(json);
  const key = keys[change.walk[depth] % keys.length];
  const isLast = depth === change.walk.length - 1;
  if (isLast && change.how === 'remove') return rebuilt(json, (entry) => entry[0] !== key);
  const entries = Object.entries(json).map(([name, value]): [string, unknown] => [
    name,
    name === key ? changed(value, change, depth + 1) : value,
  ]);
  return Array.isArray(json) ? entries.map(([, value]) => value) : withKeys(entries);
}

function here(json: unknown, { how, key, value }: Change): unknown {
  switch (how) {
    case 'replace':
    case 'remove':
      return value;
    case 'nest':
      return { [key]: json };
    case 'add':
      if (Array.isArray(json)) return [...json, value];
      if (typeof json !== 'object' || json === null) return [json, value];
      return withKeys([...Object.entries(json), [key, value]]);
  }
}

function rebuilt(json: object, isKept: (entry: [string, unknown]) => boolean): unknown {
  const entries = Object.entries(json).filter(isKept);
  return Array.isArray(json) ? entries.map(([, value]) => value) : withKeys(entries);
}

/** With `__proto__` as a key of its own, as `JSON.parse` makes it. */
function withKeys(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}
