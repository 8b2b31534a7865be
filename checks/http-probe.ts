import { diffValues } from "../labs/diff.js";
import type { HttpRequest } from "../labs/http-requests.js";
import type { HttpProbe } from "../labs/probe-kinds.js";
import { messageOf } from "../lib/errors.js";
import type { Answer, HttpClient } from "./http-client.js";
import type { Wrong } from "./seen.js";
import { cut, expression, glance, quoted } from "./text.js";

/** A request in a sentence: `GET http://127.0.0.1:30000/items with x-dark-launch: v2`. */
export function titleOf({ method = "GET", url, headers = {}, sni }: HttpRequest): string {
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const more = [...own, ...(sni === undefined ? [] : [`SNI ${sni}`])];
  return `${method} ${url}${more.length === 0 ? "" : ` with ${more.join(", ")}`}`;
}

/** An answer in a sentence: `500 "error calling Catalog service"`. */
export const showAnswer = ({ status, body }: Answer): string =>
  body === "" ? `${status}` : `${status} ${quoted(body.replaceAll(/\s+/g, " "))}`;

/** The same at a glance: `500 error calling Catalog service`. */
export const glanceAt = ({ status, body }: Answer): string => glance(`${status} ${body}`);

/** What is wrong with the answer to a request; undefined when nothing is. */
export async function judgeHttp(probe: HttpProbe, http: HttpClient): Promise<Wrong | undefined> {
  const title = titleOf(probe);
  const answer = await http(probe).catch(messageOf);
  if (typeof answer === "string") {
    const text = `${title} got no answer: ${answer}`;
    return { text, seen: `no answer: ${glance(answer)}`, wanted: `an answer to ${title}` };
  }
  return judgeAnswer(probe, answer, title);
}

/** What an answer must be, however it came. */
type AnswerWanted = Pick<HttpProbe, "url" | "status" | "json" | "body">;

/** What is wrong with an answer; undefined when nothing is. @param title the request in a sentence */
export function judgeAnswer(probe: AnswerWanted, answer: Answer, title: string): Wrong | undefined {
  const whole = answer.body;
  const answered = `${title} answered ${showAnswer(answer)}`;
  if (answer.status !== probe.status) {
    const wanted = `${probe.status}`;
    return { text: `${answered}, wanted ${wanted}`, seen: glanceAt(answer), wanted, whole };
  }
  if (probe.body !== undefined && !expression(probe.body).test(answer.body)) {
    const wanted = `a text like /${probe.body}/`;
    return { text: `${answered}, wanted ${wanted}`, seen: glanceAt(answer), wanted, whole };
  }
  return wrongJson(probe, answer, title);
}

function wrongJson({ json }: AnswerWanted, { body }: Answer, title: string): Wrong | undefined {
  if (json === undefined) return undefined;
  const found = parse(body);
  if (found === undefined) {
    const text = `${title} answered what is no JSON: ${quoted(body)}`;
    return { text, seen: `no JSON: ${glance(body)}`, wanted: "JSON", whole: body };
  }
  const [first] = diffValues(json, found);
  if (first === undefined) return undefined;
  const where = first.path === "" ? "JSON that is" : `JSON whose ${first.path} is`;
  const [seen, wanted] = [show(first.after), show(first.before)];
  const text = `${title} answered ${where} ${seen}, wanted ${wanted}`;
  const at = first.path === "" ? "" : `${first.path}: `;
  return { text, seen: glance(at + seen), wanted: glance(at + wanted), whole: body };
}

const show = (value: unknown): string =>
  value === undefined ? "missing" : cut(JSON.stringify(value));

/** A body as JSON; undefined where it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
