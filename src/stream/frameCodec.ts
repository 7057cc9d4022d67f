import {
  type BodyFrame,
  emptyLegMeasures,
  LEG_MEASURES,
  type LegFrame,
  type LegMeasures,
  QUANTITY_GROUPS,
  type QuantityGroup,
  type SegmentOrientation,
} from '../model/bodyFrame.ts';
import {
  type CustomMeasure,
  customColumn,
  customGroups,
  mixedGroups,
  NO_CUSTOM_VALUES,
  qualityColumn,
  qualityOver,
} from '../model/customMeasures.ts';
import type { Side } from '../model/placement.ts';
import { QUALITY_FLAGS } from '../model/quality.ts';
import type { ChannelDescription, FrameLayout } from './messages.ts';

/**
 * Binary frame batches, little-endian. Header, 16 bytes:
 * u8 version (1), u8 kind (1 = frames), u16 frame count, u32 layout id,
 * u32 sequence of the first frame, u32 reserved (0).
 * Then per frame: f64 timeUs, f64 arrivalUs; per leg of the layout: u16 quality of knee,
 * ankle, projection, u16 reserved, u16 for each union that custom measures need; per leg:
 * f32 for each measure, then f32 thigh quaternion (w x y z), f32 shank quaternion, f32 for each
 * custom measure. Sequences count frames, one by one, and wrap at 2³².
 */
export const BATCH_VERSION = 1;
export const BATCH_KIND_FRAMES = 1;
export const BATCH_HEADER_BYTES = 16;

const QUATERNION_COLUMNS = ['qw', 'qx', 'qy', 'qz'];
const FRAME_FIXED_BYTES = 16;
const QUALITIES_PER_LEG = 4;
const FLOATS_PER_LEG = LEG_MEASURES.length + 8;

export interface FrameBatch {
  readonly layoutId: number;
  readonly firstSequence: number;
  readonly frames: readonly BodyFrame[];
}

export class FrameBatchError extends Error {
  override name = 'FrameBatchError';
}

export function frameLayout(
  id: number,
  legs: readonly Side[],
  customMeasures: readonly CustomMeasure[] = [],
): FrameLayout {
  const mixed = mixedGroups(customMeasures);
  const channels: ChannelDescription[] = [];
  for (const side of legs) {
    for (const { column, unit, group } of LEG_MEASURES) {
      channels.push({ name: `${side}_${column}`, unit, quality: `${side}_${group}_quality` });
    }
    for (const segment of ['thigh', 'shank']) {
      for (const component of QUATERNION_COLUMNS) {
        channels.push({
          name: `${side}_${segment}_${component}`,
          unit: '1',
          quality: `${side}_projection_quality`,
        });
      }
    }
    for (const measure of customMeasures) {
      channels.push({
        name: `${side}_${customColumn(measure)}`,
        unit: measure.unit ?? '1',
        quality: qualityColumn(side, customGroups(measure)),
      });
    }
  }
  return {
    id,
    legs,
    qualityFlags: QUALITY_FLAGS,
    qualityColumns: legs.flatMap((side) => [
      ...QUANTITY_GROUPS.map((group) => `${side}_${group}_quality`),
      `${side}_reserved`,
      ...mixed.map((groups) => qualityColumn(side, groups)),
    ]),
    channels,
    customMeasures,
    frameBytes:
      FRAME_FIXED_BYTES +
      legs.length * (qualityBytes(mixed.length) + floatBytes(customMeasures.length)),
  };
}

/** Of one leg. */
function qualityBytes(unions: number): number {
  return 2 * (QUALITIES_PER_LEG + unions);
}

/** Of one leg. */
function floatBytes(customMeasures: number): number {
  return 4 * (FLOATS_PER_LEG + customMeasures);
}

/** Encodes frames that all follow `layout`; a leg a frame lacks is sent as NaN and `stale`. */
export function encodeBatch(
  layout: FrameLayout,
  firstSequence: number,
  frames: readonly BodyFrame[],
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(BATCH_HEADER_BYTES + frames.length * layout.frameBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, BATCH_VERSION);
  view.setUint8(1, BATCH_KIND_FRAMES);
  view.setUint16(2, frames.length, true);
  view.setUint32(4, layout.id, true);
  view.setUint32(8, firstSequence >>> 0, true);
  const mixed = mixedGroups(layout.customMeasures);
  let offset = BATCH_HEADER_BYTES;
  for (const frame of frames) {
    encodeFrame(view, offset, layout, mixed, frame);
    offset += layout.frameBytes;
  }
  return bytes;
}

const STALE_BITS = 1 << QUALITY_FLAGS.indexOf('stale');

