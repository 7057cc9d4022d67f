import { RAD_PER_DEG } from '../geometry/angles.ts';
import { type Quat, quatContinuous, quatFromMatrix, quatToMatrix } from '../geometry/quaternion.ts';
import { applyZ, column, IDENTITY, type Mat3, multiply, rotationZ } from '../geometry/rotation.ts';
import { add, norm, scale, type Vec3 } from '../geometry/vector.ts';
import { EARTH_TO_ISB } from '../geometry/worlds.ts';
import { emptyLegMeasures, type LegFrame, type LegMeasures } from '../model/bodyFrame.ts';
import type { LegCalibration } from '../model/calibration.ts';
import { NO_CUSTOM_VALUES } from '../model/customMeasures.ts';
import { type Side, sideSign } from '../model/placement.ts';
import { type QualityBits, qualityBit } from '../model/quality.ts';
import type { SubjectSettings } from '../model/settings.ts';
import { AnkleEstimator } from './ankle/ankleEstimator.ts';
import { type AttachedStates, NOTHING_ATTACHED } from './attached/attachedState.ts';
import { turnMatrix } from './calibration/couplingRefinement.ts';
import {
  IMPACT_HOLD_S,
  IMPACT_MPS2,
  LinkAcceleration,
  NO_EVIDENCE,
} from './calibration/linkAcceleration.ts';
import { standingForwardRad, standingRelativeRad } from './calibration/segmentFrames.ts';
import { FootPlanted } from './footPlanted.ts';
import { fppaHeadingSensitivity, writeFrontalMeasures } from './frontalMeasures.ts';
import { HipEstimator } from './hip/hipEstimator.ts';
import { kneeAngles } from './jointAngles.ts';
import { LegHeading } from './legHeading.ts';
import type { LegHeadingEstimate, LegHeadings, RelativeHeadingEstimate } from './legHeadings.ts';
import { isQuietUpright, LOST_AFTER_S, REST_ROTATION_SD_RAD } from './quietUpright.ts';
import { RelativeHeading } from './relativeHeading.ts';
import type { SensorState } from './sensorState.ts';
import { TwistSinceStart } from './twistSinceStart.ts';
import { writeUncertainty } from './uncertainty.ts';

const SETTLING = qualityBit('settling');
/** What the gyroscopes may turn a heading by while nothing holds it, and its end. */
const DRIFT_RADPS = 0.03 * RAD_PER_DEG;
const LOST_SD_RAD = 30 * RAD_PER_DEG;
/** A relative heading less sure than this turns the knee angles visibly. */
const MAX_RELATIVE_SD_RAD = 6 * RAD_PER_DEG;
/** Heading error may cost a projection angle this much at most, degrees, one sigma. */
const MAX_HEADING_ERROR_DEG = 3.5;

/**
 * One calibrated leg: from the states of its thigh and shank sensors to the measures of a
 * body frame. Holds the relative heading, the leg's heading and what else has a memory.
 */
export class LegEstimator {
  readonly #side: Side;
  readonly #subject: SubjectSettings;
  readonly #calibration: LegCalibration;
  readonly #thighFrame: Mat3;
  readonly #shankFrame: Mat3;
  /** Of the segments, in the axes of their sensors. */
  readonly #thighLongAxis: Vec3;
  readonly #shankLongAxis: Vec3;
  readonly #shankFlexionAxis: Vec3;
  readonly #refinement: Mat3;
  readonly #link: LinkAcceleration;
  readonly #relative: RelativeHeadingEstimate;
  readonly #heading: LegHeadingEstimate;
  readonly #planted: FootPlanted;
  readonly #ankle: AnkleEstimator;
  readonly #hip: HipEstimator;
  readonly #twist: TwistSinceStart;
  readonly #holdFrames: number;
  readonly #lostAfterFrames: number;
  #impactFrames = 0;
  #missingFrames = 0;
  #stands = false;
  /** The heading that `#facing` is of. */
  #facedRad = Number.NaN;
  #facing: Mat3 = IDENTITY;
  #thighQuat: Quat = [1, 0, 0, 0];
  #shankQuat: Quat = [1, 0, 0, 0];

