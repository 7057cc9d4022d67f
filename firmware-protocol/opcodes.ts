/** The commands of version 1 by their first byte. */
export const OPCODE = {
  start: 0x01,
  stop: 0x02,
  configure: 0x03,
  identify: 0x04,
  cue: 0x05,
  sync: 0x06,
  status: 0x07,
  resend: 0x08,
  powerOff: 0x09,
} as const;

export type CommandKind = keyof typeof OPCODE;

const KINDS = Object.keys(OPCODE) as readonly CommandKind[];

/** The command whose opcode this is; null for one that version 1 does not know. */
export function kindOf(opcode: number): CommandKind | null {
  return KINDS.find((kind) => OPCODE[kind] === opcode) ?? null;
}
