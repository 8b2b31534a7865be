import { wrongField } from "../labs/expected.js";
import type { ContainerProbe, RefusalProbe } from "../labs/container-probes.js";
import { messageOf } from "../lib/errors.js";
import type { HttpClient } from "./http-client.js";
import { judgeHttp, parse, titleOf } from "./http-probe.js";
import { plainly, type Containers, type Wrong } from "./seen.js";
import { cut, expression, glance, quoted } from "./text.js";

/** What is wrong with a container's answer; undefined when nothing is. What the request changed is put back. */
export async function judgeContainer(
  { request, status, body, fields, undo }: ContainerProbe,
  http: HttpClient,
): Promise<Wrong | undefined> {
  let seen = "";
  const client: HttpClient = async (each) => {
    const answer = await http(each);
    seen = answer.body;
    return answer;
  };
  try {
    const wanted = { status, ...(body === undefined ? {} : { body }) };
    const wrong = await judgeHttp({ kind: "http", ...request, ...wanted }, client);
    return wrong ?? (fields === undefined ? undefined : wrongIn(seen, fields, titleOf(request)));
  } finally {
    if (undo !== undefined) await http(undo);
  }
}

function wrongIn(
  body: string,
  fields: NonNullable<ContainerProbe["fields"]>,
  title: string,
): Wrong | undefined {
  const value = parse(body);
  if (value === undefined)
    return { ...plainly(`${title} answered what is no JSON: ${quoted(body)}`), whole: body };
  const wrong = wrongField(value, fields);
  if (wrong === undefined) return undefined;
  const at = wrong.path === "" ? "" : `${wrong.path} is `;
  return {
    text: `${title} answered JSON whose ${at}${cut(wrong.seen)}, wanted ${wrong.wanted}`,
    seen: glance(`${at}${wrong.seen}`),
    wanted: glance(wrong.wanted),
    whole: body,
  };
}

/** What is wrong with a container that must end with an error; undefined when nothing is. */
export async function judgeRefusal(
  { run, says }: RefusalProbe,
  runOnce: Containers["run"],
): Promise<Wrong | undefined> {
  const said = await runOnce(run).then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  if (said === undefined) return plainly(`${run.name} ended well`);
  if (expression(says).test(said)) return undefined;
  return {
    text: `${run.name} ended with ${quoted(said)}, wanted a text like /${says}/`,
    seen: glance(said.split("\n").at(-1) ?? ""),
    wanted: `a text like /${says}/`,
    whole: said,
  };
}
