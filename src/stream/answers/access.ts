import type { Role } from '../../model/role.ts';

/** `GET`, `POST` and `DELETE /api/v1/access`: who this is. */
export interface AccessAnswer {
  /** Whether the hub needs a token; it does not on loopback. */
  readonly needed: boolean;
  /** What whoever asks may do; null without a valid token. */
  readonly role: Role | null;
}
