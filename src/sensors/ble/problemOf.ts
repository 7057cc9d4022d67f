import { PROTOCOL_VERSION, ProtocolError } from '../../../firmware-protocol/index.ts';
import { WireError } from '../../protocols/wireError.ts';
import { messageOf } from './messageOf.ts';

/** What kept a sensor from being used, as a whole sentence. */
export function problemOf(error: unknown): string {
  if (error instanceof ProtocolError) return `${protocolProblem(error)}.`;
  if (error instanceof WireError) return `${unreadable(error)}.`;
  const message = messageOf(error);
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

function protocolProblem(error: ProtocolError): string {
  if (error.code === 'unsupportedVersion') {
    return `It speaks version ${error.found} of the protocol, this hub version ${PROTOCOL_VERSION}`;
  }
  return unreadable(error);
}

function unreadable({ message }: Error): string {
  return `What it tells of itself cannot be read (${message})`;
}
