import type { JaegerProbe } from "../labs/probe-kinds.js";
import type { HttpClient } from "./http-client.js";
import { jaegerAt } from "./jaeger.js";
import { seenWrong, type Look } from "./seen.js";
import { glance } from "./text.js";
import { sentNowAndThen } from "./traffic.js";

/** Asks Jaeger for the services that it has spans of, after the check's traffic was sent. */
export function jaegerLook(probe: JaegerProbe, http: HttpClient): Look {
  const sent = sentNowAndThen(probe.after, http);
  const jaeger = jaegerAt(probe.at, http);
  return async () => {
    await sent();
    const names = await jaeger.services();
    const missing = probe.services.filter(
      (service) => !names.some((name) => name.startsWith(service)),
    );
    const seen = `Jaeger knows ${names.length === 0 ? "no service" : names.join(", ")}`;
    if (missing.length === 0) return { holds: true, text: seen };
    return seenWrong({
      text: `${seen}, and none that starts with ${missing.join(" or ")}`,
      seen: glance(seen),
      wanted: missing.join(" and "),
      whole: names.join("\n"),
    });
  };
}
