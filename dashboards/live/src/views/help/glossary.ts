/** A word of the page, and what it means in two or three sentences. */
export interface Term {
  readonly word: string;
  readonly means: string;
}

/** Under which heading a word stands in the list of all. */
export const GLOSSARY_GROUPS = [
  'What is measured',
  'How far to trust it',
  'State of an angle',
  'Calibration',
  'Movement',
  'Sessions and recordings',
] as const;

type Group = (typeof GLOSSARY_GROUPS)[number];

/**
 * What the words mean, for the page and for `docs/guide/glossary.md`, which a test holds against it.
 * Figures are those of `docs/conventions.md`.
 */
export const GLOSSARY = {
  kneeIn: {
    group: 'What is measured',
    word: 'Knee in',
    means:
      'How far the knee is inside of the line from hip to ankle, in cm, seen from the front. It holds at any depth, so it leads in squats on both legs. A minus is a knee that goes out.',
  },
  fppa: {
    group: 'What is measured',
    word: 'Knee angle from the front',
    means:
      'The same in degrees: the angle between thigh and shank that a camera in front would see. Other places call it FPPA. It grows without meaning deep in a squat, so it is left blank there.',
  },
  valgus: {
    group: 'What is measured',
    word: 'Knee valgus (joint)',
    means:
      'How the shank bends sideways against the thigh, in the joint itself. It answers another question than the angle from the front and may even have the other sign. Never compare one with the other.',
  },
  shankOverFoot: {
    group: 'What is measured',
    word: 'Shank over foot',
    means:
      'How far the shank leans inward over the line of the toes. It needs no sensor on the foot, and says nothing about the foot rolling in.',
  },
  footRoll: {
    group: 'What is measured',
    word: 'Foot roll and eversion',
    means:
      'Foot roll is the foot rolling in against the floor; eversion is the sole turned outward against the shank. Both need a sensor on the foot. A knee that moves in over a flat foot makes eversion smaller, not larger.',
  },
  depth: {
    group: 'What is measured',
    word: 'Depth',
    means: 'How far the knee is bent: standing is 0°, a deep squat about 120°.',
  },
  zero: {
    group: 'What is measured',
    word: 'Zero',
    means:
      'Every angle is the change from how the person stood in the calibration. Who stands with knees in or out reads 0 there all the same.',
  },
  band: {
    group: 'What is measured',
    word: 'Band',
    means:
      'Where the knee is, in a word: in line, slightly in, in, far in. The edges are training targets that Settings can change. A band says how you move, nothing about health.',
  },
  error: {
    group: 'How far to trust it',
    word: '± (error)',
    means:
      'The true value lies within ± of the figure 95 times in 100. Skin that moves over the bone and a strap that slid are not in it. A change from rep to rep is surer than the ± of each.',
  },
  light: {
    group: 'How far to trust it',
    word: 'Good, Doubtful, No angle, No data',
    means:
      'How good the data of a leg are now. Doubtful figures are dimmed, with the reason; they are not counted and give no cue. With No angle the sensors send, but nothing can be stated: most often a calibration is missing.',
  },
  sd: {
    group: 'How far to trust it',
    word: 'SD',
    means:
      'On results: one standard deviation of the mean, in which the true one lies two times in three; the ± of the live view is about twice as wide. In Trends and the tables of reports: how far the repetitions lie apart.',
  },
  mdc: {
    group: 'How far to trust it',
    word: 'Least detectable change',
    means:
      'Two sets never give the same figure, even if nothing changed. A difference smaller than this may be nothing but straps put on anew. Larger says that it changed, not why, and not whether for the better.',
  },
  simulated: {
    group: 'How far to trust it',
    word: 'Simulated',
    means: 'No person wore the sensors: the data come from a computed person, to try things out.',
  },
  notCalibrated: {
    group: 'State of an angle',
    word: 'not calibrated',
    means: 'There are no angles yet. Go to Calibrate: stand still, then five slow squats.',
  },
  noData: {
    group: 'State of an angle',
    word: 'no data',
    means:
      'A sensor of this leg sends nothing now. Bring it nearer to the hub, look at its battery in Set-up, or switch it off and on.',
  },
  slip: {
    group: 'State of an angle',
    word: 'sensor slipped',
    means:
      'A sensor no longer sits on the leg as it did in the calibration. Tighten its strap and calibrate again.',
  },
  footNotPlanted: {
    group: 'State of an angle',
    word: 'foot not planted',
    means:
      'The foot was lifted or moved, so nothing can be said of the shank over it. It comes back when the foot stands.',
  },
  heading: {
    group: 'State of an angle',
    word: 'heading unsure',
    means:
      'Heading is the way the leg faces. Sensors lose it slowly; stand still for a second, both legs upright, and it is found again.',
  },
  settling: {
    group: 'State of an angle',
    word: 'settling',
    means: 'A sensor has only just come (back). Wait three seconds.',
  },
  clipped: {
    group: 'State of an angle',
    word: 'sensor at its limit',
    means: 'The leg moved faster than the sensor can tell. The figure comes back by itself.',
  },
  impact: {
    group: 'State of an angle',
    word: 'impact',
    means: 'A blow shook the sensor, as in a landing. The figure comes back after 0.15 s.',
  },
  interpolated: {
    group: 'State of an angle',
    word: 'gap filled in',
    means:
      'Samples were lost on the radio, and a short gap was bridged. If it comes often, bring hub and sensors nearer together.',
  },
  lowRate: {
    group: 'State of an angle',
    word: 'low sensor rate',
    means: 'A sensor sends fewer than 59 samples a second. Set it to a higher rate.',
  },
  calibration: {
    group: 'Calibration',
    word: 'Calibration',
    means:
      'From three seconds of standing and five slow squats the hub finds how each sensor sits on the leg. Do it after putting sensors on, and whenever one was moved.',
  },
  verdict: {
    group: 'Calibration',
    word: 'Good, usable, to be done again',
    means:
      'Good: all checks passed. Usable: depth and counting are fine, but how far a knee is in may be off by as much as its ±, and cues with it; for these calibrate again until good. To be done again: the angles are not to be trusted; the reasons say what to change.',
  },
  sides: {
    group: 'Calibration',
    word: 'Right and left checked',
    means:
      'Two sensors on the wrong legs look well by themselves. Lift the right knee once: the hub sees which thigh moves.',
  },
  rep: {
    group: 'Movement',
    word: 'Rep',
    means:
      'One squat, or another movement that is counted. A rep on doubtful data is shown with a × and not counted.',
  },
  target: {
    group: 'Movement',
    word: 'Target',
    means:
      'How many reps are aimed at in a set. Auto takes the number that the chosen assessment asks for.',
  },
  tempo: {
    group: 'Movement',
    word: 'Tempo',
    means: 'How long a rep went down, was held at the bottom and came up, in seconds.',
  },
  leftRight: {
    group: 'Movement',
    word: 'Left–right',
    means:
      'By how much one knee went further in than the other, in the mean. It is called clear with five reps a leg and beyond the least detectable change; a smaller one may be the straps.',
  },
  cue: {
    group: 'Movement',
    word: 'Cue',
    means:
      'One short word, colour, tone or buzz while the knee is too far in. Cues wait for sound data: none comes in the first rep after a calibration. Silence is good.',
  },
  pain: {
    group: 'Movement',
    word: 'Pain, 0 to 10',
    means:
      'What the person says, recorded with the time. From 3 on the advice is to make it easier or stop; above 5, or with any of the signs, to stop. The programme takes it into account.',
  },
  participant: {
    group: 'Sessions and recordings',
    word: 'Participant',
    means:
      'A pseudonym such as P-7F3K, never a name: it is kept in every recording and every file made of it. The same person keeps the same one, or nothing can be compared.',
  },
  session: {
    group: 'Sessions and recordings',
    word: 'Session and recording',
    means:
      'Everything the sensors send is recorded, from the first sensor on. New session closes that recording and begins the next, for another person or under other conditions.',
  },
  assessment: {
    group: 'Sessions and recordings',
    word: 'Assessment and free practice',
    means:
      'An assessment is a movement done in one agreed way, so that two days can be compared; it says what to wear and how many trials. Free practice asks for nothing.',
  },
  conditions: {
    group: 'Sessions and recordings',
    word: 'Protocol and conditions',
    means:
      'What else was so: shoes, load, a box, the plan of a study. They change figures too. Say them, so that later days can be compared with this one.',
  },
  trial: {
    group: 'Sessions and recordings',
    word: 'Trial',
    means:
      'A stretch of the recording with a name, such as one set. When it ends its result is there at once. What lies outside of trials is recorded as well.',
  },
  marker: {
    group: 'Sessions and recordings',
    word: 'Marker',
    means: 'A word set at an instant of the recording, to find it again. Keys 1 to 9 set one each.',
  },
  observer: {
    group: 'Sessions and recordings',
    word: 'What did you see?',
    means:
      'Questions for whoever watches (the observer): the sensors cannot see heels, trunk or arms. The answers complete the result; unanswered ones leave a part of it out.',
  },
  sound: {
    group: 'Sessions and recordings',
    word: 'Sound',
    means:
      'Reps, landings, strides and holds on good data; only they count in a mean. With less than 80 % sound, the leg is not assessed.',
  },
  link: {
    group: 'Sessions and recordings',
    word: 'Lost, refilled, late',
    means:
      'Lost: samples that never came. Refilled: lost on the radio and sent again; they are in the recording. Late: they came after their figure was shown. Where these grow, bring hub and sensors nearer together.',
  },
  computedAnew: {
    group: 'Sessions and recordings',
    word: 'Computed anew',
    means:
      'A recording keeps every packet, so all angles can be computed again with other settings. That makes a new recording beside the old one, which is never changed.',
  },
} as const satisfies Record<string, Term & { readonly group: Group }>;

export type TermName = keyof typeof GLOSSARY;

/** Every word, under its heading, in the order of the file. */
export function glossaryGroups(): { readonly name: Group; readonly terms: readonly Term[] }[] {
  return GLOSSARY_GROUPS.map((name) => ({
    name,
    terms: Object.values(GLOSSARY).filter(({ group }) => group === name),
  }));
}
