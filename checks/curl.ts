import type { HttpRequest } from "../labs/http-requests.js";
import type { Answer } from "./http-client.js";

/** An answer that takes longer is none, in s. */
const ANSWER_S = 10;

/** The command that sends a request by curl and prints its answer, the status at the end. */
export const curlCommand = ({ url, method = "GET", headers = {} }: HttpRequest): string[] => [
  ...["curl", "--silent", "--show-error", "--max-time", `${ANSWER_S}`],
  // the status comes last, on a line of its own
  ...["--write-out", "\\n%{http_code}"],
  ...(method === "HEAD" ? ["--head", "--output", "/dev/null"] : []),
  ...(method === "POST" ? ["--request", "POST"] : []),
  ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
  url,
];

/** The answer in what that command has printed. */
export function curlAnswer(stdout: string): Answer {
  const end = stdout.lastIndexOf("\n");
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, Math.max(end, 0)) };
}
