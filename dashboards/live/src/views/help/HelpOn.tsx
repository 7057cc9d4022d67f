import { GLOSSARY, type TermName } from './glossary.ts';
import { Help } from './Help.tsx';

interface HelpOnProps {
  readonly about: string;
  readonly terms: readonly TermName[];
}

/** Help in the words of the glossary. */
export function HelpOn({ about, terms }: HelpOnProps) {
  return (
    <Help about={about}>
      {terms.map((name) => (
        <p key={name}>
          <strong>{GLOSSARY[name].word}.</strong> {GLOSSARY[name].means}
        </p>
      ))}
    </Help>
  );
}
