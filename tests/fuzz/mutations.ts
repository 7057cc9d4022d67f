import fc from 'fast-check';

/** Damage done to a file, such as a disk, a cable or somebody does it. */
export interface Mutation {
  readonly kind: 'flip' | 'cut' | 'double' | 'end' | 'zeros' | 'insert' | 'swapLines';
  /** Places in a file of any length: 0 is its beginning, 1 its end. */
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly inserted: string;
}

/** @param inserted texts that mean something in files of this kind */
export function mutationOf(inserted: readonly string[]): fc.Arbitrary<Mutation> {
  return fc.record({
    kind: fc.constantFrom('flip', 'cut', 'double', 'end', 'zeros', 'insert', 'swapLines'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 200 }),
    inserted: fc.constantFrom(...inserted),
  });
}

export function mutated(bytes: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce(damaged, bytes);
}

function damaged(bytes: Buffer, { kind, at, to, length, inserted }: Mutation): Buffer {
  const start = Math.floor(at * bytes.length);
  switch (kind) {
    case 'flip': {
      const flipped = Buffer.from(bytes);
      if (flipped.length > 0) flipped[Math.min(start, bytes.length - 1)] ^= 1 << (length % 8);
      return flipped;
    }
    case 'cut':
      return spliced(bytes, start, length, Buffer.alloc(0));
    case 'double':
      return spliced(bytes, start, 0, bytes.subarray(start, start + length));
    case 'end':
      return bytes.subarray(0, start);
    case 'zeros':
      return spliced(bytes, start, 0, Buffer.alloc(1 + (length % 3)));
    case 'insert':
      return spliced(bytes, start, 0, Buffer.from(inserted));
    case 'swapLines':
      return swappedLines(bytes, at, to);
  }
}

function spliced(bytes: Buffer, start: number, removed: number, inserted: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + removed)]);
}

function swappedLines(bytes: Buffer, a: number, b: number): Buffer {
  const lines = bytes.toString('latin1').split('\n');
  const [i, j] = [a, b].map((where) =>
    Math.min(Math.floor(where * lines.length), lines.length - 1),
  );
  return Buffer.from(lines.with(i, lines[j]).with(j, lines[i]).join('\n'), 'latin1');
}
