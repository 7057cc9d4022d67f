/** What may stand for a person, also in the name of a file; never a name. */
export const PSEUDONYM = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

/** Stands for somebody whom nobody named. */
export const ANONYMOUS = 'anonymous';
