/** The address only programs on this machine can reach. */
export const LOOPBACK = '127.0.0.1';
