import { answers, step } from "../../step.js";
import { toAdmin } from "../proxy-calls.js";

export default step({
  checks: [
    {
      says: "Envoy tells the levels of its loggers",
      probe: answers(toAdmin("/logging", "POST"), { body: "^active loggers:" }),
      until: "the next change",
    },
    {
      says: "A POST switches the logger of HTTP to debug, at once",
      probe: answers(toAdmin("/logging?http=debug", "POST"), {
        body: "^\\s*http: debug$",
        undo: toAdmin("/logging?http=info", "POST"),
      }),
      until: "the next change",
    },
  ],
});
