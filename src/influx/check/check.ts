/** One thing an upload needs, and how it stands with it. */
export interface InfluxCheck {
  readonly name: string;
  /** `wrong`: nothing can be uploaded, or it will be lost. `warn`: something will be missing. */
  readonly state: 'ok' | 'warn' | 'wrong';
  readonly found: string;
  /** What to do; empty where all is well. */
  readonly advice: string;
}

export function ok(name: string, found: string): InfluxCheck {
  return { name, state: 'ok', found, advice: '' };
}

export function warn(name: string, found: string, advice: string): InfluxCheck {
  return { name, state: 'warn', found, advice };
}

export function wrong(name: string, found: string, advice: string): InfluxCheck {
  return { name, state: 'wrong', found, advice };
}
