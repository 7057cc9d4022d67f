import type {
  HoldKey,
  LandingKey,
  RepLegKey,
  RepTimeKey,
  StrideKey,
  TrendFigure,
} from '../../trend/metrics.ts';
import type { FieldName } from '../schema/measurement.ts';
import { REP, repColumn } from '../schema/repMeasurement.ts';
import { HOLD, LANDING, STRIDE } from '../schema/resultMeasurements.ts';

const OF_REP: Readonly<Record<RepTimeKey | RepLegKey, FieldName<typeof REP>>> = {
  eccentricS: 'eccentric_s',
  holdS: 'hold_s',
  concentricS: 'concentric_s',
  headlineAtPeakFlexion: 'headline_at_peak_flexion',
  peakFlexionDeg: 'peak_flexion_deg',
};

const OF_HOLD: Readonly<Record<HoldKey, FieldName<typeof HOLD>>> = {
  holdS: 'hold_s',
  shankLeanRmsDeg: 'shank_lean_rms_deg',
  shankTiltRmsDeg: 'shank_tilt_rms_deg',
  ellipseDeg2: 'ellipse_deg2',
  peakShankTiltDeg: 'peak_shank_tilt_deg',
};

const OF_STRIDE: Readonly<Record<StrideKey, FieldName<typeof STRIDE>>> = {
  strideS: 'stride_s',
  stancePct: 'stance_pct',
  loadingFlexionDeg: 'loading_flexion_deg',
  swingFlexionDeg: 'swing_flexion_deg',
};

const OF_LANDING: Readonly<Record<LandingKey, FieldName<typeof LANDING>>> = {
  headlinePeak: 'headline_peak',
  headlineExcursion: 'headline_excursion',
  flexionAtContactDeg: 'flexion_at_contact_deg',
  peakFlexionDeg: 'peak_flexion_deg',
  peakShankG: 'peak_shank_g',
};

export interface TrendColumn {
  readonly measurement: 'rep' | 'hold' | 'stride' | 'landing';
  readonly column: string;
}

/** Where a figure stands in the database. */
export function trendColumn(figure: TrendFigure): TrendColumn {
  switch (figure.of) {
    case 'quantity':
      return { measurement: REP.name, column: repColumn(figure.quantity, figure.figure) };
    case 'rep':
    case 'repLeg':
      return { measurement: REP.name, column: OF_REP[figure.key] };
    case 'hold':
      return { measurement: HOLD.name, column: OF_HOLD[figure.key] };
    case 'stride':
      return { measurement: STRIDE.name, column: OF_STRIDE[figure.key] };
    case 'landing':
      return { measurement: LANDING.name, column: OF_LANDING[figure.key] };
    case 'landingValgus':
      return { measurement: LANDING.name, column: `knee_valgus_${figure.key}_deg` };
  }
}
