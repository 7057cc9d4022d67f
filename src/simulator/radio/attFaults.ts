import { FaultList, type InjectedFault } from './faultList.ts';
import type { AttributeName, Uuid } from './gattTable.ts';

export interface AttFault {
  /** Opcode of the requests that are struck: one of `ATT_REQUEST`, or `ATT_WRITE_COMMAND`. */
  readonly opcode: number;
  /** Only requests for the value of this characteristic. */
  readonly value?: Uuid;
  /** Only requests for the client configuration of this characteristic. */
  readonly configuration?: Uuid;
  /** An ATT error code, or no answer at all; a write command that is struck is only not carried out. */
  readonly answer: number | 'silence';
  /** How many requests it strikes; default every one. */
  readonly times?: number;
}

export interface AttRequest {
  readonly opcode: number;
  /** What the request is about; undefined where it names no attribute of a characteristic. */
  readonly attribute: AttributeName | undefined;
}

/** What a GATT server answers against its own table. */
export class AttFaults {
  readonly #faults = new FaultList<AttRequest, number | 'silence'>();

  add({ opcode, value, configuration, answer, times }: AttFault): InjectedFault {
    const matches = (request: AttRequest) =>
      request.opcode === opcode &&
      (value === undefined || isPart(request, value, 'value')) &&
      (configuration === undefined || isPart(request, configuration, 'configuration'));
    return this.#faults.add(matches, answer, times);
  }

  strike(request: AttRequest): number | 'silence' | undefined {
    return this.#faults.strike(request);
  }
}

function isPart({ attribute }: AttRequest, uuid: Uuid, part: AttributeName['part']): boolean {
  return attribute?.characteristic === uuid && attribute.part === part;
}
