import { describe, expect, it } from 'vitest';
import { sensorId } from '../../src/model/sensor.ts';
import { LateSamples } from '../../src/pipeline/lateSamples.ts';

const A = sensorId('A');
const B = sensorId('B');

describe('LateSamples', () => {
  it('tells the first of each sensor at once, and what follows once a second in one number', () => {
    const late = new LateSamples();
    const told = Array.from({ length: 101 }, (_, i) => late.note(A, 2, i * 10_000));
    expect(told[0]).toBe(2);
    expect(told.slice(1, 100).every((each) => each === null)).toBe(true);
    expect(told[100]).toBe(200);
    expect(late.note(B, 3, 1_000_000)).toBe(3);
  });
});
