import { NAMESPACE } from "../apps/app.js";
import type { CommandProbe } from "../probe-kinds.js";
import { onHost } from "../probes.js";

const HOST = "simple-web.istioinaction.io";

/** simple-web through the gateway. The name is sent as a header, so no file of the host has to know it. */
export const SIMPLE_WEB_URL = "http://127.0.0.1:30000/";
export const SIMPLE_WEB_HEADERS = { Host: HOST } as const;

/** The same for a shell. */
export const CURL = `curl -s -H "Host: ${HOST}" ${SIMPLE_WEB_URL}`;

/** Which backend a call was answered by. */
const WHICH = `${CURL} | jq ".upstream_calls[0].body"`;

/** Loop D1: which backend answers, once a second. */
export const pollBackend = `while true; do ${WHICH}; date "+%Y-%m-%d %H:%M:%S"; sleep 1; echo; done`;

/** Loops D10 and D50: how often each backend answers. */
export const countBackends = (calls: number): string =>
  `for i in $(seq ${calls}); do ${WHICH}; done | sort | uniq -c | sort -nr`;

/** Loop T10: the code and the time of ten calls. */
export const TIME_TEN = `for i in $(seq 10); do ${CURL} -o /dev/null -w "%{http_code} %{time_total} s\\n"; done`;

/** Loop E1: the state of the backends' endpoints, once a second. */
export const pollEndpoints = `while true; do istioctl proxy-config endpoint deploy/simple-web.${NAMESPACE} --cluster "outbound|80||simple-backend.${NAMESPACE}.svc.cluster.local"; date "+%Y-%m-%d %H:%M:%S"; sleep 1; echo; done`;

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
