/** What the command line of `access` gave. */
export interface AccessFlags {
  readonly recordings: string;
  readonly host: string;
  readonly port: number;
  readonly tls?: boolean;
  readonly renew?: boolean;
  readonly qr: boolean;
}
