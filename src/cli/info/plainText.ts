// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text from a file as it may be shown on a terminal: nothing in it moves the cursor or breaks the line. */
export function plainText(text: string): string {
  return text.replaceAll(CONTROL, '·');
}
