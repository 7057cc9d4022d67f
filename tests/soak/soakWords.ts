/** What each soak does and about how long it takes on two cores, for `npm run soak -- --help`. */
export const SOAK_WORDS: Readonly<Record<string, readonly [takes: string, what: string]>> = {
  hub: [
    '10 min',
    'the whole hub, seven sensors, eight clients, cut links, outages; without a name too',
  ],
  clients: ['2 min', 'a hundred clients on one hub'],
  calibration: ['10 min', 'calibrations of many people, worn well and wrongly'],
  squats: ['6 min', "the product's main job from the pose to the page, with a real browser"],
  reps: ['5 min', 'reps of many people against the truth'],
  holds: ['5 min', 'holds of many people against the truth'],
  fuzz: ['14 min', 'whatever others may send or have damaged, anew every time, surface by surface'],
  hostile: [
    '3 min',
    'everything at once that somebody on the network may try, while two pages look',
  ],
  crash: [
    '5 min',
    'hubs killed at random instants of start and work, one after the other in one folder',
  ],
  stop: ['3 min', 'stopping whatever hangs: how long, and what of the recording is there'],
  cues: ['10 min', 'cues of many people: false, missed, how late'],
  landings: ['5 min', 'landings of many people against the truth'],
  kill: ['3 min', 'a recorder killed at fifty random instants'],
  damage: ['1 min', 'wrong bytes and missing ends at random places of a recording'],
  influx: ['4 min', 'uploading to a server that is killed and frozen, by a hub that is killed'],
  radio: [
    '25 min',
    'seven links for ten minutes over each fork of noble, absent sensors, lost links',
  ],
  'radio-faults': ['20 min', 'two hundred random faults of the radio over each fork of noble'],
  exports: ['3 min', 'every format of export, checked by other programs'],
  'exports-live': ['2 min', 'what live frames feel of an export beside them'],
  page: ['15 min', 'the page for a quarter of an hour: memory and frames'],
  library: ['1 min', 'a thousand recordings in the list'],
  newcomer: ['4 min', 'from nothing to angles on the page'],
  scrub: ['2 min', 'looking for a place in an hour of recording'],
  trends: ['1 min', 'trends over hundreds of sessions'],
};
