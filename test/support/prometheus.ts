import type { HttpClient } from "../../checks/http-client.js";
import type { Labels } from "../../checks/prometheus.js";
import { ok } from "./http-server.js";

/** A series as a query gives it: its labels, and the one value that it has. */
export type Given = readonly [labels: Labels, value: number];

const isRange = (url: URL): boolean => url.pathname.endsWith("/query_range");

/**
 * A Prometheus that gives what a query is said to give, at each of its times the same, and nothing else.
 * @param given by the query; a text is what it refuses the query with
 * @param labels the values of a label, by its name
 */
export function fakePrometheus(
  given: Readonly<Record<string, readonly Given[] | string>>,
  labels: Readonly<Record<string, readonly string[]>> = {},
): { readonly http: HttpClient; readonly asked: URL[] } {
  const asked: URL[] = [];
  const http: HttpClient = (request) => {
    const url = new URL(request.url);
    asked.push(url);
    const [, label] = /\/label\/(\w+)\/values$/.exec(url.pathname) ?? [];
    if (label !== undefined)
      return Promise.resolve(ok(JSON.stringify({ data: labels[label] ?? [] })));
    const found = given[url.searchParams.get("query") ?? ""] ?? [];
    if (typeof found === "string")
      return Promise.resolve({ status: 400, body: JSON.stringify({ error: found }) });
    const data = isRange(url) ? matrix(found, url) : vector(found, url);
    return Promise.resolve(ok(JSON.stringify({ status: "success", data })));
  };
  return { http, asked };
}

const number = (url: URL, name: string): number => Number(url.searchParams.get(name) ?? 0);

const vector = (given: readonly Given[], url: URL) => ({
  resultType: "vector",
  result: given.map(([metric, value]) => ({ metric, value: [number(url, "time"), `${value}`] })),
});

function matrix(given: readonly Given[], url: URL) {
  const [start, end, step] = ["start", "end", "step"].map((name) => number(url, name));
  const times: number[] = [];
  for (let at = start ?? 0; at <= (end ?? 0); at += step ?? 1) times.push(at);
  return {
    resultType: "matrix",
    result: given.map(([metric, value]) => ({
      metric,
      values: times.map((at) => [at, `${value}`]),
    })),
  };
}
