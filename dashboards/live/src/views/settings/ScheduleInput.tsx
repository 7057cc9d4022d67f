import type { SettingInputProps } from './settingInputProps.ts';
import { numberOf, numberText, SCHEDULES, scheduleId, valueAt } from './settingValues.ts';

/** When feedback is given; a faded schedule also says how far it has faded, and which draw. */
export function ScheduleInput({ id, value, disabled, isInvalid, onValue }: SettingInputProps) {
  const chosen = scheduleId(value);
  const [step, seed] = [valueAt(value, ['step']) ?? 0, valueAt(value, ['seed']) ?? 1];
  const faded = (changed: object) => onValue({ kind: 'faded', step, seed, ...changed });
  const choose = (name: string) => {
    const [kind, after] = name.split(' ');
    if (kind === 'faded') faded({});
    else onValue(after === undefined ? { kind } : { kind, after });
  };
  return (
    <div class="setting-schedule">
      <select
        id={id}
        value={chosen}
        disabled={disabled}
        aria-invalid={isInvalid}
        aria-describedby={`${id}-told`}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {SCHEDULES.map((schedule) => (
          <option key={schedule.id} value={schedule.id}>
            {schedule.label}
          </option>
        ))}
      </select>
      {chosen === 'faded' && (
        <div class="edge-inputs">
          <label class="edge-input">
            <span class="soft">step, from 0</span>
            <input
              type="text"
              inputMode="numeric"
              value={numberText(step)}
              disabled={disabled}
              onInput={({ currentTarget }) => faded({ step: numberOf(currentTarget.value) })}
            />
          </label>
          <label class="edge-input">
            <span class="soft">draw</span>
            <input
              type="text"
              inputMode="numeric"
              value={numberText(seed)}
              disabled={disabled}
              onInput={({ currentTarget }) => faded({ seed: numberOf(currentTarget.value) })}
            />
          </label>
        </div>
      )}
    </div>
  );
}
