import type { ServerResponse } from 'node:http';
import type { Family } from './family.ts';
import type { Refusal } from './pointStore.ts';

/** An error in the words of the family. */
export function sendError(
  response: ServerResponse,
  family: Family,
  status: number,
  said: string,
): void {
  const code =
    { 400: 'invalid', 401: 'unauthorized', 404: 'not found' }[status] ?? 'internal error';
  const body = family === 'two' ? { code, message: said } : { error: said };
  if (family === 'first' || family === 'last1') response.setHeader('x-influxdb-error', said);
  sendJson(response, status, body);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What a family says of lines that it does not store; `lines` is how many were sent. */
export function sendRefusals(
  response: ServerResponse,
  family: Family,
  refusals: readonly Refusal[],
): void {
  const conflicts = refusals.filter(({ tooOld }) => !tooOld);
  const first = conflicts[0] ?? refusals[0];
  if (first === undefined) return;
  const isParsed = !first.message.startsWith('unable to parse');
  const partial = `partial write: ${first.message} dropped=${conflicts.length || refusals.length}`;
  if (family === 'three' || family === 'oldThree') {
    sendJson(response, family === 'three' ? 400 : 201, {
      error: 'partial write of line protocol occurred',
      data: refusals.map(({ lineNumber, line, message }) => ({
        original_line: line,
        line_number: lineNumber,
        error_message: message,
      })),
    });
  } else if (!isParsed) sendError(response, family, 400, first.message);
  else if (family !== 'two') sendError(response, family, 400, partial);
  else {
    const message = `failure writing points to database: ${partial}`;
    sendJson(response, 422, { code: 'unprocessable entity', message });
  }
}
