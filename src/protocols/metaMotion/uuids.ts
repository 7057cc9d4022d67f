export const SERVICE = '326a9000-85cb-9195-d9dd-464cfbbae75a';
/** Commands to its modules, written; without response for most. */
export const COMMAND = '326a9001-85cb-9195-d9dd-464cfbbae75a';
/** Answers and data of its modules, notified. */
export const NOTIFICATION = '326a9006-85cb-9195-d9dd-464cfbbae75a';