function encodeFrame(
  view: DataView,
  at: number,
  { legs, customMeasures }: FrameLayout,
  mixed: readonly (readonly QuantityGroup[])[],
  frame: BodyFrame,
): void {
  view.setFloat64(at, frame.timeUs, true);
  view.setFloat64(at + 8, frame.arrivalUs, true);
  let qualityAt = at + FRAME_FIXED_BYTES;
  let floatAt = qualityAt + legs.length * qualityBytes(mixed.length);
  for (const side of legs) {
    const leg = frame.legs.find((candidate) => candidate.side === side);
    for (const group of QUANTITY_GROUPS) {
      view.setUint16(qualityAt, leg ? leg.quality[group] : STALE_BITS, true);
      qualityAt += 2;
    }
    qualityAt += 2;
    for (const groups of mixed) {
      view.setUint16(qualityAt, leg ? qualityOver(leg.quality, groups) : STALE_BITS, true);
      qualityAt += 2;
    }
    for (const { key } of LEG_MEASURES) {
      view.setFloat32(floatAt, leg ? leg.measures[key] : Number.NaN, true);
      floatAt += 4;
    }
    for (const orientation of [leg?.thigh, leg?.shank]) {
      for (let i = 0; i < 4; i++) {
        view.setFloat32(floatAt, orientation ? orientation[i] : Number.NaN, true);
        floatAt += 4;
      }
    }
    for (let i = 0; i < customMeasures.length; i++) {
      view.setFloat32(floatAt, leg?.custom[i] ?? Number.NaN, true);
      floatAt += 4;
    }
  }
}

/**
 * Decodes a batch sent under `layout`.
 * @throws FrameBatchError that says what was found and what is valid.
 */
export function decodeBatch(layout: FrameLayout, bytes: Uint8Array): FrameBatch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < BATCH_HEADER_BYTES) {
    throw new FrameBatchError(
      `frame batch of ${bytes.byteLength} bytes; the header alone takes ${BATCH_HEADER_BYTES}`,
    );
  }
  const version = view.getUint8(0);
  const kind = view.getUint8(1);
  if (version !== BATCH_VERSION || kind !== BATCH_KIND_FRAMES) {
    throw new FrameBatchError(
      `batch version ${version} kind ${kind}; this reader knows version ${BATCH_VERSION} kind ${BATCH_KIND_FRAMES}`,
    );
  }
  const count = view.getUint16(2, true);
  const layoutId = view.getUint32(4, true);
  const expected = BATCH_HEADER_BYTES + count * layout.frameBytes;
  if (layoutId !== layout.id || bytes.byteLength !== expected) {
    throw new FrameBatchError(
      `batch of ${count} frames, layout ${layoutId}, ${bytes.byteLength} bytes; layout ${layout.id} needs ${expected} bytes`,
    );
  }
  const unions = mixedGroups(layout.customMeasures).length;
  const frames: BodyFrame[] = [];
  for (let i = 0; i < count; i++) {
    frames.push(decodeFrame(view, BATCH_HEADER_BYTES + i * layout.frameBytes, layout, unions));
  }
  return { layoutId, firstSequence: view.getUint32(8, true), frames };
}

function decodeFrame(view: DataView, at: number, layout: FrameLayout, unions: number): BodyFrame {
  const customCount = layout.customMeasures.length;
  const floatsAt = at + FRAME_FIXED_BYTES + layout.legs.length * qualityBytes(unions);
  const legs = layout.legs.map((side, i): LegFrame => {
    const qualityAt = at + FRAME_FIXED_BYTES + i * qualityBytes(unions);
    let floatAt = floatsAt + i * floatBytes(customCount);
    const measures: LegMeasures = emptyLegMeasures();
    for (const { key } of LEG_MEASURES) {
      measures[key] = view.getFloat32(floatAt, true);
      floatAt += 4;
    }
    return {
      side,
      measures,
      quality: {
        knee: view.getUint16(qualityAt, true),
        ankle: view.getUint16(qualityAt + 2, true),
        projection: view.getUint16(qualityAt + 4, true),
      },
      thigh: readQuaternion(view, floatAt),
      shank: readQuaternion(view, floatAt + 16),
      custom: readCustom(view, floatAt + 32, customCount),
    };
  });
  return {
    timeUs: view.getFloat64(at, true),
    arrivalUs: view.getFloat64(at + 8, true),
    legs,
  };
}

function readCustom(view: DataView, at: number, count: number): readonly number[] {
  if (count === 0) return NO_CUSTOM_VALUES;
  return Array.from({ length: count }, (_, i) => view.getFloat32(at + 4 * i, true));
}

function readQuaternion(view: DataView, at: number): SegmentOrientation {
  return [
    view.getFloat32(at, true),
    view.getFloat32(at + 4, true),
    view.getFloat32(at + 8, true),
    view.getFloat32(at + 12, true),
  ];
}
