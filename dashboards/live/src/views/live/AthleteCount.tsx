import { REP_TARGET } from '../../store/livePreferences.ts';
import { movementKindOf, taskShown } from '../../store/movementKind.ts';
import { countedReps } from '../../store/repList.ts';
import { resultFigures } from '../../store/resultFigures.ts';
import { usePage } from '../../store/storeContext.ts';
import { Count } from './Count.tsx';
import { useTarget } from './useTarget.ts';

/** How many so far, to be read from the floor. */
export function AthleteCount() {
  const { store } = usePage();
  const kind = movementKindOf(taskShown(store));
  const target = useTarget(REP_TARGET.value.value);
  const { reps } = store.snapshot.value;
  const counted = countedReps(reps);
  const { count, noun, note } =
    kind === 'reps'
      ? {
          count: counted,
          noun: 'reps',
          note: reps.length > counted ? `${reps.length - counted} not counted` : '',
        }
      : resultFigures(kind, store.snapshot.value, store.hello.value?.headline.unit ?? 'deg');
  return (
    <section class="athlete-count" aria-label={`${noun} of this set`}>
      <Count count={count} target={target} noun={noun} note={note} />
    </section>
  );
}
