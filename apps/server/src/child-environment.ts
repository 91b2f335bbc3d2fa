/** What a process that we start needs of our environment; the server's secrets are not among it. */
export function inherited(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const wanted = /^(?:PATH|SystemRoot|TZ|TMPDIR|TEMP|NODE_COMPILE_CACHE|PG[A-Z]+)$/u;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => wanted.test(name)));
}
