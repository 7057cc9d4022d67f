/** Sent in every hello; a client shows it where a person sees results. */
export { DISCLAIMER } from '../model/disclaimer.ts';
