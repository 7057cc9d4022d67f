/** Versions that differ in their HTTP contract; `oldThree` answers partial writes with 201. */
export type Family = 'first' | 'last1' | 'two' | 'three' | 'oldThree';

export interface FamilyTraits {
  readonly version: string;
  /** Paths it is written to through. */
  readonly writePaths: readonly string[];
  /** Query parameters of a write that must be there, and those that may. */
  readonly writeNeeds: readonly string[];
  readonly writeTakes: readonly string[];
  /** Schemes of the Authorization header that it understands. */
  readonly schemes: readonly string[];
  readonly deletes: 'influxql' | 'api' | 'none';
}

const V2_NEEDS = ['bucket', 'precision'];

export const FAMILIES: Readonly<Record<Family, FamilyTraits>> = {
  first: {
    version: '1.6.7',
    writePaths: ['/write'],
    writeNeeds: ['db', 'precision'],
    writeTakes: ['rp'],
    schemes: ['Basic'],
    deletes: 'influxql',
  },
  last1: {
    version: '1.8.10',
    writePaths: ['/api/v2/write'],
    writeNeeds: V2_NEEDS,
    writeTakes: ['org'],
    schemes: ['Token', 'Basic'],
    deletes: 'influxql',
  },
  two: {
    version: 'v2.7.11',
    // `/write` is there too, but makes a missing bucket that forgets after three days.
    writePaths: ['/api/v2/write'],
    writeNeeds: [...V2_NEEDS, 'org'],
    writeTakes: [],
    schemes: ['Token'],
    deletes: 'api',
  },
  three: {
    version: '3.0.2',
    writePaths: ['/api/v2/write'],
    writeNeeds: V2_NEEDS,
    writeTakes: ['org'],
    schemes: ['Token', 'Bearer'],
    deletes: 'none',
  },
  oldThree: {
    version: '3.0.0',
    writePaths: ['/api/v2/write'],
    writeNeeds: V2_NEEDS,
    writeTakes: ['org'],
    schemes: ['Token', 'Bearer'],
    deletes: 'none',
  },
};
