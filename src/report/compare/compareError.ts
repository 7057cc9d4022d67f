/** Two recordings cannot be compared; `message` says what differs and what is valid. */
export class CompareError extends Error {
  override name = 'CompareError';
}
