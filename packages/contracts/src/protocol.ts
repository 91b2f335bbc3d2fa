/** Numbers both ends agree on, apart from the schemas: a page reads them without loading zod. */

/** Raised whenever an older page could misread what a newer server sends. */
export const PROTOCOL = 1;

/** How many entries a board keeps, newest first. */
export const FEED_LENGTH = 12;

/** More changes than this and a reader takes the snapshot instead. */
export const CATCH_UP_LIMIT = 200;
