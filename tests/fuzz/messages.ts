import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type RawClient, until } from '../hub/testServer.ts';
import { VALID_MESSAGES } from '../hub/validMessages.ts';
import { SESSION } from '../recording/session.ts';
import { FuzzedHub } from './fuzzedHub.ts';
import { nearlyValid } from './nearlyValid.ts';
import { surface } from './surface.ts';

const SAMPLES: readonly unknown[] = [
  ...VALID_MESSAGES,
  { type: 'watch', recording: SESSION.id },
  { type: 'watch', recording: SESSION.id, settings: { cue: { fromBand: 1 } } },
];

const message = fc.oneof(
  { weight: 8, arbitrary: nearlyValid(SAMPLES).map((json) => JSON.stringify(json) ?? '') },
  { weight: 1, arbitrary: fc.string({ maxLength: 100 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
);

const client = fc.record({
  messages: fc.array(message, { minLength: 1, maxLength: 8 }),
  /** A packet after so many of them, while the rest is on its way. */
  packetAt: fc.nat(8),
  /** How it leaves. */
  end: fc.constantFrom('close', 'terminate', 'tooLarge'),
});
type Hostile = typeof client extends fc.Arbitrary<infer C> ? C : never;

/** Clients of the stream, several at once, live and on timelines of their own. */
export const messages = surface({
  name: 'messages',
  runs: 60,
  cases: fc.array(client, { minLength: 1, maxLength: 3 }),
  open: async () => {
    const hub = await FuzzedHub.start();
    return {
      check: async (clients) => {
        await Promise.all(clients.map((each) => beHostile(hub, each)));
        await hub.servesOthers();
      },
      close: () => hub.stop(),
    };
  },
});

async function beHostile(hub: FuzzedHub, { messages, packetAt, end }: Hostile): Promise<void> {
  const client = await hub.connect();
  try {
    for (const [i, each] of messages.entries()) {
      if (i === packetAt) hub.hub.packet();
      client.socket.send(each);
    }
    if (end === 'tooLarge') client.socket.send('x'.repeat(10_000));
    await answered(client);
    for (const told of client.messages) hub.discreet(JSON.stringify(told));
    if (end === 'close') client.socket.close();
  } finally {
    client.socket.terminate();
  }
}

/** Answers come in the order of the messages: one to what is no message comes last. */
async function answered(client: RawClient): Promise<void> {
  let isClosed = false;
  void client.closed.then(() => {
    isClosed = true;
  });
  if (client.socket.readyState === client.socket.OPEN) client.socket.ping();
  let isAlive = false;
  client.socket.once('pong', () => {
    isAlive = true;
  });
  await until(() => isClosed || isAlive, 'an end or an answer');
  for (const told of client.messages) {
    if (told.type !== 'error') continue;
    assert.ok(told.message.length > 0 && told.message.length < 2000);
    assert.ok(!told.message.includes('see its log'), 'the hub has no words for what was wrong');
  }
}
