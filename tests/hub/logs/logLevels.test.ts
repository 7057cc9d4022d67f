import { describe, expect, it } from 'vitest';
import { levelOfPart, logLevelsOf } from '../../../src/hub/logs/logLevels.ts';
import { LOG_PARTS } from '../../../src/hub/logs/logParts.ts';

describe('the levels of --log', () => {
  it('are one for all, or one for all and others for parts', () => {
    expect(logLevelsOf('info')).toEqual({ rest: 'info', parts: {} });
    const levels = logLevelsOf('warn, radio=debug,http=info');
    const told = LOG_PARTS.map((part) => [part, levelOfPart(levels, part)]);
    expect(Object.fromEntries(told)).toMatchObject({ radio: 'debug', http: 'info', hub: 'warn' });
  });

  it('are warnings where only parts are named', () => {
    expect(logLevelsOf('stream=debug')).toEqual({ rest: 'warn', parts: { stream: 'debug' } });
  });

  it.each([
    ['loud', '"loud" is no level'],
    ['', '"" is no level'],
    ['warn,,http=info', '"" is no level'],
    ['warn,info', '"info" is a second level'],
    ['radios=debug', '"radios" is no part'],
    ['radio=loud', '"loud" is no level'],
    ['radio=', '"" is no level'],
    ['radio=info=debug', 'more than one "="'],
    ['radio=info,radio=warn', 'named twice'],
    ['constructor=info', '"constructor" is no part'],
  ])('refuse "%s" with what is valid', (text, found) => {
    expect(() => logLevelsOf(text)).toThrow(found);
    expect(() => logLevelsOf(text)).toThrow(
      /silent, error, warn, info, debug; parts: radio, .*hub/,
    );
  });
});
