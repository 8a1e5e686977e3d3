/* The one way to the API: session cookie, CSRF header, problems as sentences, ETags both ways.
 *
 *   await read(url)                     -> {status, body, etag}; a 304 has body null. Pass {etag} to ask conditionally, {signal} to cancel.
 *   await send(url, body, options)      -> {status, body, etag}. options: method ("POST"), ifMatch, signal,
 *                                        once (sends an Idempotency-Key), keepalive (outlives the page)
 *   throws Problem                      -> .message is a sentence for people, .status, .problem the RFC 9457 body
 *
 * The CSRF token is read from <meta name="csrf-token"> or from a hidden field of any form on the page.
 */

export class Problem extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || "");
    this.status = status;
    this.problem = problem;
  }
}

const json = "application/json";

const csrfToken = () =>
  document.querySelector("meta[name=csrf-token]")?.content ??
  document.querySelector("input[name=csrfmiddlewaretoken]")?.value ??
  "";

const onceKey = () =>
  crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");

async function bodyOf(answer) {
  const kind = answer.headers.get("Content-Type") ?? "";
  return kind.includes("json") ? answer.json() : null;
}

async function ask(url, options) {
  const answer = await fetch(url, { credentials: "same-origin", ...options });
  const body = answer.status === 304 ? null : await bodyOf(answer);
  if (!answer.ok && answer.status !== 304) throw new Problem(answer.status, body ?? {});
  return { status: answer.status, body, etag: answer.headers.get("ETag") };
}

export function read(url, { etag, signal } = {}) {
  const headers = { Accept: json };
  if (etag) headers["If-None-Match"] = etag;
  return ask(url, { headers, signal, cache: "no-store" });
}

export function send(url, body, { method = "POST", ifMatch, signal, once = false, keepalive = false } = {}) {
  const headers = { Accept: json, "Content-Type": json, "X-CSRFToken": csrfToken() };
  if (ifMatch) headers["If-Match"] = ifMatch;
  if (once) headers["Idempotency-Key"] = onceKey();
  return ask(url, { method, headers, signal, keepalive, body: JSON.stringify(body ?? {}) });
}
