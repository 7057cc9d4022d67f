import {
  type BodyFrame,
  emptyLegMeasures,
  LEG_MEASURES,
  type LegFrame,
  type LegMeasures,
  QUANTITY_GROUPS,
  type SegmentOrientation,
} from '../model/bodyFrame.ts';
import { type CustomMeasure, customColumn, NO_CUSTOM_VALUES } from '../model/customMeasures.ts';
import { SIDES, type Side } from '../model/placement.ts';
import type { TruthFrame, TruthLeg } from '../model/truth.ts';
import { type ProtoField, type ProtoMessage, protoMessage } from './protoSchema.ts';
import {
  type ProtoWriter,
  protoReader,
  protoWriter,
  readInteger64,
  tag,
  WIRE,
  writeInteger64,
} from './protoWire.ts';

const QUATERNION_COMPONENTS = ['qw', 'qx', 'qy', 'qz'];

/** The columns of one leg in files: the quality of each group, the measures, the two segments. */
function legFields(side: Side): Omit<ProtoField, 'number'>[] {
  return [
    ...QUANTITY_GROUPS.map((group) => ({
      name: qualityName(side, group),
      type: 'uint32' as const,
    })),
    ...LEG_MEASURES.map(({ column }) => ({ name: `${side}_${column}`, type: 'float' as const })),
    ...['thigh', 'shank'].flatMap((segment) =>
      QUATERNION_COMPONENTS.map((component) => ({
        name: `${side}_${segment}_${component}`,
        type: 'float' as const,
      })),
    ),
  ];
}

function qualityName(side: Side, group: string): string {
  return `${side}_${group}_quality`;
}

function numbered(fields: readonly Omit<ProtoField, 'number'>[]): ProtoField[] {
  return fields.map((field, i) => ({ ...field, number: i + 1 }));
}

/** Far behind the others, so that neither further measures nor further formulas move any number. */
const CUSTOM_FIELDS_FROM = 400;
const CUSTOM_FIELDS_PER_LEG = 16;

function customNumber(side: Side, index: number): number {
  return CUSTOM_FIELDS_FROM + SIDES.indexOf(side) * CUSTOM_FIELDS_PER_LEG + index;
}

const BODY_FIELDS = numbered([
  { name: 'time_us', type: 'fixed64' },
  { name: 'arrival_us', type: 'fixed64' },
  ...SIDES.flatMap(legFields),
]);

/**
 * Body frames, one field per column; the fields of a leg that a frame lacks are absent. The custom
 * measures of a recording are fields of its own schema.
 */
export function bodyMessage(custom: readonly CustomMeasure[]): ProtoMessage {
  const customFields = SIDES.flatMap((side) =>
    custom.map((measure, i) => ({
      name: `${side}_${customColumn(measure)}`,
      number: customNumber(side, i),
      type: 'float' as const,
    })),
  );
  return protoMessage('BodyFrame', [...BODY_FIELDS, ...customFields]);
}

/** The simulator's truth under the same names; it has no arrival and no quality. */
export const TRUTH_MESSAGE = protoMessage(
  'TruthFrame',
  numbered([
    { name: 'time_us', type: 'fixed64' },
    ...SIDES.flatMap((side) => legFields(side).filter(({ type }) => type === 'float')),
  ]),
);

/** Where the fields of one leg stand; a field that the file does not have is 0. */
interface LegNumbers {
  readonly side: Side;
  readonly quality: readonly number[];
  readonly measures: readonly number[];
  readonly thigh: readonly number[];
  readonly shank: readonly number[];
  readonly custom: readonly number[];
}

function legNumbers(numbers: ReadonlyMap<string, number>): LegNumbers[] {
  const numberOf = (name: string) => numbers.get(name) ?? 0;
  return SIDES.map((side) => ({
    side,
    quality: QUANTITY_GROUPS.map((group) => numberOf(qualityName(side, group))),
    measures: LEG_MEASURES.map(({ column }) => numberOf(`${side}_${column}`)),
    thigh: QUATERNION_COMPONENTS.map((component) => numberOf(`${side}_thigh_${component}`)),
    shank: QUATERNION_COMPONENTS.map((component) => numberOf(`${side}_shank_${component}`)),
    custom: [...numbers]
      .filter(([name]) => name.startsWith(`${side}_custom_`))
      .map(([, number]) => number)
      .sort((a, b) => a - b),
  }));
}

const numbersOf = (fields: readonly ProtoField[]) =>
  new Map(fields.map(({ name, number }) => [name, number]));

const BODY_NUMBERS = numbersOf(BODY_FIELDS);
const TRUTH_NUMBERS = numbersOf(TRUTH_MESSAGE.fields);
const BODY_LEGS = legNumbers(BODY_NUMBERS);
const TRUTH_LEGS = legNumbers(TRUTH_NUMBERS);

export function encodeBody(frame: BodyFrame): Uint8Array {
  const writer = protoWriter();
  writeTime(writer, BODY_NUMBERS, 'time_us', frame.timeUs);
  writeTime(writer, BODY_NUMBERS, 'arrival_us', frame.arrivalUs);
  for (const leg of frame.legs) {
    const numbers = BODY_LEGS[SIDES.indexOf(leg.side)];
    QUANTITY_GROUPS.forEach((group, i) => {
      writer.uint32(tag(numbers.quality[i], WIRE.varint)).uint32(leg.quality[group]);
    });
    writeLeg(writer, numbers, leg);
    for (let i = 0; i < leg.custom.length; i++) {
      writer.uint32(tag(customNumber(leg.side, i), WIRE.fixed32)).float(leg.custom[i]);
    }
  }
  return writer.finish();
}

