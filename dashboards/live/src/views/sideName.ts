import type { Side } from '../../../../src/model/placement.ts';

export const SIDE_NAME: Readonly<Record<Side, string>> = { left: 'Left', right: 'Right' };
