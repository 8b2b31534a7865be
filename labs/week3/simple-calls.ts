import type { CommandProbe } from "../probe-kinds.js";
import { onHost } from "../probes.js";

const HOST = "simple-web.istioinaction.io";

/** simple-web through the gateway. The name is sent as a header, so no file of the host has to know it. */
export const SIMPLE_WEB_URL = "http://127.0.0.1:30000/";
export const SIMPLE_WEB_HEADERS = { Host: HOST } as const;

/** Mark of an answer that came from a backend. simple-web's own message is another. */
export const FROM_BACKEND_1 = { body: "Hello from simple-backend-1" } as const;
export const FROM_BACKEND_2 = { body: "Hello from simple-backend-2" } as const;

type Output = Pick<CommandProbe, "matches" | "lacks">;

/** curl makes as many calls as the range has numbers; what is behind # is never sent. */
const times = (calls: number): string => `${SIMPLE_WEB_URL}#[1-${calls}]`;

/** Calls one after the other; the output has a line `<code> <seconds>` for each. */
export const timedCalls = (calls: number, output: Output): CommandProbe =>
  onHost(
    [
      ...["curl", "--silent", "--max-time", "10", "--header", `Host: ${HOST}`],
      ...["--output", "/dev/null", "--write-out", "%{http_code} %{time_total}\\n", times(calls)],
    ],
    output,
  );

/** Calls one after the other, or all at once; the output has the JSON of each answer. */
export const answers = (
  calls: number,
  output: Output,
  how: "in turn" | "at once" = "in turn",
): CommandProbe =>
  onHost(
    [
      ...["curl", "--silent", "--max-time", "10", "--header", `Host: ${HOST}`],
      ...(how === "at once"
        ? ["--parallel", "--parallel-immediate", "--parallel-max", `${calls}`]
        : []),
      times(calls),
    ],
    output,
  );

/** Expression for an output with at least so many lines that begin like this. */
export const linesLike = (start: string, count: number): string =>
  `(?:^${start}[\\s\\S]*?){${count}}`;

/** Expression for a line of `timedCalls` about a call that was not answered with 200. */
export const NOT_OK = "^(?!200 )\\S";
