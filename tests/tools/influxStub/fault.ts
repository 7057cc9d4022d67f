/** What a stub does in the place of what the contract says. */
export type Fault =
  /** Answers this status; with `stores`, the lines are stored all the same. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly stores?: boolean;
    }
  /** Reads the request and never answers. */
  | { readonly kind: 'hang' }
  /** Stops reading in the middle of the request and never answers, as a peer that is gone. */
  | { readonly kind: 'stopReading' }
  /** Answers the head, and a body that never ends. */
  | { readonly kind: 'endless' }
  /** Cuts the connection: before the request is read, or when its lines are stored. */
  | { readonly kind: 'cut'; readonly when: 'reading' | 'stored' };

export function status(code: number, said = ''): Fault {
  return {
    kind: 'status',
    status: code,
    ...(said ? { body: JSON.stringify({ error: said, message: said }) } : {}),
    headers: { 'content-type': 'application/json' },
  };
}
