import { afterEach, expect, it, vi } from 'vitest';
import { EditDesk } from '../../dashboards/live/src/views/library/recording/editDesk.ts';
import { setInitials } from '../../dashboards/live/src/views/library/recording/initials.ts';

afterEach(() => vi.unstubAllGlobals());

it('edits go to the hub one after the other, also behind one that was refused', async () => {
  const sent: string[] = [];
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    sent.push(body);
    return new Promise<Response>((resolve) => answers.push(resolve));
  });
  setInitials('AB');
  const took: unknown[] = [];
  const desk = new EditDesk('a', (answer) => took.push(answer));
  const edits = [desk.edit({ addTags: ['x'] }), desk.edit({ addTags: ['y'] })];
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  answers[0]?.(Response.json({ error: 'No.' }, { status: 409 }));
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  answers[1]?.(Response.json({ recording: 'a' }));
  expect(await Promise.all(edits)).toEqual(['No.', null]);
  expect(took).toEqual([{ recording: 'a' }]);
});