export function encodeTruth(truth: TruthFrame): Uint8Array {
  const writer = protoWriter();
  writeTime(writer, TRUTH_NUMBERS, 'time_us', truth.timeUs);
  for (const leg of truth.legs) writeLeg(writer, TRUTH_LEGS[SIDES.indexOf(leg.side)], leg);
  return writer.finish();
}

function writeTime(
  writer: ProtoWriter,
  numbers: ReadonlyMap<string, number>,
  name: string,
  timeUs: number,
): void {
  writer.uint32(tag(numbers.get(name) ?? 0, WIRE.fixed64));
  writeInteger64(writer, timeUs);
}

function writeLeg(writer: ProtoWriter, numbers: LegNumbers, leg: TruthLeg): void {
  const { measures } = leg;
  for (let i = 0; i < LEG_MEASURES.length; i++) {
    writer.uint32(tag(numbers.measures[i], WIRE.fixed32)).float(measures[LEG_MEASURES[i].key]);
  }
  for (let i = 0; i < 4; i++) {
    writer.uint32(tag(numbers.thigh[i], WIRE.fixed32)).float(leg.thigh[i]);
    writer.uint32(tag(numbers.shank[i], WIRE.fixed32)).float(leg.shank[i]);
  }
}

/** Decodes by the numbers of the file's own schema, so files of other versions stay readable. */
export function bodyDecoder(
  numbers: ReadonlyMap<string, number>,
): (bytes: Uint8Array) => BodyFrame {
  const legs = legNumbers(numbers);
  const row = new FieldRow(numbers);
  const timeUs = numbers.get('time_us') ?? 0;
  const arrivalUs = numbers.get('arrival_us') ?? 0;
  return (bytes) => {
    row.read(bytes);
    return {
      timeUs: row.value(timeUs),
      arrivalUs: row.value(arrivalUs),
      legs: legs
        .filter((leg) => row.has(leg.quality[0]))
        .map(
          (leg): LegFrame => ({
            side: leg.side,
            measures: measuresOf(row, leg),
            quality: {
              knee: row.value(leg.quality[0]),
              ankle: row.value(leg.quality[1]),
              projection: row.value(leg.quality[2]),
            },
            thigh: orientationOf(row, leg.thigh),
            shank: orientationOf(row, leg.shank),
            custom: customOf(row, leg),
          }),
        ),
    };
  };
}

export function truthDecoder(
  numbers: ReadonlyMap<string, number>,
): (bytes: Uint8Array) => TruthFrame {
  const legs = legNumbers(numbers);
  const row = new FieldRow(numbers);
  const timeUs = numbers.get('time_us') ?? 0;
  return (bytes) => {
    row.read(bytes);
    return {
      timeUs: row.value(timeUs),
      legs: legs
        .filter((leg) => row.has(leg.thigh[0]))
        .map(
          (leg): TruthLeg => ({
            side: leg.side,
            measures: measuresOf(row, leg),
            thigh: orientationOf(row, leg.thigh),
            shank: orientationOf(row, leg.shank),
          }),
        ),
    };
  };
}

function measuresOf(row: FieldRow, leg: LegNumbers): LegMeasures {
  const measures = emptyLegMeasures();
  for (let i = 0; i < LEG_MEASURES.length; i++) {
    measures[LEG_MEASURES[i].key] = row.value(leg.measures[i]);
  }
  return measures;
}

function customOf(row: FieldRow, { custom }: LegNumbers): readonly number[] {
  return custom.length === 0 ? NO_CUSTOM_VALUES : custom.map((number) => row.value(number));
}

function orientationOf(row: FieldRow, numbers: readonly number[]): SegmentOrientation {
  return [
    row.value(numbers[0]),
    row.value(numbers[1]),
    row.value(numbers[2]),
    row.value(numbers[3]),
  ];
}

/** The scalar fields of one message by field number; reused from message to message. */
class FieldRow {
  readonly #values: Float64Array;
  readonly #present: Uint8Array;

  constructor(numbers: ReadonlyMap<string, number>) {
    const slots = Math.max(0, ...numbers.values()) + 1;
    this.#values = new Float64Array(slots);
    this.#present = new Uint8Array(slots);
  }

  read(bytes: Uint8Array): void {
    this.#values.fill(Number.NaN);
    this.#present.fill(0);
    const reader = protoReader(bytes);
    while (reader.pos < reader.len) {
      const fieldTag = reader.uint32();
      const number = fieldTag >>> 3;
      switch (fieldTag & 7) {
        case WIRE.fixed32:
          this.#values[number] = reader.float();
          break;
        case WIRE.fixed64:
          this.#values[number] = readInteger64(reader);
          break;
        case WIRE.varint:
          this.#values[number] = reader.uint32();
          break;
        default:
          reader.skipType(fieldTag & 7);
      }
      this.#present[number] = 1;
    }
  }

  has(number: number): boolean {
    return this.#present[number] === 1;
  }

  /** NaN where the message does not have the field. */
  value(number: number): number {
    return this.#values[number];
  }
}
