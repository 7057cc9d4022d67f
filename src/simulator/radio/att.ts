/** Requests of the attribute protocol (Core 5.4, Vol 3 Part F). */
export const ATT_REQUEST = {
  mtu: 0x02,
  findInformation: 0x04,
  findByTypeValue: 0x06,
  readByType: 0x08,
  read: 0x0a,
  readBlob: 0x0c,
  readByGroup: 0x10,
  write: 0x12,
  prepareWrite: 0x16,
} as const;

/** Opcode of a write that wants no answer, not even an error. */
export const ATT_WRITE_COMMAND = 0x52;

/** Opcode of a notification. */
export const ATT_NOTIFICATION = 0x1b;

/** Reasons for which it refuses them; 0x80 and above are those of a profile. */
export const ATT_ERROR = {
  invalidHandle: 0x01,
  readNotPermitted: 0x02,
  writeNotPermitted: 0x03,
  invalidPdu: 0x04,
  requestNotSupported: 0x06,
  invalidOffset: 0x07,
  attributeNotFound: 0x0a,
  invalidLength: 0x0d,
  notSubscribed: 0xfd,
  unsupportedGroupType: 0x10,
} as const;
