/**
 * How an official document words what the standard prescribes, for whoever shows one beside its paper.
 * Apart from the rest, because a server says this at any time and writes files in workers.
 */
export { documentDate } from "./document-date.ts";
export { headingCounter } from "./heading-number.ts";
export { titleLines } from "./title-lines.ts";
