import { onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { InfluxWriter, type WriterOptions } from '../../../src/influx/server/influxWriter.ts';
import type { InfluxStub } from '../../tools/influxStub/influxStub.ts';

export const NEVER = new AbortController().signal;

export function configAt(host: string, change: Partial<InfluxConfig> = {}): InfluxConfig {
  return {
    host,
    org: 'my lab',
    bucket: 'knees',
    token: 'secret',
    hub: 'h',
    detail: FULL_DETAIL,
    ...change,
  };
}

/** A configuration with which the stub takes everything. */
export function configOf(
  { url, org, bucket, token }: InfluxStub,
  change: Partial<InfluxConfig> = {},
): InfluxConfig {
  return configAt(url, { org, bucket, token, ...change });
}

/** A writer that is closed after the test. */
export async function connected(
  config: InfluxConfig,
  options?: WriterOptions,
): Promise<InfluxWriter> {
  const writer = await InfluxWriter.connect(config, NEVER, options);
  onTestFinished(() => writer.close());
  return writer;
}

export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

/** Lines with times of their own, from `from` on. */
export function someLines(count: number, from = 0, measurement = 'body'): string[] {
  return Array.from(
    { length: count },
    (_, i) => `${measurement},side=left value=${from + i}.5 ${from + i}000`,
  );
}
