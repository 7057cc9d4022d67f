/** What somebody may do at a hub that others can reach: a viewer looks on, an operator steers. */
export const ROLES = ['viewer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role is at least another: an operator may do all that a viewer may. */
export function isAtLeast(role: Role | null, needed: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
