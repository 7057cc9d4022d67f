import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createHubLog } from '../../../src/hub/logs/hubLog.ts';
import { logDestination } from '../../../src/hub/logs/logDestination.ts';
import { logLevelsOf } from '../../../src/hub/logs/logLevels.ts';
import { LOG_PARTS, partLogger } from '../../../src/hub/logs/logParts.ts';
import { logLines } from './logLines.ts';

describe('a line of the log', () => {
  it('has level and time in words, its part, and the causes of an error', () => {
    const { log, lines } = logLines('info');
    const cause = new Error('connection refused');
    const error = new Error('the database is away', { cause });
    partLogger(log.logger, 'upload').warn({ err: error, recording: 'r1' }, 'not uploaded');
    expect(lines).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        part: 'upload',
        recording: 'r1',
        err: expect.objectContaining({
          message: 'the database is away',
          cause: expect.objectContaining({ message: 'connection refused' }),
        }),
        msg: 'not uploaded',
      },
    ]);
  });

  it.each(LOG_PARTS)('of %s is written from the level of that part on', (part) => {
    const { log, lines } = logLines(`error,${part}=debug`);
    for (const each of LOG_PARTS) partLogger(log.logger, each).debug('heard');
    expect(lines.map((line) => line.part)).toEqual([part]);
  });

  it('never shows what may be a secret', () => {
    const { log, lines } = logLines('info');
    const config = { host: 'db.lab', token: 'T0P' };
    const headers = { cookie: 'T0P', authorization: 'T0P', accept: '*' };
    partLogger(log.logger, 'access').info({ token: 'T0P', config, request: { headers } }, 'asked');
    const error = Object.assign(new Error('refused'), { token: 'T0P', config });
    partLogger(log.logger, 'access').error({ err: error }, 'failed');
    expect(JSON.stringify(lines)).not.toContain('T0P');
    expect(lines[0]).toMatchObject({ token: 'hidden', config: { host: 'db.lab' } });
  });
});

describe('a log that cannot be written', () => {
  it('ends nothing', async ({ skip }) => {
    if (!existsSync('/dev/full')) skip('this system has no disk that is always full');
    const { logger } = createHubLog(logLevelsOf('info'), logDestination('/dev/full'));
    for (let i = 0; i < 3; i++) logger.error(`a line of many ${i}`);
    await new Promise((resolve) => setImmediate(resolve));
    logger.error('and another');
  });
});

describe('the same trouble again and again', () => {
  it('is told once, again after a minute with its count, and the rest at the end', () => {
    let nowMs = 0;
    const { log, lines } = logLines('debug', () => nowMs);
    const radio = partLogger(log.logger, 'radio');
    for (; nowMs <= 70_000; nowMs += 1000) radio.warn({ sensorId: 'A1' }, 'a sensor is silent');
    log.finish();
    log.finish();
    expect(lines.map(({ repeated }) => repeated)).toEqual([undefined, 59, 10]);
    expect(lines.every(({ part, msg }) => part === 'radio' && msg === 'a sensor is silent')).toBe(
      true,
    );
  });

  it('is another of another part, with another cause, or where it is no trouble', () => {
    const { log, lines } = logLines('debug', () => 0);
    for (const part of ['http', 'stream'] as const) {
      const logger = partLogger(log.logger, part);
      for (const cause of ['a', 'a', 'b']) logger.error({ err: new Error(cause) }, 'failed');
      for (let i = 0; i < 2; i++) logger.info('joined');
    }
    log.finish();
    expect(lines.map(({ level, repeated }) => [level, repeated])).toEqual([
      ...Array(2)
        .fill([
          ['error', undefined],
          ['error', undefined],
          ['info', undefined],
          ['info', undefined],
        ])
        .flat(),
      ['error', 1],
      ['error', 1],
    ]);
  });

  it('is remembered of a bounded number of troubles', () => {
    const { log, lines } = logLines('debug', () => 0);
    const logger = partLogger(log.logger, 'hub');
    for (let i = 0; i < 1000; i++) logger.warn(`trouble ${i}`);
    logger.warn('trouble 999');
    logger.warn('trouble 0');
    log.finish();
    expect(lines).toHaveLength(1002);
    expect(lines.at(-1)).toMatchObject({ msg: 'trouble 999', repeated: 1 });
  });
});