  /**
   * @param ageS time between the calibration standing and the first frame, s
   * @param known headings judged from before and after each frame; null finds them as frames come
   */
  constructor(
    calibration: LegCalibration,
    subject: SubjectSettings,
    rateHz: number,
    ageS = 0,
    known: LegHeadings | null = null,
  ) {
    this.#side = calibration.side;
    this.#subject = subject;
    this.#calibration = calibration;
    this.#thighFrame = quatToMatrix(calibration.thigh.segmentToSensor);
    this.#shankFrame = quatToMatrix(calibration.shank.segmentToSensor);
    this.#thighLongAxis = column(this.#thighFrame, 1);
    this.#shankLongAxis = column(this.#shankFrame, 1);
    this.#shankFlexionAxis = column(this.#shankFrame, 2);
    this.#refinement = turnMatrix(calibration.refinementDeg[0], calibration.refinementDeg[1]);
    this.#link = new LinkAcceleration(
      rateHz,
      calibration.thigh.leverArmM,
      calibration.shank.leverArmM,
    );
    this.#relative =
      known?.relative ??
      new RelativeHeading(
        rateHz,
        calibration.relativeHeadingRad,
        Math.min(LOST_SD_RAD, Math.hypot(calibration.relativeHeadingSdRad, DRIFT_RADPS * ageS)),
      );
    this.#planted = new FootPlanted(
      rateHz,
      add(calibration.shank.leverArmM, scale(this.#shankLongAxis, subject.shankLengthM)),
    );
    this.#ankle = new AnkleEstimator(calibration, rateHz, ageS);
    this.#hip = new HipEstimator(calibration, this.#toeOutRad, rateHz, ageS);
    this.#twist = new TwistSinceStart(calibration.side);
    this.#holdFrames = Math.round(IMPACT_HOLD_S * rateHz);
    this.#lostAfterFrames = Math.round(LOST_AFTER_S * rateHz);
    this.#heading =
      known?.leg ?? new LegHeading(rateHz, calibration.legForwardRad + this.#toeOutRad, ageS);
  }

  /** Heading of the shank's earth frame in the thigh's as of the last frame. */
  get relativeHeading(): Pick<RelativeHeadingEstimate, 'headingRad' | 'sigmaRad'> {
    return this.#relative;
  }

  /**
   * One frame; call for every frame of the grid in which both sensors delivered.
   * @param attached what foot and pelvis say, if they wear sensors; nothing of it enters the knee
   */
  step(
    thigh: SensorState,
    shank: SensorState,
    attached: AttachedStates = NOTHING_ATTACHED,
  ): LegFrame {
    const evidence = this.#link.step(thigh, shank);
    // While an inclination settles, gravity on the horizontal passes for acceleration.
    const settling = ((thigh.quality | shank.quality) & SETTLING) !== 0;
    this.#relative.step(settling ? NO_EVIDENCE : evidence);
    const thighToEarth = quatToMatrix(thigh.orientation);
    const shankToEarth = multiply(
      rotationZ(this.#relative.headingRad),
      quatToMatrix(shank.orientation),
    );
    this.#missingFrames = 0;
    const quiet = this.#isQuiet(thigh, shank, thighToEarth, shankToEarth);
    const standingRad = quiet ? this.#standingHeading(thighToEarth, shankToEarth) : Number.NaN;
    const rest = this.#heading.step(quiet, standingRad);
    this.#ankle.step(attached.foot, { quiet, forwardRad: standingRad - this.#toeOutRad });
    this.#hip.step(attached.pelvis, { quiet, forwardRad: standingRad });
    this.#stands = quiet && (this.#stands || rest === 'stand');
    const told = rest ?? this.#stillTold();
    if (told !== null) {
      this.#relative.stood(
        standingRelativeRad(
          thighToEarth,
          quatToMatrix(shank.orientation),
          this.#thighFrame,
          this.#shankFrame,
        ),
        REST_ROTATION_SD_RAD[told],
      );
    }
    const subjectWorld = this.#subjectWorld();
    const thighWorld = multiply(subjectWorld, thighToEarth, this.#thighFrame);
    const shankWorld = multiply(subjectWorld, shankToEarth, this.#shankFrame);
    const measures = this.#measures(thighWorld, shankWorld);
    this.#ankle.write(measures, { shank: shankWorld, earthToSubject: subjectWorld });
    this.#hip.write(measures, thighWorld, subjectWorld);
    measures.ankleEversionPlantedDeg = -measures.kneeOverToeDeg;
    const plantedByShank = this.#planted.step(
      shank.acceleration,
      shank.angularRate,
      this.#shankFlexionAxis,
    );
    const planted = this.#ankle.planted ?? plantedByShank;
    if (!planted) blankAnkle(measures);
    this.#thighQuat = quatContinuous(this.#thighQuat, quatFromMatrix(thighWorld));
    this.#shankQuat = quatContinuous(this.#shankQuat, quatFromMatrix(shankWorld));
    return {
      side: this.#side,
      measures,
      quality: this.#quality(thigh, shank, planted, thighWorld, shankWorld, measures),
      thigh: this.#thighQuat,
      shank: this.#shankQuat,
      custom: NO_CUSTOM_VALUES,
    };
  }

  /** From earth to the subject's world; the heading changes in stands alone. */
  #subjectWorld(): Mat3 {
    const { headingRad } = this.#heading;
    if (headingRad !== this.#facedRad) {
      this.#facedRad = headingRad;
      this.#facing = multiply(EARTH_TO_ISB, rotationZ(-headingRad));
    }
    return this.#facing;
  }

  /**
   * A frame without this leg: what rests on differences between frames starts anew, and after a
   * second of them no heading is known any more.
   */
  interrupt(): void {
    this.#link.interrupt();
    this.#planted.interrupt();
    this.#ankle.interrupt();
    this.#hip.interrupt();
    this.#stands = false;
    if (++this.#missingFrames !== this.#lostAfterFrames) return;
    this.#relative.lose();
    this.#heading.lose();
  }

  #measures(thighWorld: Mat3, shankWorld: Mat3): LegMeasures {
    const measures = emptyLegMeasures();
    const knee = kneeAngles(
      multiply(thighWorld, this.#refinement),
      multiply(shankWorld, this.#refinement),
      this.#side,
    );
    measures.kneeFlexionDeg = knee.kneeFlexionDeg;
    measures.kneeValgusDeg = knee.kneeValgusDeg;
    measures.kneeInternalRotationDeg = knee.kneeInternalRotationDeg;
    const shankAxis = column(shankWorld, 1);
    const thighAxis = column(thighWorld, 1);
    const { shankLengthM, thighLengthM } = this.#subject;
    writeFrontalMeasures(measures, {
      side: this.#side,
      shankAxis,
      thighAxis,
      subjectHeadingRad: 0,
      footHeadingRad: -this.#toeOutRad,
      shankLengthM,
      thighLengthM,
    });
    const twist = this.#twist.step(thighWorld, shankWorld, measures.kneeFlexionDeg);
    measures.thighInternalRotationDeg = twist.thighDeg;
    measures.shankInternalRotationDeg = twist.shankDeg;
    const headingSensitivity = fppaHeadingSensitivity(shankAxis, thighAxis);
    const legHeadingSdRad = this.#heading.sigmaRad;
    writeUncertainty(measures, {
      calibration: this.#calibration,
      relativeHeadingSdRad: this.#relative.sigmaRad,
      legHeadingSdRad,
      headingSensitivity,
      shankAxis,
      thighAxis,
      shankLengthM,
      thighLengthM,
    });
    if (Number.isNaN(measures.fppaDeg)) measures.fppaSdDeg = Number.NaN;
    return measures;
  }

  #quality(
    thigh: SensorState,
    shank: SensorState,
    planted: boolean,
    thighWorld: Mat3,
    shankWorld: Mat3,
    measures: LegMeasures,
  ): LegFrame['quality'] {
    let knee: QualityBits = thigh.quality | shank.quality;
    if (norm(thigh.acceleration) > IMPACT_MPS2 || norm(shank.acceleration) > IMPACT_MPS2) {
      this.#impactFrames = this.#holdFrames;
    }
    if (this.#impactFrames > 0) {
      this.#impactFrames--;
      knee |= qualityBit('impact');
    }
    if (this.#relative.sigmaRad > MAX_RELATIVE_SD_RAD) knee |= qualityBit('headingStale');
    const sensitivity = fppaHeadingSensitivity(column(shankWorld, 1), column(thighWorld, 1));
    const headingErrorDeg = (this.#heading.sigmaRad / RAD_PER_DEG) * sensitivity;
    // Judged only where the angle itself is stated: the medial deviation stays finite at any depth.
    const headingStale = !Number.isNaN(measures.fppaDeg) && headingErrorDeg > MAX_HEADING_ERROR_DEG;
    return {
      knee,
      ankle: knee | this.#ankle.quality | (planted ? 0 : qualityBit('footNotPlanted')),
      projection: headingStale ? knee | qualityBit('headingStale') : knee,
    };
  }

  /** A long stand tells the relative heading again once drift has made it less sure than the stand. */
  #stillTold(): 'stand' | null {
    return this.#stands && this.#relative.sigmaRad > REST_ROTATION_SD_RAD.stand ? 'stand' : null;
  }

  #standingHeading(thighToEarth: Mat3, shankToCommonEarth: Mat3): number {
    const legForward = standingForwardRad(
      thighToEarth,
      shankToCommonEarth,
      this.#thighFrame,
      this.#shankFrame,
    );
    return legForward + this.#toeOutRad;
  }

  /** From the leg's forward direction to the subject's, about the vertical. */
  get #toeOutRad(): number {
    return sideSign(this.#side) * this.#subject.toeOutDeg[this.#side] * RAD_PER_DEG;
  }

  #isQuiet(
    thigh: SensorState,
    shank: SensorState,
    thighToEarth: Mat3,
    shankToEarth: Mat3,
  ): boolean {
    return isQuietUpright(
      thigh,
      shank,
      applyZ(thighToEarth, this.#thighLongAxis),
      applyZ(shankToEarth, this.#shankLongAxis),
    );
  }
}

/** What is told of the ankle by the shank alone, for which the foot has to be flat. */
function blankAnkle(measures: LegMeasures): void {
  measures.kneeOverToeDeg = Number.NaN;
  measures.kneeOverToeSdDeg = Number.NaN;
  measures.ankleEversionPlantedDeg = Number.NaN;
}
