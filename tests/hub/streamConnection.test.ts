import { beforeEach, describe, expect, it } from 'vitest';
import type { EncodedBatch } from '../../src/hub/frameBatcher.ts';
import { type ClientSocket, StreamConnection } from '../../src/hub/streamConnection.ts';
import { DEFAULT_STREAM_LIMITS } from '../../src/hub/streamLimits.ts';

class FakeSocket implements ClientSocket {
  bufferedAmount = 0;
  readonly sent: (string | Uint8Array)[] = [];
  terminated = false;

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {}

  terminate(): void {
    this.terminated = true;
  }
}

/** A batch of two frames whose bytes tell which it is. */
function batch(firstSequence: number): EncodedBatch {
  const lastSequence = (firstSequence + 1) >>> 0;
  return { bytes: Uint8Array.of(firstSequence & 0xff), firstSequence, lastSequence };
}

const gap = (fromSequence: number, toSequence: number) =>
  JSON.stringify({ type: 'gap', fromSequence, toSequence });

let socket: FakeSocket;
let connection: StreamConnection;
beforeEach(() => {
  socket = new FakeSocket();
  connection = new StreamConnection(socket, DEFAULT_STREAM_LIMITS);
});

describe('StreamConnection', () => {
  it('sends a message of any size to a client that has taken all before it', () => {
    connection.sendText('x'.repeat(2 * DEFAULT_STREAM_LIMITS.eventBufferBytes));
    expect(socket.terminated).toBe(false);
    expect(socket.sent).toHaveLength(1);
  });

  it('sends half a second of frames on credit, then skips', () => {
    for (let i = 0; i < 50; i++) connection.sendBatch(batch(1 + 2 * i), i * 20);
    expect(socket.sent).toHaveLength(26);
  });

  it('gives the newest batch after a gap as soon as all is acknowledged', () => {
    for (let i = 0; i < 50; i++) connection.sendBatch(batch(1 + 2 * i), i * 20);
    connection.acknowledge(52, 1000);
    expect(socket.sent.slice(26)).toEqual([gap(53, 98), batch(99).bytes]);
    connection.sendBatch(batch(101), 1020);
    expect(socket.sent.slice(28)).toEqual([batch(101).bytes]);
  });

  it('tells no gap when the only batch skipped is the one it gives', () => {
    connection = new StreamConnection(socket, { ...DEFAULT_STREAM_LIMITS, windowMs: 50 });
    connection.sendBatch(batch(1), 0);
    connection.sendBatch(batch(3), 60);
    connection.acknowledge(2, 61);
    expect(socket.sent).toEqual([batch(1).bytes, batch(3).bytes]);
  });

  it('stays closed while the acknowledgement is too old to help', () => {
    connection = new StreamConnection(socket, { ...DEFAULT_STREAM_LIMITS, windowMs: 50 });
    connection.sendBatch(batch(1), 0);
    connection.sendBatch(batch(3), 40);
    connection.sendBatch(batch(5), 100);
    connection.acknowledge(2, 101);
    expect(socket.sent).toHaveLength(2);
    connection.acknowledge(4, 102);
    expect(socket.sent).toHaveLength(3);
  });

  it('keeps its credit across the wrap of the sequence', () => {
    connection = new StreamConnection(socket, { ...DEFAULT_STREAM_LIMITS, windowMs: 50 });
    const last = 2 ** 32 - 1;
    connection.sendBatch(batch(last - 2), 0);
    connection.sendBatch(batch(last), 2);
    connection.acknowledge(last, 10);
    connection.sendBatch(batch(1), 60);
    expect(socket.sent).toHaveLength(2);
    connection.acknowledge(0, 61);
    expect(socket.sent.slice(2)).toEqual([batch(1).bytes]);
  });

  it('skips frames while the buffer is long, acknowledged or not', () => {
    socket.bufferedAmount = DEFAULT_STREAM_LIMITS.frameBufferBytes;
    connection.sendBatch(batch(1), 0);
    socket.bufferedAmount = 0;
    connection.sendBatch(batch(3), 20);
    expect(socket.sent).toEqual([gap(1, 2), batch(3).bytes]);
  });

  it('never gives a batch of a layout that was replaced, and tells it as skipped', () => {
    connection = new StreamConnection(socket, { ...DEFAULT_STREAM_LIMITS, windowMs: 50 });
    connection.sendBatch(batch(1), 0);
    connection.sendBatch(batch(3), 60);
    connection.layoutChanged();
    connection.acknowledge(2, 61);
    connection.sendBatch(batch(5), 62);
    expect(socket.sent).toEqual([batch(1).bytes, gap(3, 4), batch(5).bytes]);
  });

  it('does not take its own stall for the slowness of a client', () => {
    for (let i = 0; i < 10; i++) connection.sendBatch(batch(1 + 2 * i), i * 20);
    // What the client acknowledged meanwhile has not been read yet.
    connection.sendBatch(batch(21), 2000);
    expect(socket.sent).toHaveLength(11);
    // A client that really says nothing runs out of credit all the same.
    for (let i = 0; i < 20; i++) connection.sendBatch(batch(23 + 2 * i), 2020 + i * 20);
    expect(socket.sent).toHaveLength(22);
  });

  it('ends a client silent for ten heartbeats, not one that acknowledges', () => {
    const beat = (times: number) => {
      for (let i = 0; i < times; i++) connection.checkAlive();
    };
    beat(10);
    connection.acknowledge(0, 10_000);
    beat(10);
    expect(socket.terminated).toBe(false);
    beat(1);
    expect(socket.terminated).toBe(true);
  });
});
