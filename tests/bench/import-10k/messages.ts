/** What the server of `import-10k` and the bench say to each other. */
export type ToServer = { readonly kind: "begin" } | { readonly kind: "end" };

export type FromServer =
  | {
      readonly kind: "ready";
      readonly origin: string;
      readonly login: string;
      readonly password: string;
      readonly unit: string;
      /** Two workbooks of the same figures with other values. */
      readonly files: readonly [Uint8Array, Uint8Array];
    }
  | { readonly kind: "begun" }
  /** How late timers of the event loop were, in milliseconds. */
  | { readonly kind: "late"; readonly p99: number; readonly max: number };
