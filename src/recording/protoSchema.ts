import descriptor from 'protobufjs/ext/descriptor.js';
import protobuf from 'protobufjs/light.js';

/** Protocol Buffers package of every message in a recording. */
const PACKAGE = 'plumbline';

const TYPE_NUMBERS = { float: 2, fixed64: 6, bool: 8, bytes: 12, uint32: 13 } as const;
const LABEL_OPTIONAL = 1;
const LABEL_REPEATED = 3;

export interface ProtoField {
  readonly name: string;
  readonly number: number;
  readonly type: keyof typeof TYPE_NUMBERS;
  /** A list, packed into one length-delimited field. */
  readonly repeated?: boolean;
}

export interface ProtoMessage {
  /** Full name, `plumbline.BodyFrame`. */
  readonly fullName: string;
  readonly fields: readonly ProtoField[];
  /** Binary FileDescriptorSet: what a viewer needs to show the fields by name. */
  readonly descriptorSet: Uint8Array;
}

/**
 * Describes a message. The syntax is proto2, where a field that was not written is absent
 * instead of being zero.
 */
export function protoMessage(name: string, fields: readonly ProtoField[]): ProtoMessage {
  const set = descriptor.FileDescriptorSet.fromObject({
    file: [
      {
        name: `${PACKAGE}/${name}.proto`,
        package: PACKAGE,
        messageType: [
          {
            name,
            field: fields.map((field) => ({
              name: field.name,
              number: field.number,
              type: TYPE_NUMBERS[field.type],
              label: field.repeated ? LABEL_REPEATED : LABEL_OPTIONAL,
              ...(field.repeated ? { options: { packed: true } } : {}),
            })),
          },
        ],
      },
    ],
  });
  return {
    fullName: `${PACKAGE}.${name}`,
    fields,
    descriptorSet: descriptor.FileDescriptorSet.encode(set).finish(),
  };
}

/** Field numbers by name, read from the FileDescriptorSet stored in a file. */
export function fieldNumbers(fullName: string, descriptorSet: Uint8Array): Map<string, number> {
  const root = protobuf.Root.fromDescriptor(descriptorSet, { keepCase: true });
  return new Map(root.lookupType(fullName).fieldsArray.map((field) => [field.name, field.id]));
}
