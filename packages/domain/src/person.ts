/** Somebody named on a record: by account where they have one, by name alone where they do not. */
export interface Person {
  readonly accountId: string | null;
  readonly name: string;
}
