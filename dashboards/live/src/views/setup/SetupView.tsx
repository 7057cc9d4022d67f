import { useSignalEffect } from '@preact/signals';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Placement } from '../../../../../src/model/placement.ts';
import type { SensorStatus } from '../../../../../src/stream/messages.ts';
import { useAssessments } from '../../api/assessments.ts';
import { chosenAssessment } from '../../store/chosenAssessment.ts';
import { type SensorCondition, sensorCondition } from '../../store/sensorCondition.ts';
import { usePage } from '../../store/storeContext.ts';
import { missingPlacements, neededPlacements } from '../../store/wearing.ts';
import { ReplayNote } from '../ReplayNote.tsx';
import { placementName } from '../sideName.ts';
import type { ViewName } from '../viewChoice.ts';
import { BodyMap, focusPlace } from './BodyMap.tsx';
import { Checklist } from './Checklist.tsx';
import { NoSensors } from './NoSensors.tsx';
import { PlacementHelp } from './PlacementHelp.tsx';
import { Placing } from './placing.ts';
import { SensorList } from './SensorList.tsx';
import { SensorTray } from './SensorTray.tsx';

interface SetupViewProps {
  readonly onView: (view: ViewName) => void;
}

export function SetupView({ onView }: SetupViewProps) {
  const { store } = usePage();
  const replaying = store.replay.value !== null;
  return (
    <section class="setup" aria-label="Set-up">
      {replaying ? (
        <div class="setup-card">
          <ReplayNote title="Sensors" needs="there are no sensors to set up" />
        </div>
      ) : (
        <Places onView={onView} />
      )}
      <p class="notice-line" role="status">
        {store.notice.value}
      </p>
    </section>
  );
}

function Places({ onView }: SetupViewProps) {
  const { store } = usePage();
  const map = useRef<HTMLElement>(null);
  const placing = useMemo(() => new Placing((message) => store.send(message)), [store]);
  const [pointedAt, setPointedAt] = useState<Placement | null>(null);
  const listed = useAssessments();
  useSignalEffect(() => placing.watch(store.sensors.value));
  const sensors = store.sensors.value;
  const connected = store.freshness.value.level !== 'offline';
  const conditionOf = (sensor: SensorStatus) => sensorCondition(sensor, connected);
  const chosen = chosenAssessment(store.status.value?.recording);
  const assessment = listed.answer?.assessments.find(({ id }) => id === chosen);
  const needed = neededPlacements(sensors, assessment?.wear[0] ?? null);
  const firstEmpty = needed.find((place) => !sensors.some(({ placement }) => placement === place));
  const shown = pointedAt ?? firstEmpty ?? needed[0] ?? 'right_thigh';
  const toMap = () => focusPlace(map.current, firstEmpty ?? shown);
  const connectedSensors = sensors.filter(({ link }) => link !== 'found');
  return (
    <div class="setup-columns">
      <section
        class="setup-card on-body"
        aria-labelledby="on-body"
        ref={map}
        onKeyDown={(event) => event.key === 'Escape' && placing.hold(null)}
      >
        <h2 id="on-body">Sensors on the body</h2>
        <p class="soft">As in a mirror: your left leg is on the left.</p>
        <BodyMap
          placing={placing}
          sensors={sensors}
          conditionOf={conditionOf}
          needed={needed}
          shown={shown}
          onShow={setPointedAt}
        />
        {sensors.length === 0 ? (
          <NoSensors />
        ) : (
          <SensorTray
            placing={placing}
            sensors={connectedSensors}
            conditionOf={conditionOf}
            onPickedByKey={toMap}
          />
        )}
        <PlacementHelp place={shown} sensors={sensors} />
        <WearingLine sensors={sensors} conditionOf={connected ? conditionOf : null} />
      </section>
      <Checklist
        chosen={chosen}
        sensors={sensors}
        conditionOf={conditionOf}
        needed={needed}
        listed={listed}
        onView={onView}
        onPlace={toMap}
      />
      <SensorList sensors={sensors} conditionOf={conditionOf} />
    </div>
  );
}

interface WearingLineProps {
  readonly sensors: readonly SensorStatus[];
  /** null while the hub does not answer. */
  readonly conditionOf: ((sensor: SensorStatus) => SensorCondition) | null;
}

/** Whether anything is still to be put on, in one sentence. */
function WearingLine({ sensors, conditionOf }: WearingLineProps) {
  if (conditionOf === null) {
    return <p class="wearing">The hub does not answer: which sensors stream is not known now.</p>;
  }
  const missing = missingPlacements(sensors, conditionOf);
  return (
    <p class="wearing" data-complete={missing.length === 0}>
      {missing.length === 0
        ? 'Every leg that is worn has its thigh and its shank sensor streaming.'
        : `Still to come: ${missing.map(placementName).join(', ').toLowerCase()}.`}
    </p>
  );
}
