import { FaultList, type InjectedFault } from './faultList.ts';

export interface HciFault {
  /** Opcode of the commands that are struck, one of `COMMAND`; default every command. */
  readonly opcode?: number;
  /** Only commands whose parameters satisfy this. */
  readonly when?: (parameters: Buffer) => boolean;
  /** A status that refuses the command, or no answer at all. */
  readonly answer: number | 'silence';
  /** How many commands it strikes; default every one. */
  readonly times?: number;
}

interface HciCommand {
  readonly opcode: number;
  readonly parameters: Buffer;
}

/** What a controller refuses or leaves unanswered against its own state; nothing else happens. */
export class HciFaults {
  readonly #faults = new FaultList<HciCommand, number | 'silence'>();

  add({ opcode, when = () => true, answer, times }: HciFault): InjectedFault {
    const matches = (command: HciCommand) =>
      (opcode === undefined || command.opcode === opcode) && when(command.parameters);
    return this.#faults.add(matches, answer, times);
  }

  strike(opcode: number, parameters: Buffer): number | 'silence' | undefined {
    return this.#faults.strike({ opcode, parameters });
  }
}
