import { describe, expect, it } from 'vitest';
import { sessionFields, sessionOf } from '../../src/recording/sessionRecord.ts';
import { descentFrom } from '../../src/reprocess/descent.ts';
import { SESSION } from './session.ts';

describe('the record of a session', () => {
  const child = { ...SESSION, id: 'child', ...descentFrom(SESSION, 'file.mcap', 'abc') };
  const grandchild = { ...SESSION, id: 'grandchild', ...descentFrom(child, 'child.mcap', 'abc') };

  it.each([
    ['has none', SESSION],
    ['has one', child],
    ['has two', grandchild],
  ])('keeps the ancestors of one that %s', (_, session) => {
    expect(sessionOf(sessionFields(session))).toEqual(session);
  });

  it('takes what a newer version knows of an ancestor for what it is', () => {
    const fields = sessionFields(child);
    fields.set('ancestors', '[{ "id": "file", "colour": "red" }]');
    expect(sessionOf(fields).ancestors).toMatchObject([{ id: 'file' }]);
  });

  it.each(['', '{}', '[]', '[{ "file": "x" }]', '[{ "id": "" }]'])('refuses "%s"', (text) => {
    const fields = sessionFields(child);
    fields.set('ancestors', text);
    expect(() => sessionOf(fields)).toThrow(/ancestors/);
  });
});
