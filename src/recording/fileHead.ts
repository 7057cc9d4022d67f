import { MCAP_MAGIC, Opcode, type TypedMcapRecord } from '@mcap/core';
import { ZodError } from 'zod';
import type { SessionMetadata } from '../model/session.ts';
import { parseRecords } from './parseRecords.ts';
import type { ReadFile } from './readFile.ts';
import { RECORD_HEADER_BYTES, recordHeader, viewOf } from './recordHeader.ts';
import { damagedAt, RecordingError } from './recordingError.ts';
import { SESSION_RECORD, sessionOf } from './sessionRecord.ts';

/** No honest header or session record is larger; a wrong length must not allocate gigabytes. */
const MAX_HEAD_RECORD_BYTES = 1024 * 1024;

export interface FileHead {
  readonly session: SessionMetadata;
  readonly sessionOffset: number;
  /** First byte after the session record. */
  readonly dataOffset: number;
}

/**
 * Reads who and what the recording is from its first bytes; works on unfinished files too.
 * @throws RecordingError `empty`, `notMcap`, `truncated`, `foreign` or `damaged`.
 */
export async function readHead(file: ReadFile): Promise<FileHead> {
  if (file.size === 0) {
    throw new RecordingError(
      'empty',
      file.path,
      `${file.path} is empty; a recording begins with the MCAP signature and its session.`,
    );
  }
  await checkMagic(file);
  const headerEnd = await recordEnd(file, MCAP_MAGIC.length, Opcode.HEADER);
  const sessionEnd = await recordEnd(file, headerEnd, Opcode.METADATA);
  const bytes = await file.read(headerEnd, sessionEnd - headerEnd);
  return {
    session: parseSession(file.path, headerEnd, bytes),
    sessionOffset: headerEnd,
    dataOffset: sessionEnd,
  };
}

async function checkMagic(file: ReadFile): Promise<void> {
  const found = await file.readUpTo(0, MCAP_MAGIC.length);
  if (found.some((byte, i) => byte !== MCAP_MAGIC[i])) {
    throw new RecordingError(
      'notMcap',
      file.path,
      `${file.path} is not an MCAP file: it begins with ${hex(found)}, a recording with ${hex(MCAP_MAGIC)}.`,
    );
  }
  if (found.length < MCAP_MAGIC.length) throw truncated(file);
}

/** End of the record at `offset`, which has to be a whole one with this opcode. */
async function recordEnd(file: ReadFile, offset: number, opcode: Opcode): Promise<number> {
  const head = await file.readUpTo(offset, RECORD_HEADER_BYTES);
  if (head.length < RECORD_HEADER_BYTES) throw truncated(file);
  const found = recordHeader(viewOf(head), 0);
  if (found.opcode !== opcode || found.contentBytes > MAX_HEAD_RECORD_BYTES) {
    throw foreign(file.path, 'it has no session record behind its header');
  }
  const end = offset + RECORD_HEADER_BYTES + found.contentBytes;
  if (end > file.size) throw truncated(file);
  return end;
}

function parseSession(path: string, offset: number, record: Uint8Array): SessionMetadata {
  const metadata = recordOf(path, offset, record);
  if (metadata?.type !== 'Metadata' || metadata.name !== SESSION_RECORD) {
    throw foreign(path, 'its first metadata record is not a session');
  }
  try {
    return sessionOf(metadata.metadata);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    throw foreign(path, `its session record does not fit (${misfitsOf(error)})`, error);
  }
}

/** What is wrong with each value, in one line. */
function misfitsOf({ issues }: ZodError): string {
  return issues
    .map(({ path, message }) => {
      const isMissing = message.endsWith('received undefined');
      return `${path.join('.') || 'all of it'}: ${isMissing ? 'missing' : message}`;
    })
    .join('; ');
}

function recordOf(path: string, offset: number, bytes: Uint8Array): TypedMcapRecord | undefined {
  try {
    return parseRecords(bytes)[0];
  } catch (error) {
    throw damagedAt(path, offset, error);
  }
}

function foreign(path: string, found: string, cause?: unknown): RecordingError {
  return new RecordingError(
    'foreign',
    path,
    `${path} is an MCAP file but not a recording of this program: ${found}; valid is a metadata record "${SESSION_RECORD}" right behind the header.`,
    cause,
  );
}

function truncated(file: ReadFile): RecordingError {
  return new RecordingError(
    'truncated',
    file.path,
    `${file.path} is cut short: it ends after ${file.size} bytes, within its head, and holds no data.`,
  );
}

function hex(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
