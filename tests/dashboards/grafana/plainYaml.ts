export type Yaml = string | number | boolean | null | Yaml[] | { [key: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
  readonly number: number;
}

/**
 * Reads the part of YAML that our own files are written in: maps and lists by indentation, scalars on
 * one line, lists in brackets as JSON has them. No parser is among the dependencies, and what is not
 * understood here is refused, so that a file does not grow beyond it unnoticed.
 * @throws SyntaxError naming the line
 */
export function plainYaml(source: string): Yaml {
  const lines = source
    .split('\n')
    .map((raw, i): Line => {
      const text = raw.trim();
      if (raw.includes('\t')) throw new SyntaxError(`line ${i + 1} has a tab`);
      return { indent: raw.length - raw.trimStart().length, text, number: i + 1 };
    })
    .filter(({ text }) => text !== '' && !text.startsWith('#'));
  return block(lines);
}

function block(lines: readonly Line[]): Yaml {
  const [first] = lines;
  if (first === undefined) return null;
  const starts = lines.flatMap(({ indent }, i) => (indent === first.indent ? [i] : []));
  const parts = starts.map((start, i) => lines.slice(start, starts[i + 1]));
  if (first.text.startsWith('- ')) return parts.map(item);
  const entries = parts.map(entry);
  const keys = entries.map(([key]) => key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw new SyntaxError(`key ${twice} is there twice`);
  return Object.fromEntries(entries);
}

function item([head, ...rest]: readonly Line[]): Yaml {
  if (!head.text.startsWith('- '))
    throw new SyntaxError(`line ${head.number} is no item of a list`);
  const text = head.text.slice(2);
  const isMap = /^[\w-]+: /.test(text);
  if (!isMap && rest.length === 0) return scalar(text, head.number);
  return block([{ ...head, indent: head.indent + 2, text }, ...rest]);
}

function entry([head, ...rest]: readonly Line[]): [string, Yaml] {
  const found = /^([\w-]+):(?: (.+))?$/.exec(head.text);
  if (found === null) throw new SyntaxError(`line ${head.number} is no "key: value"`);
  const [, key, text] = found;
  const inner = rest.find(({ indent }) => indent <= head.indent);
  if (inner !== undefined) throw new SyntaxError(`line ${inner.number} is indented wrongly`);
  if (text === undefined) return [key, block(rest)];
  if (rest.length > 0) throw new SyntaxError(`line ${rest[0].number} follows a value`);
  return [key, scalar(text, head.number)];
}

function scalar(text: string, number: number): Yaml {
  if (/^["[]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new SyntaxError(`line ${number}: ${text} is not JSON`, { cause });
    }
  }
  if (/^(true|false)$/.test(text)) return text === 'true';
  if (/^\d+$/.test(text)) return Number(text);
  if (/[#&*!|>'"%@`{}]|: /.test(text)) {
    throw new SyntaxError(`line ${number}: ${text} needs quotes or is not understood`);
  }
  return text;
}
