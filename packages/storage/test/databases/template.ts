declare module "vitest" {
  interface ProvidedContext {
    /** Where tests of this run find their PostgreSQL; absent where they use the embedded database. */
    postgresFolder: string;
  }
}

/** The database of a test server that others are copies of: the schema and not a row. */
export const TEMPLATE = "template_diaodu";
