import { diffValues } from "../labs/diff.js";
import type { HttpRequest } from "../labs/http-requests.js";
import type { HttpProbe } from "../labs/probe-kinds.js";
import { messageOf } from "../lib/errors.js";
import type { Answer, HttpClient } from "./http-client.js";
import { cut, expression, quoted } from "./text.js";

/** A request in a sentence: `GET http://127.0.0.1:30000/items with x-dark-launch: v2`. */
export function titleOf({ method = "GET", url, headers = {}, sni }: HttpRequest): string {
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const more = [...own, ...(sni === undefined ? [] : [`SNI ${sni}`])];
  return `${method} ${url}${more.length === 0 ? "" : ` with ${more.join(", ")}`}`;
}

/** An answer in a sentence: `500 "error calling Catalog service"`. */
export const showAnswer = ({ status, body }: Answer): string =>
  body === "" ? `${status}` : `${status} ${quoted(body.replaceAll(/\s+/g, " "))}`;

/** What is wrong with the answer to a request; undefined when nothing is. */
export async function judgeHttp(probe: HttpProbe, http: HttpClient): Promise<string | undefined> {
  const title = titleOf(probe);
  const answer = await http(probe).catch(messageOf);
  if (typeof answer === "string") return `${title} got no answer: ${answer}`;
  if (answer.status !== probe.status) {
    return `${title} answered ${showAnswer(answer)}, wanted ${probe.status}`;
  }
  if (probe.body !== undefined && !expression(probe.body).test(answer.body)) {
    return `${title} answered ${showAnswer(answer)}, wanted a text like /${probe.body}/`;
  }
  const wrong = wrongJson(probe, answer);
  return wrong === undefined ? undefined : `${title} answered ${wrong}`;
}

function wrongJson({ json }: HttpProbe, { body }: Answer): string | undefined {
  if (json === undefined) return undefined;
  const seen = parse(body);
  if (seen === undefined) return `what is no JSON: ${quoted(body)}`;
  const [first] = diffValues(json, seen);
  if (first === undefined) return undefined;
  const where = first.path === "" ? "JSON that" : `JSON whose ${first.path}`;
  return `${where} is ${show(first.after)}, wanted ${show(first.before)}`;
}

const show = (value: unknown): string =>
  value === undefined ? "missing" : cut(JSON.stringify(value));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
