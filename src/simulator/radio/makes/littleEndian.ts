/** Numbers as bytes, the lowest first, as all four makes send them. */
export function u16(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff];
}

export function u32(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}

export function f32(value: number): number[] {
  return [...new Uint8Array(Float32Array.of(value).buffer)];
}
