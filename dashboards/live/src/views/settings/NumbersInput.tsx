import { BandStrip } from './BandStrip.tsx';
import type { SettingInputProps } from './settingInputProps.ts';
import { numberOf, numberText } from './settingValues.ts';
import { TextInput } from './TextInput.tsx';

/** Edges of bands, and ranges: a number for each, in order. */
export function EdgesInput(props: SettingInputProps) {
  const { field, id, value, onValue } = props;
  const numbers: readonly unknown[] = Array.isArray(value) ? value : [];
  const isBand = field.path[1] === 'bands';
  return (
    <div class="setting-edges">
      <div class="edge-inputs">
        {field.parts.map((part, i) => (
          <div key={part} class="edge-input">
            <span class="soft" aria-hidden="true">
              {part}
            </span>
            <TextInput
              {...props}
              id={i === 0 ? id : `${id}-${i}`}
              label={`${field.label}, ${part}`}
              shown={numberText(numbers[i])}
              read={(text) => field.parts.map((_, j) => (j === i ? numberOf(text) : numbers[j]))}
              onValue={onValue}
              isNumber
            />
          </div>
        ))}
      </div>
      {isBand && <BandStrip edges={numbers} isValid={!props.isInvalid} />}
    </div>
  );
}

/** As many numbers as somebody likes, with spaces between them. */
export function ListInput(props: SettingInputProps) {
  const numbers: readonly unknown[] = Array.isArray(props.value) ? props.value : [];
  return (
    <TextInput
      {...props}
      shown={numbers.map(numberText).join('  ')}
      read={(text) => {
        const parts = text.split(/[\s;]+/).filter((part) => part !== '');
        return parts.length === 0
          ? undefined
          : parts.map((part) => numberOf(part.replace(/,$/, '')));
      }}
      maxLength={200}
    />
  );
}
