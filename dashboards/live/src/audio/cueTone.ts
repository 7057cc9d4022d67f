import type { Cue } from '../../../../src/model/movement.ts';

/** A short tone: its pitch and volume say how far, its ear says which leg. */
export interface Tone {
  readonly frequencyHz: number;
  readonly durationS: number;
  readonly peakGain: number;
  /** −1 left ear … 1 right ear. */
  readonly pan: number;
}

export const VOLUMES = ['medium', 'quiet', 'loud'] as const;
export type Volume = (typeof VOLUMES)[number];

const LOWEST_HZ = 660;
/** A fifth above the lowest at full intensity. */
const SPAN_HZ = 330;
const DURATION_S = 0.22;
/** Of the farthest cue; both ears together stay below what clips. */
const PEAK_GAIN: Readonly<Record<Volume, number>> = { quiet: 0.12, medium: 0.3, loud: 0.7 };
/** How much of it the slightest cue has: plainly less, and plainly heard. */
const SLIGHTEST = 0.6;
const SIDE_PAN = 0.7;
/** Long enough to avoid a click, short against a reaction time. */
const ATTACK_S = 0.01;
const RELEASE_S = 0.08;

export function toneOf(cue: Pick<Cue, 'side' | 'intensity'>, volume: Volume = 'medium'): Tone {
  const pans = { left: -SIDE_PAN, right: SIDE_PAN, both: 0 };
  const intensity = Math.min(1, Math.max(0, cue.intensity));
  return {
    frequencyHz: LOWEST_HZ + SPAN_HZ * intensity,
    durationS: DURATION_S,
    peakGain: PEAK_GAIN[volume] * (SLIGHTEST + (1 - SLIGHTEST) * intensity),
    pan: pans[cue.side],
  };
}

/** The soft tone after a rep that was in line: below all cues, quieter, and from no side. */
export function inLineTone(volume: Volume = 'medium'): Tone {
  return { frequencyHz: 440, durationS: 0.14, peakGain: PEAK_GAIN[volume] / 3, pan: 0 };
}

/** Gain of the envelope `t` seconds after its onset: a trapezoid that begins and ends silent. */
export function envelopeGain(tone: Tone, t: number): number {
  if (t <= 0 || t >= tone.durationS) return 0;
  const rise = t / ATTACK_S;
  const fall = (tone.durationS - t) / RELEASE_S;
  return tone.peakGain * Math.min(1, rise, fall);
}

/** Schedules the tone at `atS` of the context's clock. Same context, same samples. */
export function renderTone(context: BaseAudioContext, tone: Tone, atS: number): void {
  const oscillator = new OscillatorNode(context, { frequency: tone.frequencyHz });
  const envelope = new GainNode(context, { gain: 0 });
  const panner = new StereoPannerNode(context, { pan: tone.pan });
  for (const t of [0, ATTACK_S, tone.durationS - RELEASE_S, tone.durationS]) {
    const gain = envelopeGain(tone, t);
    if (t === 0) envelope.gain.setValueAtTime(gain, atS);
    else envelope.gain.linearRampToValueAtTime(gain, atS + t);
  }
  oscillator.connect(envelope).connect(panner).connect(context.destination);
  oscillator.start(atS);
  oscillator.stop(atS + tone.durationS);
}
